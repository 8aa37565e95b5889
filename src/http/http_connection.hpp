// SPDX-License-Identifier: MIT
#pragma once

#include "http_places.hpp"
#include "http_server.hpp"
#include "request_head.hpp"
#include <tmss10/net/watchdog.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <system_error>

namespace tmss10 {

/// One connection of an HTTP server: reads a request, has it answered, sends the answer,
/// waits a moment for the client to close. Each of these steps has a limit, at which the
/// connection ends. An exception ends the connection that it came from, and no other.
///
/// After the request it goes on reading: it notices when the client goes, and what was
/// sent besides the request must not become a reset, which could destroy the answer.
class http_connection : public std::enable_shared_from_this<http_connection> {
 public:
  using phase = http_phase;

  /// `settings` must outlive it. `on_end` is called when it is closed.
  http_connection(asio::ip::tcp::socket socket, const http_server_settings& settings,
                  std::function<void()> on_end);

  /// Begins. With a refusal, the client gets that without having to ask.
  void start(std::optional<http_answer> refusal = std::nullopt);
  /// Closes it, and tells a handler that nobody waits for its answer.
  void close();
  /// Closes it for another one. What the client has not read of an answer in writing is
  /// not kept for it.
  void give_way();
  [[nodiscard]] phase now() const { return phase_; }

 private:
  template <typename Action>
  void guarded(const Action& action);
  template <typename Action>
  [[nodiscard]] http_stream::on_done then(Action action);
  void limit(std::chrono::milliseconds time, void (http_connection::*at_end)());

  void read_on();
  void was_read(std::error_code error, std::size_t size);
  void take_head(std::size_t size);
  void forget_input();
  void handle(http_request request);
  [[nodiscard]] std::optional<http_answer> refusal_of(http_request& request) const;
  void hand_over(http_request request);
  void head_is_late();
  void answer_is_late();
  void write_is_late();

  void send(http_answer answer);
  void was_sent();

  const http_server_settings& settings_;
  std::unique_ptr<http_stream> stream_;
  std::function<void()> on_end_;
  watchdog watchdog_;
  std::optional<request_head> head_;  // none once it is read
  std::shared_ptr<pending_answer> pending_;
  std::string sent_head_;
  std::string sent_body_;
  std::array<char, 4096> input_{};
  phase phase_ = phase::head;
  bool head_only_ = false;
  bool reads_ = false;
  bool input_ended_ = false;
  std::size_t passed_over_ = 0;
};

}  // namespace tmss10
