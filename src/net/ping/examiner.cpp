// SPDX-License-Identifier: MIT
#include "way_trial.hpp"
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/run/findings.hpp>
#include <tmss10/core/run/way_of_run.hpp>
#include <tmss10/net/ascii_name.hpp>
#include <tmss10/net/connect_race.hpp>
#include <tmss10/net/ping/examiner.hpp>
#include <tmss10/net/ping/path_finder.hpp>
#include <tmss10/net/ping/size_finder.hpp>
#include <tmss10/net/resolve.hpp>
#include <tmss10/net/watchdog.hpp>

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using clock = std::chrono::steady_clock;

/// The direct way to look at more closely: that of the run, or else one that works, or
/// that says the most of why the run fails. Null without one.
const tried_way* direct_way(const findings& of, bool must_work) {
  const auto* const judged = of.proxy.empty() ? judged_way(of) : nullptr;
  if (judged != nullptr && (judged->works() || !must_work)) return judged;
  const auto* const best = most_telling_way(of, {});
  return best != nullptr && must_work && !best->works() ? nullptr : best;
}

}  // namespace

class examiner::implementation {
 public:
  implementation(const asio::any_io_executor& executor, examiner_settings settings,
                 const site_key& key, listener listen)
      : executor_(executor),
        settings_(std::move(settings)),
        key_(key),
        listen_(std::move(listen)),
        limit_(executor) {
    const auto& dial = settings_.dial;
    found_.host = dial.host;
    found_.port = dial.port;
    if (dial.proxy) found_.proxy = authority_of(dial.proxy->host, dial.proxy->port);
  }

  asio::awaitable<std::optional<failure>> run();
  void stop();

 private:
  [[nodiscard]] asio::awaitable<bool> look_up();
  [[nodiscard]] asio::awaitable<bool> try_ways();
  [[nodiscard]] asio::awaitable<bool> look_at_path();
  [[nodiscard]] asio::awaitable<bool> look_at_sizes();
  [[nodiscard]] asio::awaitable<bool> look(std::chrono::nanoseconds longest);
  [[nodiscard]] dial_settings direct() const;
  [[nodiscard]] pinger_settings one_ping(dial_settings over) const;
  void tell(const ping_event& happened);
  /// Runs a part, which returns whether it has found all.
  [[nodiscard]] asio::awaitable<void> examine(
      examined_part part, asio::awaitable<bool> (implementation::*look_at)());

  asio::any_io_executor executor_;
  examiner_settings settings_;
  const site_key& key_;
  listener listen_;
  watchdog limit_;  // of the look-up, and of the looks
  std::optional<way_trial> trial_;
  std::unique_ptr<probing> look_;
  findings found_;
  bool is_stopped_ = false;
};

asio::awaitable<std::optional<failure>> examiner::implementation::run() {
  using self = implementation;
  co_await examine(examined_part::look_up, &self::look_up);
  co_await examine(examined_part::ways, &self::try_ways);
  if (path_finder::is_possible() && direct_way(found_, false) != nullptr)
    co_await examine(examined_part::path, &self::look_at_path);
  if (can_find_sizes() && direct_way(found_, true) != nullptr)
    co_await examine(examined_part::sizes, &self::look_at_sizes);
  co_return failure_of_ways(found_);
}

void examiner::implementation::stop() {
  is_stopped_ = true;
  limit_.trip();
  if (trial_) trial_->stop();
  if (look_) look_->stop();
}

asio::awaitable<void> examiner::implementation::examine(
    examined_part part, asio::awaitable<bool> (implementation::*look_at)()) {
  if (is_stopped_) co_return;
  const auto began = clock::now();
  const bool is_whole = co_await (this->*look_at)();
  const event::part_examined over{part, clock::now() - began, !is_whole};
  tell(over);
}

