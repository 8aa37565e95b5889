// SPDX-License-Identifier: MIT
#pragma once

#include "http_answer.hpp"

#include <functional>
#include <mutex>
#include <utility>

namespace tmss10 {

/// What a connection and the handler of its request share until there is an answer, or
/// nobody to take it. Both may use it at the same time, from different threads.
class pending_answer {
 public:
  using taker = std::function<void(http_answer)>;
  using notice = std::function<void()>;

  /// `take` is called at most once, on the thread that answers.
  explicit pending_answer(taker take) : take_(std::move(take)) {}

  /// The handler's side. False: there was an answer before, or nobody takes it any more.
  bool answer(http_answer what);
  /// `call` is called once the client has gone: now, if it is so already, or later by
  /// client_gone() or abandon(). Not after answer(), but that may be while the call is
  /// under way. What is given here may answer when it is destroyed.
  void on_client_gone(notice call);

  /// The connection's side: nobody seems to wait any more, though an answer is still
  /// taken.
  void client_gone();
  /// Nobody takes an answer any more.
  void abandon();

 private:
  void go(bool takes_none);

  std::mutex mutex_;
  taker take_;  // none once there was an answer, or it was abandoned
  notice on_gone_;
  bool is_gone_ = false;
  bool is_answered_ = false;
};

}  // namespace tmss10
