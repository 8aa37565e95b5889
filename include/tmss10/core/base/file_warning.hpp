// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

namespace tmss10 {

/// Is called with one line, without a line end, that says what is wrong with a file that
/// could be used all the same.
using file_warning = std::function<void(const std::string&)>;

}  // namespace tmss10
