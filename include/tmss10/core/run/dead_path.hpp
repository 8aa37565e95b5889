// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/silence_cause.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace tmss10 {

/// Finds out why pings on a connection are not answered, and whether the connection is
/// dead: a firewall that has forgotten it drops what arrives on it and says nothing,
/// while a new connection works. It has no socket and reads no clock: every call brings
/// what the system knows of the connection (none where it does not say, or no longer).
class dead_path {
 public:
  using duration = std::chrono::nanoseconds;

  /// What to do after a ping was given up.
  enum class advice {
    go_on,
    /// Nothing gets through here: try whether another connection works.
    try_another,
    /// The connection is dead.
    end,
  };
  struct judgement {
    /// Why the ping was not answered; unknown when nothing new can be said.
    silence_cause why = silence_cause::unknown;
    advice next = advice::go_on;
  };

  /// `direct`: the connection leads to the target, not to a proxy. What is known of one
  /// to a proxy says nothing about the target.
  explicit dead_path(bool direct) : direct_(direct) {}

  /// To be called while nothing was sent a second time: `waited` is how long the oldest
  /// ping has waited; none: no ping waits.
  void before(const std::optional<tcp_facts>& known, std::optional<duration> waited);

  /// A ping of `size` bytes was given up after `waited`.
  [[nodiscard]] judgement gave_up(const std::optional<tcp_facts>& known, duration waited,
                                  std::size_t size);

  /// The try of another connection has ended.
  void another_ended(bool works, const std::optional<tcp_facts>& known);

  /// Whether another connection worked while nothing got through here, so that is_dead()
  /// is worth asking the system for.
  [[nodiscard]] bool is_suspect() const { return works_elsewhere_.has_value(); }

  /// Whether the oldest data was sent again in vain since another connection worked.
  /// Until then an outage may just be over: TCP delivers after it what it has.
  [[nodiscard]] bool is_dead(const std::optional<tcp_facts>& known) const;

  /// Something was answered, whenever and however.
  void answered();

  /// A ping was answered in time.
  void answered_in_time() { delayed_on_way_ = false; }

  /// A ping was answered after it was given up. `sent_again`: data was sent again
  /// meanwhile. Whether it was held up on its way, or slow.
  [[nodiscard]] silence_cause answered_late(bool sent_again);

  /// The connection ended, whoever ended it, while a ping of `size` bytes waited: what
  /// could not be delivered on it is the cause; else unknown.
  [[nodiscard]] silence_cause ended(const std::optional<tcp_facts>& known,
                                    std::size_t size) const;

 private:
  bool direct_;
  tcp_facts before_;             // before what waits was sent a second time
  bool silent_ = false;          // a ping was given up since the last answer
  bool seems_dead_ = false;      // and nothing gets through
  bool delayed_on_way_ = false;  // what waited was sent again in vain, since then
  /// Another connection worked when the oldest data here had been sent again so often.
  std::optional<std::uint32_t> works_elsewhere_;
};

}  // namespace tmss10
