// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/idle_limit.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/dial_settings.hpp>
#include <tmss10/net/session.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace tmss10 {

/// One connection that is left alone between two pings. TCP's own keep-alive is off, as
/// it is by default: it would keep what is on the way from forgetting.
class idle_connection {
 public:
  using clock = std::chrono::steady_clock;
  using listener = std::function<void(const ping_event&)>;

  /// `key` must outlive it.
  idle_connection(const asio::any_io_executor& executor, const site_key& key,
                  clock::duration reply_limit);

  /// Connects, and sends the first ping: none when that was answered, otherwise why not;
  /// errc::stopped after stop().
  [[nodiscard]] asio::awaitable<std::optional<failure>> open(dial_settings settings,
                                                             listener tell);

  /// Whether open() was successful; whether the connection has ended since.
  [[nodiscard]] bool is_open() const { return is_idle_; }
  [[nodiscard]] bool is_over() const { return is_over_; }

  // The following only once it is open.

  /// Has the second ping sent once it was idle so long, also while watch() waits.
  void ping_after(clock::duration idle);
  [[nodiscard]] clock::duration idle() const { return idle_; }
  /// Whether something is to be learnt from it still.
  [[nodiscard]] bool is_awaited() const { return is_idle_ && !was_watched_ && !leaving_; }

  /// Waits until it is pinged, or ends before, and returns what became of it. None when
  /// nothing can be said: it was left or stopped, the peer broke the protocol, or this
  /// machine slept meanwhile.
  [[nodiscard]] asio::awaitable<std::optional<idle_sample>> watch();

  /// Ends it in good order, which ends watch().
  void leave();

  /// The same, and waits until the other side has ended it, too. False: that said
  /// nothing, and may still have the connection. After watch().
  [[nodiscard]] asio::awaitable<bool> end();

  /// The address that it is connected to, which may be a proxy's.
  [[nodiscard]] const std::string& peer_address() const { return peer_address_; }
  /// The port at this end, also when it is over.
  [[nodiscard]] std::uint16_t local_port() const { return local_port_; }

  /// Ends whatever is under way at once, in good order. At any time.
  void stop();

 private:
  [[nodiscard]] bool send_request(function_code function);
  [[nodiscard]] asio::awaitable<result<protocol_event>> next();
  [[nodiscard]] bool slept() const;
  [[nodiscard]] std::optional<idle_sample> judge(const result<protocol_event>& happened,
                                                 clock::duration idle) const;

  const site_key& key_;
  clock::duration reply_limit_;
  watchdog limit_;
  std::shared_ptr<session> session_;
  std::string peer_address_;
  std::uint16_t local_port_ = 0;
  clock::duration idle_{0};
  clock::time_point idle_since_;
  std::chrono::system_clock::time_point idle_since_by_wall_;
  std::optional<clock::time_point> pinged_at_;  // for the second time
  bool is_idle_ = false;
  bool was_watched_ = false;
  bool leaving_ = false;
  bool was_silent_ = false;  // when something was to come
  bool is_over_ = false;
  bool stopped_ = false;
};

}  // namespace tmss10
