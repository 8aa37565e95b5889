// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/packet_sizes.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace tmss10 {

/// "1412 bytes arrive, 1413 vanish"
[[nodiscard]] std::string direction_text(const direction_sizes& at);

/// What --mtu found, in lines without their ends: both directions, and what this system
/// believes.
[[nodiscard]] std::vector<std::string> size_figures(const packet_sizes& found);

/// The same, and what it means, in sentences of that width.
[[nodiscard]] std::vector<std::string> size_lines(const packet_sizes& found,
                                                  std::size_t columns);

/// Only whether there is a hole.
[[nodiscard]] std::vector<std::string> size_verdict(const packet_sizes& found,
                                                    std::size_t columns);

/// How far the search is, on one line without its end: "arrived so far: there 1412 bytes
/// (1440 vanish), back 1500 bytes (none larger is sent)".
[[nodiscard]] std::string size_status_line(const packet_sizes& so_far);

}  // namespace tmss10
