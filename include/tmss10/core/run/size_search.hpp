// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/packet_sizes.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tmss10 {

/// How many sizes are tried at the same time, each over a connection of its own.
constexpr std::size_t sizes_at_once = 16;

/// What became of a packet of one size. All may be absent: nothing was learnt.
struct size_result {
  std::uint32_t size = 0;
  /// The size of the largest packet with its data that arrived, whole or in pieces.
  std::optional<std::uint32_t> arrived;
  /// It was sent whole, and did not arrive.
  bool vanished = false;
  /// What the sender's system allows, where that is less; whether it has learnt that just
  /// now.
  std::optional<std::uint32_t> limit;
  bool was_lowered = false;
};

/// Whether there is nothing left to find: the limit passes, or the next larger packet
/// than the largest that passes is known to vanish.
[[nodiscard]] bool is_decided(const direction_sizes& at);

/// The sizes to try next, in ascending order; none when it is decided. At first steps
/// below the limit, and below the usual 1500 if the limit is higher, so close that a
/// second round finds a hole exactly if it is at a usual place; then between the largest
/// that passed and the smallest that did not. With at most so many of them.
[[nodiscard]] std::vector<std::uint32_t> next_sizes(const direction_sizes& at,
                                                    std::size_t most = sizes_at_once);

/// Adds the results of a round. What passed counts more than what vanished: a small
/// packet that got lost while a larger one arrived was lost by chance.
void take_results(direction_sizes& into, const std::vector<size_result>& results);

/// Whether the results so far leave nothing to wait for: all sizes larger than the
/// largest that arrived have one.
[[nodiscard]] bool is_enough(const std::vector<std::uint32_t>& tried,
                             const std::vector<size_result>& results);

}  // namespace tmss10
