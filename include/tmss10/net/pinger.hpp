// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/diagnosis.hpp>
#include <tmss10/core/key.hpp>
#include <tmss10/core/outstanding_pings.hpp>
#include <tmss10/core/packet.hpp>
#include <tmss10/core/ping_event.hpp>
#include <tmss10/core/ping_payloads.hpp>
#include <tmss10/core/ping_schedule.hpp>
#include <tmss10/core/statistics.hpp>
#include <tmss10/net/dial.hpp>
#include <tmss10/net/session.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace tmss10 {

struct pinger_settings {
  dial_settings dial;
  /// None: until stop().
  std::optional<std::uint64_t> count = 4;
  /// From one send to the next, whatever becomes of the answers. Zero: the next ping goes
  /// when the last is decided.
  std::chrono::nanoseconds interval{0};
  std::chrono::nanoseconds reply_timeout{std::chrono::seconds(5)};
  std::optional<std::chrono::nanoseconds> deadline;
  /// 0 to max_payload_size random bytes.
  std::size_t payload_size = 0;
};

/// Pings one target over one connection at a time, and tells what happens. A connection
/// that ends is made again at the next slot; pings are lost with it, never repeated. It
/// prints nothing. Not for use from several threads.
class pinger {
 public:
  using listener = std::function<void(const ping_event&)>;

  /// `key` must outlive the pinger. `tell` is called on the executor and may call stop().
  pinger(const asio::any_io_executor& executor, pinger_settings settings,
         const site_key& key, listener tell);

  /// Runs to the count, the deadline or stop(): none. Or to the failure that ended it. To
  /// be called once, and awaited before the pinger goes.
  [[nodiscard]] asio::awaitable<std::optional<failure>> run();

  /// Ends the run in good order, at once. Pings that are not decided yet stay so.
  void stop();

  /// Right at any moment of the run.
  [[nodiscard]] const statistics& totals() const { return totals_; }
  [[nodiscard]] bool deadline_passed() const { return deadline_passed_; }

 private:
  using clock = std::chrono::steady_clock;

  [[nodiscard]] asio::awaitable<void> exchange();
  [[nodiscard]] asio::awaitable<void> receive();
  [[nodiscard]] asio::awaitable<void> send_on_schedule();
  [[nodiscard]] asio::awaitable<void> give_up_in_time();
  [[nodiscard]] asio::awaitable<void> wait_for_slot();
  [[nodiscard]] asio::awaitable<void> await_flush();

  void send_in_slot();
  void send_ping();
  void start_flush();
  void take_response();
  void give_up_expired(clock::time_point now);
  void after_decision();
  void end_connection(std::error_code reason);
  void close_session();
  void abandon_pings();
  void finish();
  [[nodiscard]] bool all_sent() const;
  [[nodiscard]] bool ends_run(failure& failed) const;

  asio::any_io_executor executor_;
  pinger_settings settings_;
  const site_key& key_;
  listener tell_;

  packet_codec codec_;
  ping_payloads payloads_;
  request request_;
  response response_;
  bytes plaintext_;

  watchdog limit_;  // of the stage under way
  asio::steady_timer slot_timer_;
  asio::steady_timer expiry_timer_;
  asio::steady_timer flushed_;
  std::shared_ptr<session> session_;
  outstanding_pings pings_;
  statistics totals_;
  ping_schedule schedule_;
  std::error_code end_reason_;
  bool flush_runs_ = false;
  bool connection_ended_ = true;
  bool over_ = false;
  bool deadline_passed_ = false;
};

}  // namespace tmss10
