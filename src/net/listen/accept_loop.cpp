// SPDX-License-Identifier: MIT
#include "accept_loop.hpp"

#include <new>
#include <utility>

namespace tmss10 {

namespace {

/// How long to rest when there was not even the memory to say so.
constexpr accept_loop::rest without_memory(100);

}  // namespace

using asio::ip::tcp;

accept_loop::accept_loop(tcp::acceptor from, taker take)
    : from_(std::move(from)),
      wait_(from_),
      pause_(from_.get_executor()),
      take_(std::move(take)) {
  from_.non_blocking(true);
  // Or Asio would wait for another connection when one is gone already.
  from_.set_option(asio::socket_base::enable_connection_aborted(true));
}

void accept_loop::open(std::function<void()> on_closed) {
  on_closed_ = std::move(on_closed);
  wait();
}

void accept_loop::close() {
  wait_.close();
  pause_.cancel();
}

void accept_loop::wait() {
  // The error of a closed one is seen by go_on().
  wait_.start(memory_.bind([this](const asio::error_code& error) {
    if (error && from_.is_open()) return pause(without_memory);
    go_on();
  }));
}

void accept_loop::pause(rest time) {
  try {
    pause_.expires_after(time);
    pause_.async_wait(
        memory_.bind([this](const asio::error_code& /*error*/) { go_on(); }));
  } catch (const std::bad_alloc&) {
    wait_.again();
    wait();
  }
}

void accept_loop::go_on() {
  if (!from_.is_open()) return on_closed_();
  wait_.over();
  rest time = without_memory;
  try {
    time = take_(from_);
  } catch (const std::bad_alloc&) {
  }
  if (time == rest::zero()) return wait();
  pause(time);
}

}  // namespace tmss10
