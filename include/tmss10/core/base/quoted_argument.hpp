// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tmss10 {

/// An argument as it must stand in a Windows command line, so that CommandLineToArgvW and
/// the C library give the program exactly this text. In quotes only where it needs them.
[[nodiscard]] std::string quoted_argument(std::string_view argument);

}  // namespace tmss10
