// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/wire/accepted_keys.hpp>
#include <tmss10/core/wire/key.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>

namespace tmss10 {

/// A responder's site key, and the keys that it has replaced, each until its own end. It
/// reads no clock: every call says what time it is.
class key_ring {
 public:
  using clock = std::chrono::steady_clock;

  /// How many replaced keys are valid at most. Each costs one more trial for a message 1
  /// that no key fits.
  static constexpr std::size_t most_former = 8;

  /// What became of a replacement.
  struct replacement {
    /// The key was in use already; nothing has changed.
    bool is_same = false;
    /// The oldest key had to go this long before its end: there were too many.
    std::optional<clock::duration> cut_short;
  };

  explicit key_ring(std::shared_ptr<const site_key> first);

  /// Uses `next` from now on, and accepts the key before it until `grace` has passed. A
  /// former key that comes back is the one in use again, and has no end.
  replacement replace(std::shared_ptr<const site_key> next, clock::time_point now,
                      clock::duration grace);
  /// Drops the keys whose ends have come, and returns how many they were.
  std::size_t expire(clock::time_point now);

  /// When the next key ends.
  [[nodiscard]] std::optional<clock::time_point> next_end() const;
  [[nodiscard]] std::size_t former() const { return former_.size(); }
  [[nodiscard]] accepted_keys keys() const;

 private:
  struct entry {
    std::shared_ptr<const site_key> key;
    clock::time_point end;
  };

  std::shared_ptr<const site_key> current_;
  std::deque<entry> former_;  // the latest first
};

}  // namespace tmss10
