// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tmss10 {

/// The sentence of a wording (see failure_wording.hpp) without what differs from target
/// to target: times, the target, and what exactly came. "no answer to the connection
/// request", where the wording goes on "in {seconds} s".
[[nodiscard]] std::string common_wording(std::string_view sentence);

}  // namespace tmss10
