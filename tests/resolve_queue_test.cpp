// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/net_loop.hpp"
#include "support/no_more_threads.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/resolve.hpp>

#include <asio/ip/tcp.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using asio::ip::tcp;
using test::error_of;
using test::net_loop;
using started = test::started<look_up_result>;

/// A source that answers when the test lets it, and notes what it is asked for. Whatever
/// becomes of the test, it holds no thread for ever.
class held_source {
 public:
  ~held_source() { answer(1'000'000); }
  held_source() = default;
  held_source(const held_source&) = delete;
  held_source& operator=(const held_source&) = delete;
  held_source(held_source&&) = delete;
  held_source& operator=(held_source&&) = delete;

  [[nodiscard]] name_source source() const {
    return [shared = shared_](const name_query& what) { return shared->ask(what); };
  }
  /// So many more answers, each to the one that asks first.
  void answer(std::size_t count) {
    const std::lock_guard lock(shared_->mutex);
    shared_->allowed += count;
    shared_->changed.notify_all();
  }
  /// An answer to whoever asks for this name, whoever asked before.
  void answer_to(const std::string& host) {
    const std::lock_guard lock(shared_->mutex);
    shared_->answered.push_back(host);
    shared_->changed.notify_all();
  }
  [[nodiscard]] std::vector<std::string> asked() const {
    const std::lock_guard lock(shared_->mutex);
    return shared_->asked;
  }

 private:
  struct state {
    result<endpoints> ask(const name_query& what) {
      std::unique_lock lock(mutex);
      asked.push_back(what.host);
      changed.wait(lock, [&] { return allowed > 0 || is_answered(what.host); });
      if (!is_answered(what.host)) --allowed;
      return endpoints{tcp::endpoint(asio::ip::address_v4::loopback(), what.port)};
    }

    [[nodiscard]] bool is_answered(const std::string& host) const {
      return std::find(answered.begin(), answered.end(), host) != answered.end();
    }

    std::mutex mutex;
    std::condition_variable changed;
    std::size_t allowed = 0;
    std::vector<std::string> answered;
    std::vector<std::string> asked;
  };
  std::shared_ptr<state> shared_ = std::make_shared<state>();
};

/// Look-ups by one resolver.
class look_ups {
 public:
  explicit look_ups(resolver_limits limits) : names_(held.source(), limits) {}

  started start(const std::string& host, watchdog::duration longest = 1h,
                std::uint16_t port = 80) {
    limits_.push_back(std::make_unique<watchdog>(loop.executor()));
    auto out = loop.start(names_.resolve({host, port}, *limits_.back(), longest));
    loop.run_ready();
    return out;
  }
  void stop_last() { limits_.back()->trip(); }
  void until_asked(std::size_t count) {
    loop.until([this, count] { return held.asked().size() >= count; });
  }
  result<endpoints> finish(const started& task) { return loop.finish(task).found; }

  held_source held;
  net_loop loop;

 private:
  resolver names_;
  std::vector<std::unique_ptr<watchdog>> limits_;
};

using hosts = std::vector<std::string>;

TEST_CASE(
    "resolve: more look-ups than threads wait for their turn, and get it in order") {
  look_ups all({.threads = 2});
  hosts names;
  std::vector<started> tasks;
  for (char letter = 'a'; letter <= 'z'; ++letter) {
    names.emplace_back(1, letter);
    tasks.push_back(all.start(names.back()));
  }
  all.until_asked(2);
  all.loop.run_for(20ms);
  CHECK(all.held.asked().size() == 2);
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    all.held.answer(1);
    all.until_asked(std::min(i + 3, tasks.size()));
  }
  for (const auto& one : tasks)
    CHECK(all.finish(one).has_value());
  auto asked = all.held.asked();
  // The first two have a thread each, of which either may be quicker.
  std::sort(asked.begin(), asked.begin() + 2);
  CHECK(asked == names);
}

TEST_CASE("resolve: 64 threads by default") {
  look_ups all({});
  for (int i = 0; i < 300; ++i)
    (void)all.start("name" + std::to_string(i));
  all.until_asked(64);
  all.loop.run_for(20ms);
  CHECK(all.held.asked().size() == 64);
}

TEST_CASE("resolve: the limit of a look-up counts from its turn") {
  look_ups all({.threads = 1});
  const auto first = all.start("first");
  const auto second = all.start("second", 200ms);
  const auto waited = net_loop::clock::now();
  all.loop.run_for(300ms);
  CHECK(!second->has_value());
  all.held.answer(1);
  CHECK(all.finish(first).has_value());
  all.until_asked(2);
  const auto late = all.loop.finish(second);
  CHECK(error_of(late.found) == errc::timed_out);
  CHECK(late.took >= 200ms);
  CHECK(late.took + 300ms <= net_loop::clock::now() - waited);
}

