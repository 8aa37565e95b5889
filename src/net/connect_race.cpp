// SPDX-License-Identifier: MIT
#include "connect_refusal.hpp"
#include "icmp_facts.hpp"
#include "icmp_refusal.hpp"
#include "local_binding.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/connection_attempt_delay.hpp>
#include <tmss10/core/run/telling.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/close_socket.hpp>
#include <tmss10/net/connect_race.hpp>
#include <tmss10/net/network_error.hpp>

#include <asio/co_spawn.hpp>
#include <asio/steady_timer.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <list>
#include <memory>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using asio::ip::tcp;
using clock = std::chrono::steady_clock;

/// Empty as long as the system has not chosen one.
std::string local_address_of(const tcp::socket& socket) {
  asio::error_code error;
  const auto local = socket.local_endpoint(error);
  return error || local.address().is_unspecified() ? std::string()
                                                   : local.address().to_string();
}

bool has_peer(const tcp::socket& socket) {
  asio::error_code error;
  (void)socket.remote_endpoint(error);
  return !error;
}

/// An attempt under way.
struct runner {
  tcp::socket socket;
  tcp::endpoint to;
  std::size_t number = 0;  // among all attempts
  clock::time_point began = clock::now();
};

/// What the attempts share with the coroutine that started them. An attempt that lost
/// outlives it by the moment that it takes to see that it was cancelled.
struct race {
  race(const asio::any_io_executor& executor, const local_end& from)
      : news(executor), local(from) {}

  /// How an attempt ended.
  void note(const runner& of, std::error_code error,
            std::optional<icmp_error> icmp = std::nullopt) {
    auto& out = attempts[of.number];
    out.took = clock::now() - of.began;
    out.local_address = local_address_of(of.socket);
    out.error = error;
    out.icmp = std::move(icmp);
    if (error) {
      out.error = local.blamed(error, of.to);
      if (out.error != error) out.icmp.reset();
    }
  }

  void fail(const runner& of, std::error_code error,
            std::optional<icmp_error> icmp = std::nullopt) {
    has_new_failure = true;
    note(of, error, std::move(icmp));
  }

  void win(runner& mine, bool was_reset) {
    keep_no_icmp_errors(mine.socket, mine.to.protocol());
    note(mine, {});
    winner = dialled{std::move(mine.socket), mine.to.address().to_string(),
                     attempts[mine.number].took, was_reset};
  }

  /// Gives up what is still under way, for that reason.
  void end(std::error_code why) {
    over = true;
    for (auto& one : running) {
      note(one, why);
      close_socket(one.socket);
    }
    news.cancel();
  }

  asio::steady_timer news;
  const local_binding local;
  std::list<runner> running;
  std::vector<event::attempt> attempts;  // in the order in which they began
  std::optional<dialled> winner;
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

/// An ICMP error often says more than the system's code for it: over IPv4, that of a
/// firewall is the code of a missing host.
std::error_code error_of(const icmp_refusal& refusal) {
  switch (meaning_of(refusal.what)) {
    case icmp_meaning::prohibited: return errc::prohibited;
    case icmp_meaning::hop_limit_exceeded: return errc::hop_limit_exceeded;
    default: return refusal.error;
  }
}

/// What the system says of a connection request. A refusal has a code of its own: who is
/// reset was connected. Whoever reads sees it.
void take_result(race& in, runner& mine, std::error_code told) {
  const bool was_reset = told == std::errc::connection_reset;
  const bool connected = !told || was_reset;
  // Linux wakes who waits for a socket before it notes the error of an ICMP message
  // there: then nothing seems to be wrong, but there is no peer either.
  if (connected && has_peer(mine.socket)) return in.win(mine, was_reset);
  if (auto refusal = take_icmp_error(mine.socket)) {
    const auto error = error_of(*refusal);
    add_own_facts(refusal->what, mine.socket, mine.to);
    return in.fail(mine, error, std::move(refusal->what));
  }
  if (connected) return in.win(mine, was_reset);
  in.fail(mine, meaning_of_refusal(told, mine.to));
}

asio::awaitable<void> attempt(std::shared_ptr<race> in,
                              std::list<runner>::iterator mine) {
  mine->began = clock::now();
  const auto [error] = co_await mine->socket.async_connect(mine->to, awaitable_tuple);
  if (!in->over) take_result(*in, *mine, from_network(error));
  // This closes it: with an ICMP error alone, the system may go on asking.
  in->running.erase(mine);
  if (in->winner && !in->over) {
    in->end(errc::stopped);
  } else {
    in->news.cancel();
  }
}

void start(const std::shared_ptr<race>& in, const tcp::endpoint& to) {
  runner mine{tcp::socket(in->news.get_executor()), to, in->attempts.size()};
  event::attempt begun;
  begun.address = to.address().to_string();
  begun.port = to.port();
  in->attempts.push_back(std::move(begun));
  if (const auto error = prepare(mine.socket, to, in->local)) {
    return in->fail(mine, error);
  }
  keep_icmp_errors(mine.socket, to.protocol());
  in->running.push_front(std::move(mine));
  asio::co_spawn(in->news.get_executor(), attempt(in, in->running.begin()),
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

/// The most telling of the failures that all of them are.
no_connection failure_of_race(std::vector<event::attempt> attempts) {
  const auto best = std::max_element(
      attempts.begin(), attempts.end(), [](const auto& one, const auto& other) {
        return telling(one.error, one.icmp) < telling(other.error, other.icmp);
      });
  no_connection out{best->error, best->address, best->icmp};
  attempts.erase(best);
  for (auto& other : attempts) {
    if (out.others.kept.size() == failed_addresses::most_kept) {
      ++out.others.more;
    } else {
      out.others.kept.push_back(
          {std::move(other.address), other.error, std::move(other.icmp)});
    }
  }
  return out;
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
    endpoints candidates, local_end from, watchdog& limit, watchdog::duration longest,
    const std::function<void(const event::attempt&)>& tell) {
  const auto executor = co_await asio::this_coro::executor;
  const auto shared = std::make_shared<race>(executor, from);
  const auto began = clock::now();
  limit.arm(longest, [shared] { shared->end(errc::timed_out); });
  co_await run(shared, candidates);
  limit.disarm();
  const auto waited = clock::now() - began;
  const bool was_over = limit.tripped();
  for (const auto& one : shared->attempts) {
    if (limit.tripped() != was_over) break;
    tell(one);
  }
  if (limit.tripped()) {
    no_connection stopped{errc::stopped, candidates.front().address().to_string()};
    stopped.waited = waited;
    co_return tl::unexpected(std::move(stopped));
  }
  if (shared->winner) {
    asio::error_code ignored;
    shared->winner->socket.set_option(tcp::no_delay(true), ignored);
    co_return std::move(*shared->winner);
  }
  auto failed = failure_of_race(std::move(shared->attempts));
  failed.waited = waited;
  co_return tl::unexpected(std::move(failed));
}

}  // namespace tmss10
