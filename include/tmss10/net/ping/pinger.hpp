// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/statistics.hpp>
#include <tmss10/net/dial_settings.hpp>
#include <tmss10/net/ping/pinging.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace tmss10 {

class site_key;
struct kept_session;

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
  /// Whether the responder is asked how it sees the connection when the last ping has
  /// been answered (event::observed). That is no ping, and nothing depends on its answer.
  bool observe = false;
  /// Null: the session ends with the run. Otherwise the run begins with the one that is
  /// in there, and if that has ended meanwhile, tells event::disconnected and makes
  /// another. It leaves its own there if every ping was answered: an answer that is still
  /// to come would be taken for one of the next run's.
  std::shared_ptr<kept_session> keep;
  /// The number that its events have: for those who ping several targets.
  std::size_t target = 0;
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

  ~pinger() override;
  pinger(const pinger&) = delete;
  pinger& operator=(const pinger&) = delete;
  pinger(pinger&&) = delete;
  pinger& operator=(pinger&&) = delete;

  [[nodiscard]] asio::awaitable<std::optional<failure>> run() override;
  void stop() override;

  [[nodiscard]] const statistics& totals() const override;
  [[nodiscard]] tcp_facts kernel() const override;
  [[nodiscard]] bool deadline_passed() const override;
  /// Why pings were not answered in time, if that is known; that they were lost with
  /// their connection; or that the deadline came before they were answered.
  [[nodiscard]] std::optional<failure> silence() const override;

 private:
  class implementation;  // its parts are nothing to those who include this
  std::unique_ptr<implementation> implementation_;
};

}  // namespace tmss10
