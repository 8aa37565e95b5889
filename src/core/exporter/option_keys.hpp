// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tmss10 {

/// The key of a module that means the same as an option of TMSS10Ping: "count" for "-c"
/// and "--count". Empty if there is no such option.
[[nodiscard]] std::string_view key_for_option(std::string_view option);

/// A message of the command line's definitions in which options have the names of keys:
/// "max-rtt: ..." for "--max-rtt: ...". What is in quotes is the user's, and stays.
[[nodiscard]] std::string with_keys_for_options(std::string_view message);

}  // namespace tmss10
