// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>

namespace tmss10 {

/// The command line can't be followed; what() is one line that names the option and the
/// value.
class usage_error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A command line that asks for a text (help, version) and nothing else.
struct show_text {
  std::string text;
};

}  // namespace tmss10
