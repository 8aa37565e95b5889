// SPDX-License-Identifier: MIT
#include "pending_answer.hpp"

namespace tmss10 {

bool pending_answer::answer(http_answer what) {
  // What these hold may come back here when it goes: after the lock.
  taker take;
  notice gone;
  // The lock is held meanwhile, so that what takes the answer is still there.
  const std::lock_guard lock(mutex_);
  if (!take_) return false;
  take_(std::move(what));
  is_answered_ = true;
  take.swap(take_);
  gone.swap(on_gone_);
  return true;
}

void pending_answer::on_client_gone(notice call) {
  {
    const std::lock_guard lock(mutex_);
    if (is_answered_) return;
    if (!is_gone_) {
      // The one before goes after the lock, as in answer().
      call.swap(on_gone_);
      return;
    }
  }
  call();
}

void pending_answer::client_gone() {
  go(false);
}

void pending_answer::abandon() {
  go(true);
}

void pending_answer::go(bool takes_none) {
  notice call;
  taker take;
  {
    const std::lock_guard lock(mutex_);
    if (!take_) return;  // it was answered
    is_gone_ = true;
    call.swap(on_gone_);
    if (takes_none) take.swap(take_);
  }
  if (call) call();
}

}  // namespace tmss10