TEST_CASE("resolve: a look-up that is stopped before its turn is never asked for") {
  look_ups all({.threads = 1});
  const auto first = all.start("first");
  const auto second = all.start("second");
  all.stop_last();
  CHECK(error_of(all.finish(second)) == errc::stopped);
  const auto third = all.start("third");
  all.held.answer(2);
  CHECK(all.finish(first).has_value());
  CHECK(all.finish(third).has_value());
  CHECK(all.held.asked() == hosts{"first", "third"});
}

TEST_CASE("resolve: nor one whose io_context has gone") {
  held_source held;
  const resolver names(held.source(), {.threads = 1});
  {
    net_loop gone;
    watchdog limit(gone.executor());
    watchdog other_limit(gone.executor());
    (void)gone.start(names.resolve({"first"}, limit, 1h));
    (void)gone.start(names.resolve({"second"}, other_limit, 1h));
    gone.until([&] { return held.asked().size() == 1; });
  }
  net_loop loop;
  watchdog last_limit(loop.executor());
  const auto third = loop.start(names.resolve({"third"}, last_limit, 1h));
  held.answer(2);
  CHECK(loop.finish(third).found.has_value());
  CHECK(held.asked() == hosts{"first", "third"});
}

TEST_CASE("resolve: the queue moves on when a look-up that was given up returns") {
  look_ups all({.threads = 1});
  CHECK(error_of(all.finish(all.start("hung", 20ms))) == errc::timed_out);
  const auto next = all.start("next", 10s);
  all.loop.run_for(50ms);
  CHECK(!next->has_value());
  all.held.answer(2);
  CHECK(all.finish(next).has_value());
}

TEST_CASE("resolve: a queue that stands still for too long gives its look-ups up") {
  look_ups all({.threads = 1, .standstill = 200ms});
  const auto hung = all.start("hung");
  const auto one = all.start("one");
  const auto other = all.start("other");
  CHECK(error_of(all.finish(one)) == errc::timed_out);
  CHECK(error_of(all.finish(other)) == errc::timed_out);
  CHECK(!hung->has_value());
  all.held.answer(1);
  CHECK(all.finish(hung).has_value());
  CHECK(all.held.asked() == hosts{"hung"});
}

TEST_CASE("resolve: … and not as long as look-ups begin") {
  look_ups all({.threads = 1, .standstill = 2s});
  std::vector<started> tasks;
  for (int i = 0; i < 12; ++i)
    tasks.push_back(all.start("name" + std::to_string(i)));
  for (const auto& one : tasks) {
    all.loop.run_for(200ms);
    all.held.answer(1);
    CHECK(all.finish(one).has_value());
  }
}

TEST_CASE("resolve: those who ask for the same share the answer") {
  look_ups all({.threads = 2});
  const auto first = all.start("name");
  const auto stopped = all.start("name");
  all.stop_last();
  const auto second = all.start("name");
  all.until_asked(1);
  const auto third = all.start("name");
  all.held.answer(1);
  CHECK(error_of(all.finish(stopped)) == errc::stopped);
  for (const auto& one : {first, second, third})
    CHECK(all.finish(one).has_value());
  CHECK(all.held.asked() == hosts{"name"});
  const auto later = all.start("name");
  all.held.answer(1);
  CHECK(all.finish(later).has_value());
  CHECK(all.held.asked().size() == 2);
}

TEST_CASE("resolve: but not one that takes too long") {
  look_ups all({.threads = 2});
  const auto patient = all.start("name");
  CHECK(error_of(all.finish(all.start("name", 20ms))) == errc::timed_out);
  const auto later = all.start("name");
  all.until_asked(2);
  all.held.answer(2);
  CHECK(all.finish(patient).has_value());
  CHECK(all.finish(later).has_value());
}

TEST_CASE("resolve: of two look-ups the second is answered first, each with its own") {
  const auto at_port = [](std::uint16_t port) {
    return endpoints{tcp::endpoint(asio::ip::address_v4::loopback(), port)};
  };
  look_ups all({.threads = 2});
  const auto first = all.start("first", 1h, 1);
  const auto second = all.start("second", 1h, 2);
  all.until_asked(2);
  all.held.answer_to("second");
  CHECK(all.finish(second) == at_port(2));
  CHECK(!first->has_value());
  all.held.answer_to("first");
  CHECK(all.finish(first) == at_port(1));
}

TEST_CASE("resolve: an address does not wait behind names") {
  look_ups all({.threads = 1});
  const auto first = all.start("first");
  const auto second = all.start("second");
  const auto address = all.start("192.0.2.7", 0ms);
  REQUIRE(address->has_value());
  CHECK((*address)->found.has_value());
  CHECK(!first->has_value());
  CHECK(!second->has_value());
}

#ifdef TMSS10_CAN_REFUSE_THREADS

TEST_CASE("resolve: without a further thread a look-up waits for one that there is") {
  look_ups all({.threads = 2});
  const auto first = all.start("first");
  const test::no_more_threads none;
  const auto second = all.start("second");
  all.held.answer(2);
  CHECK(all.finish(first).has_value());
  CHECK(all.finish(second).has_value());
  CHECK(error_of(all.finish(all.start("third"))) == errc::no_thread);
}

#endif

}  // namespace
}  // namespace tmss10
