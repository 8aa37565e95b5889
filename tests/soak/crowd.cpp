// SPDX-License-Identifier: MIT
#include "crowd.hpp"

#include <asio/co_spawn.hpp>
#include <sys/resource.h>

#include <exception>
#include <stdexcept>
#include <string>

namespace tmss10::soak {
namespace {

void rethrow(const std::exception_ptr& error) {
  if (error) std::rethrow_exception(error);
}

}  // namespace

crowd::~crowd() = default;

asio::awaitable<void> crowd::rest(pauses between) {
  const auto least = static_cast<std::size_t>(between.least.count());
  const auto most = static_cast<std::size_t>(between.most.count());
  if (most > 0) co_await pause(on_, std::chrono::milliseconds(on_.number(least, most)));
}

asio::awaitable<void> crowd::hostile_place(hostile_kind kind, asio::ip::address_v4 from,
                                           pauses between) {
  co_await rest(between);  // they do not all begin at once
  while (!on_.stopping) {
    co_await kind.live(on_, from);
    ++hostile_lives_[kind.name];
    co_await rest(between);
  }
}

asio::awaitable<void> crowd::honest_place(asio::ip::address_v4 from, pauses between) {
  while (!on_.stopping) {
    co_await live_honestly(on_, from, account_);
    co_await rest(between);
  }
  --honest_;
}

void crowd::add_hostile(const hostile_kind& kind, asio::ip::address_v4 from,
                        pauses between) {
  asio::co_spawn(on_.executor, hostile_place(kind, from, between), rethrow);
}

void crowd::add_honest(asio::ip::address_v4 from, pauses between) {
  ++honest_;
  asio::co_spawn(on_.executor, honest_place(from, between), rethrow);
}

void need_descriptors(std::size_t count) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < count) {
    throw std::runtime_error("the system gives a process " +
                             std::to_string(limit.rlim_cur) +
                             " descriptors; this needs " + std::to_string(count));
  }
}

}  // namespace tmss10::soak
