// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/packet_sizes.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// What the sizes of packets mean.
struct size_judgement {
  /// Whether large packets vanish in either direction.
  bool has_hole = false;
  /// The MSS that keeps packets small enough for the hole, or for both.
  std::optional<std::uint32_t> clamp_mss;
  /// The one word for programs: "ok", "smaller_link", "hole" or "unknown".
  std::string name;
  /// Whole sentences, the most important first.
  std::vector<std::string> sentences;
  /// How many of these, from the first on, say whether there is a hole.
  std::size_t verdict = 1;
};

[[nodiscard]] size_judgement judge_sizes(const packet_sizes& found);

/// A sentence of one line for standard error, naming the peer: that there is a hole, or
/// that nobody knows, unless a signal is why. Empty when all is well.
[[nodiscard]] std::string fault_text(const packet_sizes& found);

/// What keeps larger packets from being sent in a direction: "the MTU of the interface".
/// Empty if that is not known.
[[nodiscard]] std::string limit_reason(const packet_sizes& found, bool is_there);

}  // namespace tmss10
