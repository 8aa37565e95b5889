// SPDX-License-Identifier: MIT
#include "pending_answer.hpp"

namespace tmss10 {

bool pending_answer::answer(http_answer what) {
  // The lock is held meanwhile, so that what takes the answer is still there.
  const std::lock_guard lock(mutex_);
  if (!take_) return false;
  take_(std::move(what));
  take_ = nullptr;
  on_gone_ = nullptr;
  return true;
}

void pending_answer::on_client_gone(notice call) {
  {
    const std::lock_guard lock(mutex_);
    if (!is_gone_) {
      if (take_) on_gone_ = std::move(call);
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
  {
    const std::lock_guard lock(mutex_);
    if (!take_) return;  // it was answered
    is_gone_ = true;
    call = std::exchange(on_gone_, nullptr);
    if (takes_none) take_ = nullptr;
  }
  if (call) call();
}

}  // namespace tmss10