asio::awaitable<bool> examiner::implementation::look_up() {
  const auto& dial = settings_.dial;
  const auto longest =
      std::min<std::chrono::nanoseconds>(dial.look_up_timeout, examiner_limits::look_up);
  failure why;
  why.where = stage::resolve;
  why.host = dial.host;
  why.port = dial.port;
  const auto name = ascii_name(dial.host);
  if (name) {
    const name_query query{*name, dial.port, dial.family};
    auto [found, took] = co_await resolve(query, limit_, longest);
    if (found) {
      event::resolved resolved{
          dial.host, {}, took, *name == dial.host ? std::string() : *name};
      for (const auto& at : interleave_families(std::move(*found)))
        resolved.addresses.push_back(at.address().to_string());
      tell(resolved);
      co_return true;
    }
    why.waited = took;
    why.error = found.error();
  } else {
    why.error = name.error();
  }
  if (is_stopped_) co_return false;
  if (dial.proxy) {  // which may know the name all the same
    found_.not_resolved = why;
    co_return true;
  }
  const event::not_connected missed{why};
  tell(missed);
  co_return true;
}

asio::awaitable<bool> examiner::implementation::try_ways() {
  trial_.emplace(executor_, key_, [this](const tried_way& way) {
    const event::way_tried tried{std::make_shared<const tried_way>(way)};
    tell(tried);
  });
  for (const auto& address : found_.addresses) {
    if (&address - found_.addresses.data() ==
        static_cast<std::ptrdiff_t>(examiner_limits::addresses)) {
      break;
    }
    auto over = direct();
    over.known_address = address;
    trial_->add(one_ping(std::move(over)));
  }
  for (const auto& proxy : {settings_.dial.proxy, settings_.other_proxy}) {
    if (!proxy) continue;
    auto over = settings_.dial;
    over.proxy = proxy;
    trial_->add(one_ping(std::move(over)));
  }
  const bool is_whole = co_await trial_->run(examiner_limits::ways);
  trial_.reset();
  co_return is_whole;
}

asio::awaitable<bool> examiner::implementation::look_at_path() {
  path_finder_settings settings;
  settings.dial = direct();
  settings.dial.known_address = direct_way(found_, false)->address;
  settings.max_hops = settings_.max_hops;
  look_ = std::make_unique<path_finder>(
      executor_, std::move(settings), key_, [this](const ping_event& happened) {
        if (std::holds_alternative<event::path_found>(happened)) tell(happened);
      });
  co_return co_await look(examiner_limits::path);
}

asio::awaitable<bool> examiner::implementation::look_at_sizes() {
  size_finder_settings settings;
  settings.dial = direct();
  settings.dial.known_address = direct_way(found_, true)->address;
  look_ = std::make_unique<size_finder>(
      executor_, std::move(settings), key_, [this](const ping_event& happened) {
        if (std::holds_alternative<event::sizes_found>(happened)) tell(happened);
      });
  co_return co_await look(examiner_limits::sizes);
}

asio::awaitable<bool> examiner::implementation::look(std::chrono::nanoseconds longest) {
  bool is_whole = true;
  limit_.arm(longest, [this, &is_whole] {
    is_whole = false;
    look_->stop();
  });
  try {
    (void)co_await look_->run();  // the ways have told why there is no connection
  } catch (const std::exception&) {
    is_whole = false;  // it can't be looked at here; the other parts can
  }
  limit_.disarm();
  look_.reset();
  co_return is_whole && !is_stopped_;
}

dial_settings examiner::implementation::direct() const {
  auto out = settings_.dial;
  out.proxy.reset();
  return out;
}

pinger_settings examiner::implementation::one_ping(dial_settings over) const {
  pinger_settings out;
  // So that a way is decided before the time for all of them is over.
  const auto cap = [](std::chrono::nanoseconds& limit) {
    limit = std::min<std::chrono::nanoseconds>(limit, examiner_limits::stage);
  };
  out.dial = std::move(over);
  out.count = 1;
  out.reply_timeout = settings_.reply_timeout;
  cap(out.dial.timeout);
  cap(out.reply_timeout);
  out.payload_size = settings_.payload_size;
  return out;
}

void examiner::implementation::tell(const ping_event& happened) {
  take_event(found_, happened);
  listen_(happened);
}

examiner::examiner(const asio::any_io_executor& executor, examiner_settings settings,
                   const site_key& key, listener listen)
    : implementation_(std::make_unique<implementation>(executor, std::move(settings), key,
                                                       std::move(listen))) {}

examiner::~examiner() = default;

asio::awaitable<std::optional<failure>> examiner::run() {
  return implementation_->run();
}

void examiner::stop() {
  implementation_->stop();
}

}  // namespace tmss10
