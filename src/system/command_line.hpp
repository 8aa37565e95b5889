// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/secret_text.hpp>

#include <vector>

namespace tmss10 {

/// The arguments of main(). A password in "user:password@host" is overwritten where it
/// came from, as far as the system lets other users see it there (Linux and others do);
/// the copies here are wiped when they go.
class command_line {
 public:
  command_line(int argc, char** argv);

  [[nodiscard]] int size() const { return static_cast<int>(pointers_.size()); }
  [[nodiscard]] const char* const* arguments() const { return pointers_.data(); }

 private:
  std::vector<secret_text> copies_;
  std::vector<const char*> pointers_;
};

}  // namespace tmss10
