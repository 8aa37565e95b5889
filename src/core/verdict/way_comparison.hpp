// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/run_comparison.hpp>

#include <string>
#include <vector>

namespace tmss10 {

/// Adds how far two runs came: the stage that failed; through which proxy they went; the
/// addresses and ways that work no more, or do again; the addresses of the name; the
/// sizes of packets; the hops.
void compare_stages(const compared_runs& of, std::vector<compared_item>& to);
void compare_proxies(const compared_runs& of, std::vector<compared_item>& to);
void compare_ends(const compared_runs& of, std::vector<compared_item>& to);
void compare_addresses(const compared_runs& of, std::vector<compared_item>& to);
void compare_sizes(const compared_runs& of, std::vector<compared_item>& to);
void compare_hops(const compared_runs& of, std::vector<compared_item>& to);

/// The first of them: "a, b and 3 more".
[[nodiscard]] std::string shortened_list(const std::vector<std::string>& names);

}  // namespace tmss10
