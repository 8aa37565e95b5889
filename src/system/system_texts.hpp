// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// The system's name for people in the text of an os-release(5): its PRETTY_NAME, without
/// its quotes; empty if there is none.
[[nodiscard]] std::string pretty_name_in(std::string_view os_release);

/// The name servers in the text of a resolv.conf(5) that the resolver uses: the first
/// three (MAXNS of <resolv.h>).
[[nodiscard]] std::vector<std::string> name_servers_in(std::string_view resolv_conf);

}  // namespace tmss10
