// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/responder/admission.hpp>
#include <tmss10/core/responder/responder_counters.hpp>
#include <tmss10/core/responder/responder_event.hpp>
#include <tmss10/core/wire/accepted_keys.hpp>
#include <tmss10/core/wire/key.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// Defaults: docs/protocol.md, "Limits and time-outs".
struct responder_settings {
  /// Local addresses; none: every address of the machine, IPv4 and, where there is one,
  /// IPv6.
  std::vector<std::string> listen;
  /// 0: a free one, the same for all addresses.
  std::uint16_t port = 5000;
  admission_limits limits;
  /// From accept to the first authentic sealed message.
  std::chrono::nanoseconds start_timeout{std::chrono::seconds(10)};
  std::chrono::nanoseconds idle_timeout{std::chrono::seconds(600)};
  /// Messages a second that are read from one connection; none: as many as come.
  std::optional<double> max_rate;
  /// That answer: the executor's own and, for more than one, threads of the responder's.
  std::size_t threads = 1;
  /// Whether each request is told. All the other events are told in any case.
  bool tell_requests = true;
  /// Whether clients may ask how their connection is seen (docs/protocol.md, "Observe").
  bool observe = true;
  /// What they are told of this program, if there is a site key: its version, and the
  /// name and version of the system.
  std::string version;
  std::string system;
};

/// Answers pings.
class responder {
 public:
  using listener = std::function<void(const responder_event&)>;

  /// So many sockets more than the limit of connections may be open for a moment: of
  /// those that have given way.
  static constexpr std::size_t spare_connections = 16;

  /// Listens. Throws std::system_error naming the address that can't be listened on, or
  /// std::invalid_argument for one that is none.
  /// `key` must outlive the responder. `tell` is called on the executor or on one of the
  /// responder's threads, but for one event at a time.
  responder(const asio::any_io_executor& executor, responder_settings settings,
            const site_key& key, listener tell);
  ~responder();
  responder(const responder&) = delete;
  responder& operator=(const responder&) = delete;
  responder(responder&&) = delete;
  responder& operator=(responder&&) = delete;

  /// The port that all addresses listen on.
  [[nodiscard]] std::uint16_t port() const;

  /// Accepts and answers until stop(); then ends every session with a close message and
  /// returns when all are gone, a second later at most. To be called once, and awaited
  /// before the responder goes.
  [[nodiscard]] asio::awaitable<void> run();
  /// To be called on the executor's thread.
  void stop();

  /// For connections that come from now on. For any thread.
  void replace_keys(accepted_keys keys);

  /// For any thread.
  [[nodiscard]] responder_counters counters() const;

 private:
  class parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace tmss10
