// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/run_comparison.hpp>

#include <vector>

namespace tmss10 {

/// Adds through which proxy two runs went; the addresses and ways that work no more, or
/// do again; the addresses of the name.
void compare_proxies(const compared_runs& of, std::vector<compared_item>& to);
void compare_ends(const compared_runs& of, std::vector<compared_item>& to);
void compare_addresses(const compared_runs& of, std::vector<compared_item>& to);

}  // namespace tmss10
