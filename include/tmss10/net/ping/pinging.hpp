// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/run/silence_cause.hpp>
#include <tmss10/core/run/statistics.hpp>

#include <asio/awaitable.hpp>

#include <functional>
#include <optional>

namespace tmss10 {

/// Pings of one kind to one target. It prints nothing. Not for use from several threads.
class pinging {
 public:
  using listener = std::function<void(const ping_event&)>;

  virtual ~pinging() = default;
  pinging(const pinging&) = delete;
  pinging& operator=(const pinging&) = delete;
  pinging(pinging&&) = delete;
  pinging& operator=(pinging&&) = delete;

  /// Runs to the count, the deadline or stop(): none. Or to the failure that ended it, or
  /// because of which there was no connection when it ended. To be called once, and
  /// awaited before the object goes.
  [[nodiscard]] virtual asio::awaitable<std::optional<failure>> run() = 0;

  /// Ends the run in good order, at once. Pings that are not decided yet stay so. May
  /// tell event::retransmitted, and event::unsent of pings that were due before.
  virtual void stop() = 0;

  /// Right at any moment of the run.
  [[nodiscard]] virtual const statistics& totals() const = 0;
  /// What the system knew of the connection last; zeros where it does not tell.
  [[nodiscard]] virtual tcp_facts kernel() const = 0;
  [[nodiscard]] virtual bool deadline_passed() const = 0;
  /// Why pings were not answered, if that is known and run() did not say so; none when
  /// there is nothing to say.
  [[nodiscard]] virtual std::optional<failure> silence() const = 0;

 protected:
  pinging() = default;
};

}  // namespace tmss10
