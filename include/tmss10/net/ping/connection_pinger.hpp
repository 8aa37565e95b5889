// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/net/dial.hpp>
#include <tmss10/net/heartbeat.hpp>
#include <tmss10/net/ping/due_pings.hpp>
#include <tmss10/net/ping/pinging.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <tl/expected.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <string>

namespace tmss10 {

/// How long a new connection is watched for the peer to close it, or to say what it is:
/// longer than that takes a server on the other side of the world is no answer to the
/// connection any more.
constexpr auto close_watch = std::chrono::milliseconds(100);

struct connection_pinger_settings {
  dial_settings dial;
  /// None: until stop().
  std::optional<std::uint64_t> count = 4;
  /// From one connection request to the next. Zero: the next goes when the last is
  /// decided and its connection has been watched.
  std::chrono::nanoseconds interval{0};
  std::optional<std::chrono::nanoseconds> deadline;
  /// How long each connection is watched for the peer to close it at once, or to say what
  /// it is. Zero: it is not.
  std::chrono::nanoseconds watch{close_watch};
  /// Whether a ping is decided only when its connection has been watched: it is lost if
  /// the peer closes that at once, and event::connection_failed says so in place of
  /// event::closed_at_once.
  bool closed_is_lost = false;
  /// The number that its events have: for those who ping several targets.
  std::size_t target = 0;
};

/// Pings a target by connecting to it, again and again: a ping's time is what the
/// connection took, with the proxy's tunnel if there is one, and without the look-up.
/// Sends nothing to the target. Until the first connection is made, attempts go one at a
/// time, and a run with a count ends with the first failure; after that a failure is a
/// lost ping. The address that answered is kept until a connection to it fails.
class connection_pinger final : public pinging {
 public:
  /// `listen` is called on the executor and may call stop().
  connection_pinger(const asio::any_io_executor& executor,
                    connection_pinger_settings settings, listener listen);

  /// Runs to the count, the deadline or stop(): none, or closed_at_once or reset_at_once
  /// when the peer did that with any of the connections. Or to the failure that ended it.
  /// One of this machine (no descriptor left) ends a run with a count; one without goes
  /// on, and returns it if no connection was made after it.
  [[nodiscard]] asio::awaitable<std::optional<failure>> run() override;
  void stop() override;

  [[nodiscard]] const statistics& totals() const override { return due_.totals(); }
  /// Zeros: it is not known of connections that carry nothing.
  [[nodiscard]] tcp_facts kernel() const override { return {}; }
  [[nodiscard]] bool deadline_passed() const override { return deadline_passed_; }
  /// Why the last connection that failed did so; or that the deadline came before there
  /// were the connections that were asked for.
  [[nodiscard]] std::optional<failure> silence() const override;

 private:
  using clock = std::chrono::steady_clock;

  [[nodiscard]] asio::awaitable<std::optional<failure>> connect_first();
  [[nodiscard]] asio::awaitable<void> ping_on_schedule();
  [[nodiscard]] asio::awaitable<void> ping(std::uint64_t sequence);
  [[nodiscard]] asio::awaitable<void> settle(event::connection_made made, reached target);
  [[nodiscard]] asio::awaitable<std::optional<event::closed_at_once>> watch(
      std::uint64_t sequence, reached target);
  [[nodiscard]] asio::awaitable<void> wait_to_dial();
  [[nodiscard]] asio::awaitable<void> await_one_end();
  [[nodiscard]] std::optional<failure> conclude(std::optional<failure> last) const;

  void start(asio::awaitable<void> task);
  void take_cut_off(std::optional<failure>& last,
                    const tl::expected<reached, failure>& connection);
  void give_up_rest(std::error_code reason);
  [[nodiscard]] event::connection_made take_made(std::uint64_t sequence,
                                                 const reached& target,
                                                 bool noticed_late);
  void take_failed(std::uint64_t sequence, const failure& why, clock::duration held_up);
  void take_local_error(const failure& why);
  void take_close(const std::string& address, const event::closed_at_once& what);
  [[nodiscard]] std::string proxy_text() const;

  asio::any_io_executor executor_;
  connection_pinger_settings settings_;
  due_pings due_;
  listener tell_;  // passes an event on, as of now
  heartbeat beat_;
  std::list<watchdog> limits_;  // of the waits under way
  std::size_t running_ = 0;
  asio::steady_timer slot_timer_;
  asio::steady_timer one_ended_;
  clock::time_point next_dial_;  // when there are no slots
  std::optional<failure> closed_at_once_;
  std::optional<failure> local_error_;  // since the last connection
  std::optional<failure> last_failure_;
  bool over_ = false;
  bool deadline_passed_ = false;
};

}  // namespace tmss10
