// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/failure.hpp>
#include <tmss10/core/key.hpp>
#include <tmss10/core/ping_event.hpp>
#include <tmss10/core/statistics.hpp>
#include <tmss10/net/dial.hpp>
#include <tmss10/net/heartbeat.hpp>
#include <tmss10/net/ping_exchange.hpp>
#include <tmss10/net/pinging.hpp>
#include <tmss10/net/session.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
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
/// that ends is made again at the next slot; pings are lost with it, never repeated.
///
/// A run with a count ends when a connection can't be made. One without goes on trying,
/// at each interval, until it is stopped.
class pinger final : public pinging {
 public:
  /// `key` must outlive the pinger. `listen` is called on the executor and may call
  /// stop().
  pinger(const asio::any_io_executor& executor, pinger_settings settings,
         const site_key& key, listener listen);

  [[nodiscard]] asio::awaitable<std::optional<failure>> run() override;
  void stop() override;

  [[nodiscard]] const statistics& totals() const override { return run_.totals(); }
  [[nodiscard]] tcp_facts kernel() const override { return run_.kernel; }
  [[nodiscard]] bool deadline_passed() const override { return deadline_passed_; }
  /// Why pings were not answered in time, if that is known; that they were lost with
  /// their connection; or that the deadline came before they were answered.
  [[nodiscard]] std::optional<failure> silence() const override;

 private:
  using clock = std::chrono::steady_clock;

  [[nodiscard]] asio::awaitable<void> wait_to_dial();
  [[nodiscard]] asio::awaitable<std::optional<failure>> connect();
  [[nodiscard]] asio::awaitable<bool> probe();
  [[nodiscard]] asio::awaitable<void> exchange();
  [[nodiscard]] std::optional<failure> conclude(std::optional<failure> last) const;
  [[nodiscard]] bool ends_run(const failure& why) const;

  asio::any_io_executor executor_;
  pinger_settings settings_;
  const site_key& key_;
  run_state run_;
  heartbeat beat_;

  watchdog limit_;  // of the stage under way
  asio::steady_timer slot_timer_;
  clock::time_point next_dial_;  // when there are no slots
  std::shared_ptr<session> session_;
  std::optional<ping_exchange> exchange_;
  std::optional<watchdog> probe_limit_;
  clock::time_point tried_since_;  // of the last attempt that failed
  std::string address_;
  std::error_code lost_before_;
  std::error_code took_pings_;      // why a connection ended that had pings on it
  std::optional<failure> cut_off_;  // an attempt that the deadline ended
  bool over_ = false;
  bool deadline_passed_ = false;
};

}  // namespace tmss10
