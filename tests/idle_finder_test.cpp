// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_key.hpp"
#include "support/net_loop.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/idle_limit.hpp>
#include <tmss10/net/ping/idle_finder.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using step = idle_progress::step;

idle_settings search_up_to(std::chrono::nanoseconds longest, std::uint16_t port) {
  idle_settings out;
  out.dial.host = "127.0.0.1";
  out.dial.port = port;
  out.dial.timeout = 20s;
  out.longest = longest;
  out.reply_limit = 20s;
  return out;
}

/// A responder that admits few connections of an address.
struct few_admitted {
  explicit few_admitted(std::size_t most, std::chrono::nanoseconds idle_timeout = 600s)
      : responder(loop, settings_of(most, idle_timeout)) {}

  static responder_settings settings_of(std::size_t most,
                                        std::chrono::nanoseconds idle_timeout) {
    auto out = test::on_loopback();
    out.limits.per_address = most;
    out.limits.unfinished_per_address = (most + 1) / 2;
    out.idle_timeout = idle_timeout;
    return out;
  }

  test::net_loop loop;
  test::answering responder;
};

/// A search under way, and what it told.
struct started_search {
  started_search(test::net_loop& on, const idle_settings& settings)
      : loop(on),
        finder(on.executor(), settings, test::open_mode_key,
               [this](const ping_event& happened) { hear(happened); }),
        ended(on.start(finder.run())) {}

  void hear(const ping_event& happened) {
    if (const auto* at = std::get_if<event::idle_step>(&happened))
      steps.push_back(at->at);
    if (const auto* at = std::get_if<event::idle_found>(&happened)) found = at->range;
    if (std::holds_alternative<event::connected>(happened)) ++connected;
    if (stop_at_first_answer && !steps.empty() && steps.back()->what == step::decided)
      finder.stop();
  }

  test::net_loop& loop;
  bool stop_at_first_answer = false;
  std::vector<std::shared_ptr<const idle_progress>> steps;
  std::shared_ptr<const idle_range> found;
  std::size_t connected = 0;
  idle_finder finder;
  test::started<std::optional<failure>> ended;
};

TEST_CASE("idle_finder: without a limit, each connection is pinged once more") {
  test::net_loop loop;
  test::answering responder(loop);
  started_search run(loop, search_up_to(40ms, responder.port()));
  CHECK(!loop.finish(run.ended));
  REQUIRE(run.found);
  CHECK(run.found->complete);
  CHECK(!run.found->is_limited());
  CHECK(run.found->survived >= 40ms);
  CHECK(run.found->connections == idle_search::points);
  CHECK(run.connected == 1);  // the others are made unheard
  REQUIRE(!run.steps.empty());
  CHECK(run.steps.front()->what == step::round);
  CHECK(run.steps.front()->awaited.size() == idle_search::points);
}

TEST_CASE("idle_finder: the responder's own limit is found twice") {
  test::net_loop loop;
  auto settings = test::on_loopback();
  settings.idle_timeout = 50ms;
  test::answering responder(loop, settings);
  started_search run(loop, search_up_to(60s, responder.port()));
  CHECK(!loop.finish(run.ended));
  REQUIRE(run.found);
  CHECK(run.found->complete);
  CHECK(run.found->is_limited());
  CHECK(run.found->while_idle);
  CHECK(run.found->how == idle_end::close_message);
  CHECK(run.found->rounds == 2);
}

TEST_CASE("idle_finder: it is stopped at once, and tells what is known") {
  test::net_loop loop;
  test::answering responder(loop);
  started_search run(loop, search_up_to(6s, responder.port()));
  run.stop_at_first_answer = true;
  const auto began = test::net_loop::clock::now();
  CHECK(!loop.finish(run.ended));
  CHECK(test::net_loop::clock::now() - began < 5s);
  REQUIRE(run.found);
  CHECK(!run.found->complete);
  CHECK(!run.found->is_limited());
}

TEST_CASE("idle_finder: a responder that admits few is searched with as many") {
  few_admitted few(3);
  started_search run(few.loop, search_up_to(40ms, few.responder.port()));
  CHECK(!few.loop.finish(run.ended));
  REQUIRE(run.found);
  CHECK(run.found->complete);
  CHECK(run.found->admitted == 3U);
  CHECK(run.found->connections == 3);
  CHECK(run.found->rounds == 1);
  CHECK(run.found->survived >= 40ms);
  REQUIRE(!run.steps.empty());
  CHECK(run.steps.front()->what == step::round);
  CHECK(run.steps.front()->awaited.size() == 3);
  CHECK(run.steps.front()->so_far.admitted == 3U);
}

TEST_CASE("idle_finder: one connection at a time is enough, if slow") {
  few_admitted few(1, 50ms);
  started_search run(few.loop, search_up_to(60s, few.responder.port()));
  CHECK(!few.loop.finish(run.ended));
  REQUIRE(run.found);
  CHECK(run.found->complete);
  CHECK(run.found->admitted == 1U);
  CHECK(run.found->how == idle_end::close_message);
  CHECK(run.found->rounds == 2);
}

TEST_CASE("idle_finder: the responder knows that its sessions test the path") {
  test::net_loop loop;
  test::answering responder(loop);
  started_search run(loop, search_up_to(20ms, responder.port()));
  CHECK(!loop.finish(run.ended));
  responder.until_told<event::ended>(idle_search::points);
  for (const auto& one : responder.all<event::ended>()) {
    CHECK(one.tests_path);
    CHECK(one.reason == errc::closed_by_peer);
    CHECK(one.requests == 2);
  }
  CHECK(responder.counters().refusals == 0);
}

TEST_CASE("idle_finder: without a connection it tells why, and has found nothing") {
  test::net_loop loop;
  std::uint16_t closed = 0;
  {
    test::answering responder(loop);
    closed = responder.port();
  }
  started_search run(loop, search_up_to(1s, closed));
  const auto why = loop.finish(run.ended);
  REQUIRE(why);
  CHECK(why->where == stage::connect);
  CHECK(!run.found);
}

}  // namespace
}  // namespace tmss10
