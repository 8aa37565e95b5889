// SPDX-License-Identifier: MIT
#include "responder_deadlines.hpp"

#include "responder_connection.hpp"

#include <new>

namespace tmss10 {

responder_deadlines::responder_deadlines(const asio::any_io_executor& executor,
                                         std::array<clock::duration, 3> times)
    : times_(times), timer_(executor) {}

std::list<responder_deadlines::entry>& responder_deadlines::list_of(kind waits_for) {
  return lists_.at(static_cast<std::size_t>(waits_for));
}

responder_deadlines::place responder_deadlines::add(responder_connection& whose) {
  auto& list = list_of(kind::none);
  return list.insert(list.end(), {&whose, {}, kind::none});
}

void responder_deadlines::begin(place at, kind waits_for) {
  auto& to = list_of(waits_for);
  to.splice(to.end(), list_of(at->waits_for), at);
  at->waits_for = waits_for;
  if (waits_for == kind::none) return;
  at->due = clock::now() + times_.at(static_cast<std::size_t>(waits_for));
  if (at->due < rings_at_) set_timer();
}

void responder_deadlines::remove(place at) {
  list_of(at->waits_for).erase(at);
  for (const auto& list : lists_) {
    if (!list.empty()) return;
  }
  timer_.cancel();  // or it would keep a run() of the io_context from returning
  rings_at_ = clock::time_point::max();
}

void responder_deadlines::set_timer() {
  rings_at_ = clock::time_point::max();
  for (const kind one : {kind::start, kind::idle, kind::linger}) {
    const auto& list = list_of(one);
    if (!list.empty() && list.front().due < rings_at_) rings_at_ = list.front().due;
  }
  if (rings_at_ == clock::time_point::max()) return;
  try {
    timer_.expires_at(rings_at_);
    timer_.async_wait(
        [this, alive = std::weak_ptr(alive_)](const asio::error_code& error) {
          if (!error && !alive.expired()) ring();
        });
  } catch (const std::bad_alloc&) {
    rings_at_ = clock::time_point::max();  // the next wait that begins tries it again
  }
}

void responder_deadlines::ring() {
  const auto now = clock::now();
  for (const kind one : {kind::start, kind::idle, kind::linger}) {
    auto& list = list_of(one);
    while (!list.empty() && list.front().due <= now) {
      const auto first = list.begin();
      begin(first, kind::none);  // or it would come again
      first->whose->expire();
    }
  }
  set_timer();
}

}  // namespace tmss10
