// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/ping_event.hpp>

#include <asio/awaitable.hpp>

#include <functional>
#include <optional>

namespace tmss10 {

/// A look at the way to one target, before its pings or in place of them: at its hops, at
/// the largest packets, at how long a connection may be idle. What it finds is an event.
/// It prints nothing. Not for use from several threads.
class probing {
 public:
  using listener = std::function<void(const ping_event&)>;

  virtual ~probing() = default;
  probing(const probing&) = delete;
  probing& operator=(const probing&) = delete;
  probing(probing&&) = delete;
  probing& operator=(probing&&) = delete;

  /// Looks until it knows, its time is over, or stop() is called: none. Or why there was
  /// no connection. To be called once, and awaited before the object goes.
  [[nodiscard]] virtual asio::awaitable<std::optional<failure>> run() = 0;

  /// Ends it in good order, at once: what is known by then is told before run() returns.
  virtual void stop() = 0;

  /// What is known so far, as the event that will tell what was found. None when there is
  /// nothing yet, or what there is has been told.
  [[nodiscard]] virtual std::optional<ping_event> so_far() const { return std::nullopt; }

 protected:
  probing() = default;
};

}  // namespace tmss10
