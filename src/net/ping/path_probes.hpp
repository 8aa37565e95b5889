// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/path.hpp>
#include <tmss10/net/local_end.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace tmss10 {

/// How a connection request is sent.
struct path_request {
  /// None: the system's own.
  std::optional<std::uint8_t> hop_limit = {};
  /// Answers with fewer hops left are dropped; 0: none.
  std::uint8_t least_left = 0;
  /// 0: the system's choice.
  std::uint16_t local_port = 0;
};

/// A connection request, and what became of it.
struct path_probe {
  path_request asked;
  asio::ip::tcp::socket socket;
  std::chrono::steady_clock::time_point began;
  std::uint16_t local_port = 0;
  /// None: nothing so far.
  std::optional<hop_answer> answer = {};
};

/// Connection requests to one target. One that is answered is closed at once, a
/// connection with a reset; the system repeats the others every second or less often.
class path_probes {
 public:
  using clock = std::chrono::steady_clock;

  path_probes(const asio::any_io_executor& executor, asio::ip::tcp::endpoint to,
              const local_end& from);
  ~path_probes();
  path_probes(const path_probes&) = delete;
  path_probes& operator=(const path_probes&) = delete;
  path_probes(path_probes&&) = delete;
  path_probes& operator=(path_probes&&) = delete;

  std::shared_ptr<const path_probe> send(path_request what);

  /// Waits until there is an answer that nobody waited for yet, until then, or stop().
  [[nodiscard]] asio::awaitable<void> news(clock::time_point until);
  /// Waits for an answer to that one, until then, or stop(). Then it is closed.
  [[nodiscard]] asio::awaitable<void> await_answer(std::shared_ptr<const path_probe> to,
                                                   clock::time_point until);

  /// Closes all that are not answered.
  void close();
  /// The same, and nothing is sent or waited for any more.
  void stop();
  [[nodiscard]] bool is_stopped() const;

  [[nodiscard]] const asio::ip::tcp::endpoint& target() const;
  /// Requests that were accepted or reset, in the target's name at least, or whose answer
  /// may have been dropped here; and those that were added.
  [[nodiscard]] std::size_t connections() const;
  void add_connections(std::size_t count);
  /// The slowest answer to a request that was not repeated.
  [[nodiscard]] clock::duration slowest() const;

 private:
  struct state;
  std::shared_ptr<state> state_;
};

}  // namespace tmss10
