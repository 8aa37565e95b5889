// SPDX-License-Identifier: MIT
#include "honest_measure.hpp"

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>

#include <exception>

namespace tmss10::soak {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using clock = std::chrono::steady_clock;

/// TMSS10Ping's for each stage; here connection, greeting and handshake are one.
constexpr seconds time_out{5};
constexpr milliseconds ping_interval{1};
constexpr milliseconds session_interval{10};

asio::awaitable<void> ping_steadily(bench& on, clock::time_point end,
                                    honest_figures& into) {
  load_client client(on, time_out);
  const auto not_opened = co_await client.open(honest_address(0), on.key);
  if (not_opened) co_return into.account.fail("opening the long session", not_opened);
  while (clock::now() < end) {
    const auto began = clock::now();
    client.begin_stage();
    const auto unanswered = co_await client.ping({});
    if (unanswered) co_return into.account.fail("a ping", unanswered);
    into.pings.add(clock::now() - began);
    ++into.account.pings;
    co_await pause(on, ping_interval);
  }
  client.begin_stage();
  const auto not_closed = co_await client.close();
  if (not_closed) co_return into.account.fail("closing the long session", not_closed);
  ++into.account.sessions;
}

asio::awaitable<void> one_session(bench& on, honest_figures& into) {
  load_client client(on, time_out);
  const auto began = clock::now();
  const auto not_opened = co_await client.open(honest_address(1), on.key);
  if (not_opened) co_return into.account.fail("opening a session", not_opened);
  into.openings.add(clock::now() - began);
  client.begin_stage();
  const auto unanswered = co_await client.ping({});
  if (unanswered) co_return into.account.fail("the ping of a new session", unanswered);
  client.begin_stage();
  const auto not_closed = co_await client.close();
  if (not_closed) co_return into.account.fail("closing a session", not_closed);
  ++into.account.sessions;
}

asio::awaitable<void> open_sessions(bench& on, clock::time_point end,
                                    honest_figures& into) {
  while (clock::now() < end) {
    co_await one_session(on, into);
    co_await pause(on, session_interval);
  }
}

void rethrow(const std::exception_ptr& error) {
  if (error) std::rethrow_exception(error);
}

}  // namespace

void measure_honestly(std::uint16_t port, std::chrono::nanoseconds lasts,
                      honest_figures& into) {
  asio::io_context io{1};
  bench on(io.get_executor(), port, 3);
  const auto end = clock::now() + lasts;
  asio::co_spawn(io, ping_steadily(on, end, into), rethrow);
  asio::co_spawn(io, open_sessions(on, end, into), rethrow);
  io.run();
}

}  // namespace tmss10::soak
