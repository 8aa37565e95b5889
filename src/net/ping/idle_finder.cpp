// SPDX-License-Identifier: MIT
#include "idle_connection.hpp"
#include "idle_renewal.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/ping/idle_finder.hpp>

#include <asio/co_spawn.hpp>
#include <asio/steady_timer.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <list>
#include <utility>

namespace tmss10 {
namespace {

/// From one sign of life to the next, for those who watch.
constexpr auto tick = std::chrono::seconds(1);

}  // namespace

class idle_finder::implementation {
 public:
  implementation(const asio::any_io_executor& executor, idle_settings settings,
                 const site_key& key, listener listen)
      : executor_(executor),
        settings_(std::move(settings)),
        key_(key),
        tell_(std::move(listen)),
        search_(settings_.longest),
        renewal_(executor, key, settings_.reply_limit),
        changed_(executor) {}

  [[nodiscard]] asio::awaitable<std::optional<failure>> run();
  void stop();

 private:
  using clock = std::chrono::steady_clock;
  using step = idle_progress::step;

  [[nodiscard]] asio::awaitable<std::optional<failure>> open_first();
  [[nodiscard]] asio::awaitable<void> hold_round(std::size_t wanted);
  [[nodiscard]] asio::awaitable<void> open_all(std::size_t wanted);
  [[nodiscard]] asio::awaitable<void> until_opened();
  void start(idle_connection& one);
  [[nodiscard]] asio::awaitable<void> follow(idle_connection& one);
  void begin_waiting();
  void take(const idle_sample& one);
  void end_needless();
  [[nodiscard]] std::size_t open_count() const;
  [[nodiscard]] idle_range range() const;
  void report(step what, const idle_sample& last = {});

