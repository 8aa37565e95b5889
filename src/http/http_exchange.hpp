// SPDX-License-Identifier: MIT
#pragma once

#include "http_answer.hpp"
#include "http_request.hpp"
#include "pending_answer.hpp"

#include <functional>
#include <memory>

namespace tmss10 {

/// A request and the way to answer it, now or later, from any thread. It may outlive the
/// connection and the server. When it is destroyed without an answer, the client gets
/// 500.
class http_exchange {
 public:
  http_exchange(http_request request, std::shared_ptr<pending_answer> pending);
  ~http_exchange();
  http_exchange(const http_exchange&) = delete;
  http_exchange& operator=(const http_exchange&) = delete;
  http_exchange(http_exchange&&) = delete;
  http_exchange& operator=(http_exchange&&) = delete;

  [[nodiscard]] const http_request& request() const { return request_; }

  /// Answers, once. To a HEAD request the body is not sent. False: it was answered
  /// before, or the client has gone.
  bool answer(http_answer what);

  /// Has `call` called once when nobody waits for an answer any more, because the client
  /// has gone, the server stops, or http_limits::answer_time is over: on the
  /// server's thread or the one that stops it, or at once if it is so already. It
  /// replaces what was registered before, must not wait, must not throw, and may still be
  /// running while this is answered on another thread. A client that has only ended its
  /// own side counts as gone, since it can't be told apart; it still gets an answer if
  /// there is one.
  void on_client_gone(std::function<void()> call);

 private:
  http_request request_;
  std::shared_ptr<pending_answer> pending_;
};

}  // namespace tmss10
