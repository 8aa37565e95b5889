// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/failure_cause.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// What went wrong with many targets, in groups of those with the same cause: a hundred
/// sites behind one firewall are one group. Failures are grouped by stage, cause and
/// common_sentence(), which names the sender of an ICMP error and the proxy.
class failure_groups {
 public:
  /// So many groups are kept, those that came up first; all failures are counted.
  static constexpr std::size_t most_kept = 64;

  struct group {
    /// What the targets have in common.
    std::string words;
    std::uint64_t count = 0;
    /// The first of them, with its failure if there was one.
    std::string first_name;
    std::optional<failure> first;
  };

  /// `name`: what the target is called.
  void add(const failure& why, std::string_view name);
  /// Of a target that has no failure, only words for what went wrong: "no reply in time".
  void add(std::string_view words, std::string_view name);

  /// The groups, the most frequent first; of equal ones, the one that came up first.
  [[nodiscard]] std::vector<group> by_frequency() const;
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// Those that are in no group, because too many are kept already.
  [[nodiscard]] std::uint64_t ungrouped() const { return ungrouped_; }

 private:
  struct kind {
    std::optional<stage> where;
    std::optional<cause> of;
    group members;
  };

  void add(kind what, std::string_view name);

  std::vector<kind> kinds_;
  std::uint64_t count_ = 0;
  std::uint64_t ungrouped_ = 0;
};

}  // namespace tmss10
