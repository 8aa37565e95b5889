// SPDX-License-Identifier: MIT
#include "connect_refusal.hpp"
#include "local_binding.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/close_socket.hpp>
#include <tmss10/net/connect_race.hpp>
#include <tmss10/net/network_error.hpp>

#include <asio/co_spawn.hpp>
#include <asio/steady_timer.hpp>

#include <algorithm>
#include <exception>
#include <list>
#include <memory>
#include <utility>

namespace tmss10 {
namespace {

using asio::ip::tcp;
using clock = std::chrono::steady_clock;

/// How much a failure says about the way to the host: an answer from the host itself the
/// most, one from this machine the least.
int telling(std::error_code error) {
  if (error == std::errc::connection_refused) return 5;
  if (error == std::errc::permission_denied) return 4;
  if (error == errc::timed_out || error == std::errc::timed_out) return 3;
  if (error == std::errc::host_unreachable) return 2;
  if (error == std::errc::network_unreachable) return 1;
  // Of one address; another one may say more.
  const bool is_of_family = error == errc::source_of_other_family ||
                            error == errc::interface_without_address ||
                            error == errc::ipv6_off;
  return is_of_family ? -1 : 0;
}

/// What the attempts share with the coroutine that started them. An attempt that lost
/// outlives it by the moment that it takes to see that it was cancelled.
struct race {
  race(const asio::any_io_executor& executor, const local_end& from)
      : news(executor), local(from) {}

  void fail(std::error_code error, const tcp::endpoint& at) {
    has_new_failure = true;
    error = local.blamed(error, at);
    if (!failure || telling(error) > telling(failure->error)) {
      failure = no_connection{error, at.address().to_string()};
    }
  }

  void end() {
    over = true;
    for (auto& socket : running)
      close_socket(socket);
    news.cancel();
  }

  asio::steady_timer news;
  const local_binding local;
  std::list<tcp::socket> running;
  std::optional<dialled> winner;
  std::optional<no_connection> failure;
  bool has_new_failure = false;
  bool over = false;
};

std::error_code prepare(tcp::socket& socket, const tcp::endpoint& to,
                        const local_binding& local) {
  if (const auto reason = reason_not_to_connect(to.address())) return reason;
  asio::error_code error;
  socket.open(to.protocol(), error);
  if (error) return meaning_of_refusal(from_network(error), to);
  return local.bind(socket, to);
}

asio::awaitable<void> attempt(std::shared_ptr<race> in,
                              std::list<tcp::socket>::iterator mine, tcp::endpoint to) {
  const auto [error] = co_await mine->async_connect(to, awaitable_tuple);
  // A refusal has a code of its own: who is reset was connected. Whoever reads sees it.
  const auto told = from_network(error);
  const bool connected = !error || told == std::errc::connection_reset;
  if (!in->over && !connected) in->fail(meaning_of_refusal(told, to), to);
  if (!in->over && connected) {
    in->winner = dialled{std::move(*mine), to.address().to_string()};
  }
  in->running.erase(mine);
  if (in->winner && !in->over) {
    in->end();
  } else {
    in->news.cancel();
  }
}

void start(const std::shared_ptr<race>& in, const tcp::endpoint& to) {
  tcp::socket socket(in->news.get_executor());
  if (const auto error = prepare(socket, to, in->local)) {
    return in->fail(error, to);
  }
  in->running.push_front(std::move(socket));
  asio::co_spawn(in->news.get_executor(), attempt(in, in->running.begin(), to),
                 [](const std::exception_ptr& error) {
                   if (error) std::rethrow_exception(error);
                 });
}

/// Runs the race to its end: somebody won, everybody failed, or it was ended.
asio::awaitable<void> run(std::shared_ptr<race> in, endpoints candidates) {
  auto next = candidates.begin();
  while (!in->over) {
    if (next != candidates.end()) start(in, in->local.in_zone(*next++));
    const bool more = next != candidates.end();
    if (in->running.empty() && !more) break;
    if (std::exchange(in->has_new_failure, false) && more) continue;
    in->news.expires_at(more ? clock::now() + connection_attempt_delay
                             : clock::time_point::max());
    co_await in->news.async_wait(awaitable_tuple);
    in->has_new_failure = false;
  }
}

}  // namespace

endpoints interleave_families(endpoints from) {
  if (from.empty()) return from;
  const bool first_is_v6 = from.front().address().is_v6();
  const auto others = std::stable_partition(from.begin(), from.end(),
                                            [first_is_v6](const tcp::endpoint& at) {
                                              return at.address().is_v6() == first_is_v6;
                                            });
  endpoints out;
  auto mine = from.begin();
  auto other = others;
  while (mine != others || other != from.end()) {
    if (mine != others) out.push_back(*mine++);
    if (other != from.end()) out.push_back(*other++);
  }
  return out;
}

asio::awaitable<tl::expected<dialled, no_connection>> connect_to_one_of(
    endpoints candidates, local_end from, watchdog& limit, watchdog::duration longest) {
  const auto executor = co_await asio::this_coro::executor;
  const auto shared = std::make_shared<race>(executor, from);
  limit.arm(longest, [shared] { shared->end(); });
  co_await run(shared, candidates);
  limit.disarm();
  const auto& first = candidates.front();
  if (limit.tripped()) {
    no_connection stopped{errc::stopped, first.address().to_string()};
    co_return tl::unexpected(std::move(stopped));
  }
  if (shared->winner) {
    asio::error_code ignored;
    shared->winner->socket.set_option(tcp::no_delay(true), ignored);
    co_return std::move(*shared->winner);
  }
  if (limit.expired()) shared->fail(errc::timed_out, first);
  co_return tl::unexpected(std::move(shared->failure).value());
}

}  // namespace tmss10