  asio::any_io_executor executor_;
  idle_settings settings_;
  const site_key& key_;
  listener tell_;
  idle_search search_;
  std::list<idle_connection> round_;  // that is under way
  idle_renewal renewal_;
  clock::time_point round_began_;
  std::size_t rounds_ = 0;
  std::size_t samples_ = 0;
  std::size_t most_ = idle_search::points + 1;  // connections at a time
  std::optional<std::size_t> admitted_;
  std::size_t opening_ = 0;
  std::size_t running_ = 0;
  bool is_waiting_ = false;  // all connections of the round are made
  asio::steady_timer changed_;
  std::optional<failure> why_;  // nothing is known of a connection of this round
  bool over_ = false;
};

asio::awaitable<std::optional<failure>> idle_finder::implementation::run() {
  if (auto why = co_await open_first()) {
    if (over_) co_return std::nullopt;
    co_return why;
  }
  std::optional<failure> ended_by;
  while (!over_) {
    const auto wanted = search_.begin_round(most_);
    if (wanted == 0) break;
    const auto known = samples_;
    why_.reset();
    co_await hold_round(wanted);
    if (!over_ && samples_ == known && why_) {
      ended_by = std::move(why_);
      break;
    }
  }
  // A limit that was found says more, and may be why there are no connections any more.
  if (search_.range().is_limited()) ended_by.reset();
  if (samples_ > 0 || (!over_ && !ended_by)) {
    const event::idle_found found{std::make_shared<const idle_range>(range())};
    tell_(found);
  }
  co_return ended_by;
}

/// The first connection of all is the one whose events are told. It is one of the first
/// round.
asio::awaitable<std::optional<failure>> idle_finder::implementation::open_first() {
  auto& first = round_.emplace_back(executor_, key_, settings_.reply_limit);
  auto why = co_await first.open(settings_.dial, tell_);
  // All others are to have the same peer: another address may lead another way.
  if (!why) settings_.dial.known_address = first.peer_address();
  co_return why;
}

/// Leaves so many connections idle, until nothing more can be learnt of them.
asio::awaitable<void> idle_finder::implementation::hold_round(std::size_t wanted) {
  ++rounds_;
  is_waiting_ = false;
  co_await open_all(wanted);
  if (!over_) begin_waiting();
  while (running_ > 0) {
    changed_.expires_after(tick);
    co_await changed_.async_wait(awaitable_tuple);
    if (!over_ && running_ > 0) report(step::waiting);
  }
  round_.clear();
}

/// One after the other: a responder that allows an address few connections allows it even
/// fewer that are not sessions yet. What that takes is no time lost: the first is to be
/// idle longest.
asio::awaitable<void> idle_finder::implementation::open_all(std::size_t wanted) {
  round_began_ = clock::now();
  for (auto& one : round_)
    start(one);
  while (!over_ && round_.size() < wanted) {
    auto& one = round_.emplace_back(executor_, key_, settings_.reply_limit);
    start(one);
    co_await until_opened();
    if (!one.is_open()) break;
  }
  if (over_ || open_count() >= wanted || !why_ || why_->error != errc::busy) co_return;
  most_ = std::max<std::size_t>(open_count(), 1);
  admitted_ = std::min(most_, admitted_.value_or(most_));
}

asio::awaitable<void> idle_finder::implementation::until_opened() {
  while (opening_ > 0) {
    changed_.expires_at(clock::time_point::max());
    co_await changed_.async_wait(awaitable_tuple);
  }
}

void idle_finder::implementation::start(idle_connection& one) {
  ++opening_;
  ++running_;
  asio::co_spawn(executor_, follow(one), [this](const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
    --running_;
    changed_.cancel();
  });
}

asio::awaitable<void> idle_finder::implementation::follow(idle_connection& one) {
  if (!one.is_open()) {
    const listener tell_nobody = [](const ping_event&) {};
    auto why = co_await one.open(settings_.dial, tell_nobody);
    if (why && why->error != errc::stopped) why_ = std::move(why);
  }
  --opening_;
  changed_.cancel();
  if (!one.is_open()) co_return;
  auto seen = co_await one.watch();
  const bool was_silent = seen && seen->end == idle_end::silence;
  if (was_silent) {
    // If no new connection works, the way is down, and nothing was forgotten.
    const bool works = co_await renewal_.works_now(settings_.dial, one.local_port());
    if (!works) seen.reset();
    if (auto why = renewal_.take_reason(); why && !works) why_ = std::move(why);
  }
  if (seen && !over_) take(*seen);
  if (was_silent || over_) co_return;
  // What is left of it at the responder would count there for the next rounds.
  const bool is_gone = co_await one.end();
  if (!is_gone) co_await renewal_.free(settings_.dial, one.local_port());
}

/// All connections are made that can be: each gets its time.
void idle_finder::implementation::begin_waiting() {
  const auto times = search_.times(open_count());
  if (times.empty()) return;
  auto idle = times.rbegin();
  for (auto& one : round_) {
    if (!one.is_open() || one.is_over()) continue;
    if (idle == times.rend()) {
      one.leave();
    } else {
      one.ping_after(*idle++);
    }
  }
  is_waiting_ = true;
  report(step::round);
  end_needless();
}

void idle_finder::implementation::take(const idle_sample& one) {
  ++samples_;
  search_.take(one);
  report(step::decided, one);
  end_needless();
}

void idle_finder::implementation::end_needless() {
  if (!is_waiting_) return;
  for (auto& one : round_) {
    if (one.is_awaited() && !search_.needs(one.idle())) one.leave();
  }
}

/// Connections of the round that are there.
std::size_t idle_finder::implementation::open_count() const {
  return static_cast<std::size_t>(
      std::count_if(round_.begin(), round_.end(),
                    [](const auto& one) { return one.is_open() && !one.is_over(); }));
}

idle_range idle_finder::implementation::range() const {
  auto out = search_.range();
  out.was_interrupted = over_;
  out.admitted = admitted_;
  const auto& dial = settings_.dial;
  out.target = authority_of(dial.host, dial.port);
  if (dial.proxy) out.proxy = authority_of(dial.proxy->host, dial.proxy->port);
  return out;
}

void idle_finder::implementation::report(step what, const idle_sample& last) {
  auto at = std::make_shared<idle_progress>();
  at->what = what;
  at->round = rounds_;
  for (const auto& one : round_) {
    if (is_waiting_ && one.is_awaited() && search_.needs(one.idle()))
      at->awaited.push_back(one.idle());
  }
  std::sort(at->awaited.begin(), at->awaited.end());
  at->waited = is_waiting_ ? clock::now() - round_began_ : clock::duration(0);
  at->remaining = search_.remaining(at->awaited, at->waited, settings_.reply_limit);
  at->last = last;
  at->so_far = range();
  const event::idle_step reported{std::move(at)};
  tell_(reported);
}

void idle_finder::implementation::stop() {
  over_ = true;
  for (auto& one : round_)
    one.stop();
  renewal_.stop();
  changed_.cancel();
}

idle_finder::idle_finder(const asio::any_io_executor& executor, idle_settings settings,
                         const site_key& key, listener listen)
    : implementation_(std::make_unique<implementation>(executor, std::move(settings), key,
                                                       std::move(listen))) {}

idle_finder::~idle_finder() = default;

asio::awaitable<std::optional<failure>> idle_finder::run() {
  return implementation_->run();
}

void idle_finder::stop() {
  implementation_->stop();
}

}  // namespace tmss10
