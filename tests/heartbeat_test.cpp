// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hold_up_process.hpp"
#include "support/net_loop.hpp"
#include <tmss10/net/heartbeat.hpp>

#include <chrono>
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

}  // namespace
}  // namespace tmss10
