// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hold_up_process.hpp"
#include "support/net_loop.hpp"
#include <tmss10/net/heartbeat.hpp>

#include <asio/io_context.hpp>
#include <asio/post.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using test::hold_up_process;
using test::net_loop;

/// A heartbeat, and the hold-ups that it told.
struct beating {
  explicit beating(net_loop& loop)
      : subject(loop.executor(), [this](const hold_up& at) { told.push_back(at); }) {
    subject.start();
  }
  std::vector<hold_up> told;
  heartbeat subject;
};

TEST_CASE("heartbeat: a hold-up is noticed, although nothing else is waited for") {
  net_loop loop;
  beating at(loop);
  const auto began = clock::now();
  hold_up_process(500ms);
  const auto ended = clock::now();
  loop.until([&at] { return !at.told.empty(); });
  CHECK(at.told[0].from <= began);
  CHECK(at.told[0].to >= ended);
  CHECK(at.subject.total() == at.told[0].length());
}

TEST_CASE("heartbeat: who looks before its beat notices it at once") {
  net_loop loop;
  beating at(loop);
  hold_up_process(500ms);
  at.subject.look();
  REQUIRE(at.told.size() == 1);
  at.subject.look();
  CHECK(at.told.size() == 1);
}

TEST_CASE("heartbeat: it beats on after a hold-up") {
  net_loop loop;
  beating at(loop);
  for (std::size_t i = 1; i <= 2; ++i) {
    hold_up_process(500ms);
    loop.until([&at, i] { return at.told.size() >= i; });
  }
  CHECK(at.subject.total() >= 1s);
}

TEST_CASE("heartbeat: stopped or destroyed, it notices nothing") {
  net_loop loop;
  beating at(loop);
  auto gone = std::make_unique<beating>(loop);
  at.subject.stop();
  auto* const told = &at.told;
  gone.reset();
  hold_up_process(500ms);
  loop.run_ready();
  at.subject.look();
  CHECK(told->empty());
  at.subject.start();
  at.subject.look();
  CHECK(told->empty());
}

TEST_CASE("heartbeat: all on one executor notice a hold-up, and none from before") {
  net_loop loop;
  beating one(loop);
  beating other(loop);
  hold_up_process(500ms);
  beating late(loop);
  loop.until([&] { return !one.told.empty() && !other.told.empty(); });
  CHECK(one.told.size() == 1);
  CHECK(other.told.size() == 1);
  CHECK(late.told.empty());
  late.subject.look();
  CHECK(late.told.empty());
}

TEST_CASE("heartbeat: when one notices a hold-up, others may be stopped or destroyed") {
  net_loop loop;
  std::vector<std::unique_ptr<heartbeat>> all;
  std::vector<int> told(5);
  for (std::size_t i = 0; i < told.size(); ++i) {
    all.push_back(std::make_unique<heartbeat>(loop.executor(), [&, i](const hold_up&) {
      ++told[i];
      if (i > 0) return;
      all[0]->stop();
      all[1]->start();
      all[3].reset();
    }));
    all.back()->start();
  }
  hold_up_process(500ms);
  loop.until([&told] { return told[2] > 0 && told[4] > 0; });
  CHECK(told[0] == 1);
  CHECK(told[3] == 0);
  all[2].reset();
  const auto before = told;
  hold_up_process(500ms);
  loop.until([&] { return told[1] > before[1] && told[4] > before[4]; });
  CHECK(told[0] == 1);
  CHECK(told[2] == before[2]);
}

TEST_CASE("heartbeat: the last that stops lets the io_context return") {
  asio::io_context io;
  heartbeat one(io.get_executor(), [](const hold_up&) {});
  heartbeat other(io.get_executor(), [](const hold_up&) {});
  one.start();
  other.start();
  asio::post(io, [&one] { one.stop(); });
  asio::post(io, [&other] { other.stop(); });
  io.run();
  CHECK(io.stopped());
  one.start();
  one.start();
  io.restart();
  asio::post(io, [&one] { one.stop(); });
  io.run();
  CHECK(io.stopped());
}

}  // namespace
}  // namespace tmss10
