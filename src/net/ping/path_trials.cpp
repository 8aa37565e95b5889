// SPDX-License-Identifier: MIT
#include "path_trials.hpp"

#include <tmss10/net/as_tuple.hpp>

#include <asio/co_spawn.hpp>
#include <asio/steady_timer.hpp>

#include <exception>
#include <list>
#include <memory>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using asio::ip::tcp;
using clock = std::chrono::steady_clock;

/// How often the system is asked what became of the data.
constexpr auto trial_look_interval = 20ms;

/// A trial, and the connections that are part of it.
struct running_trial {
  running_trial(const asio::any_io_executor& executor, const site_key& key)
      : connection(executor, key, lost_data::ping) {}

  path_connection connection;
  data_trial result = {};
  bool has_ended = false;
};

/// What they share. Those that are ended outlive the wait for them by a moment.
struct all_trials {
  explicit all_trials(const asio::any_io_executor& executor) : news(executor) {}

  asio::steady_timer news;
  std::list<running_trial> all;
  bool over = false;
};

trial_end end_of(data_state state) {
  switch (state) {
    case data_state::acknowledged: return trial_end::arrived;
    case data_state::reset: return trial_end::reset;
    // Also where it was rejected by an ICMP error: TCP goes on sending it in vain.
    case data_state::reported:
    case data_state::under_way: break;
  }
  return trial_end::vanished;
}

asio::awaitable<void> run_trial(std::shared_ptr<all_trials> in, running_trial& mine,
                                local_end from, tcp::endpoint to) {
  auto& connection = mine.connection;
  auto& result = mine.result;
  const auto failed = co_await connection.open(std::move(from), to, result.local_port);
  result.local_port = connection.local_port();
  if (failed) {
    if (!in->over) result.end = trial_end::no_connection;
    co_return;
  }
  const bool ready = co_await connection.come_to_data();
  if (in->over) co_return;  // judged already
  if (!ready) {
    const bool is_reset =
        connection.is_greeted() && connection.state() == data_state::reset;
    if (is_reset) result.end = trial_end::reset;
    co_return;
  }
  result.which = lost_data::ping;
  connection.send_all();
  asio::steady_timer timer(in->news.get_executor());
  while (!in->over) {
    const auto state = connection.state();
    if (state == data_state::acknowledged || state == data_state::reset) {
      result.end = end_of(state);
      co_return;
    }
    timer.expires_after(trial_look_interval);
    co_await timer.async_wait(awaitable_tuple);
  }
}

/// What is known of one whose time is over.
void judge_unfinished(running_trial& one) {
  auto& connection = one.connection;
  if (!connection.is_connected()) {
    one.result.end = trial_end::no_connection;
  } else if (connection.is_greeted()) {
    const auto end = end_of(connection.state());
    // What arrived and was not answered yet, says nothing of the path.
    const bool is_known = end != trial_end::arrived;
    one.result.end = is_known ? end : trial_end::unknown;
  }
}

}  // namespace

asio::awaitable<std::vector<data_trial>> try_data(const std::vector<std::uint16_t>& ports,
                                                  local_end from, tcp::endpoint to,
                                                  const site_key& key,
                                                  clock::duration most, watchdog& limit) {
  const auto executor = co_await asio::this_coro::executor;
  const auto in = std::make_shared<all_trials>(executor);
  for (const auto port : ports) {
    auto& one = in->all.emplace_back(executor, key);
    one.result.local_port = port;
    asio::co_spawn(executor, run_trial(in, one, from, to),
                   [in, &one](const std::exception_ptr& error) {
                     if (error) std::rethrow_exception(error);
                     one.has_ended = true;
                     in->news.cancel();
                   });
  }
  const auto until = clock::now() + most;
  const auto is_running = [&in] {
    for (const auto& one : in->all) {
      if (!one.has_ended) return true;
    }
    return false;
  };
  limit.arm(most, [&in] { in->news.cancel(); });
  while (is_running() && !limit.tripped() && clock::now() < until) {
    in->news.expires_at(until);
    co_await in->news.async_wait(awaitable_tuple);
  }
  const bool is_stopped = limit.tripped();
  limit.disarm();
  in->over = true;
  std::vector<data_trial> out;
  for (auto& one : in->all) {
    if (!one.has_ended && !is_stopped) judge_unfinished(one);
    out.push_back(one.result);
    one.connection.close();
  }
  co_return out;
}

}  // namespace tmss10
