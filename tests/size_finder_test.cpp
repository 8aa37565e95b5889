// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_key.hpp"
#include "support/net_loop.hpp"
#include <tmss10/core/run/packet_sizes.hpp>
#include <tmss10/core/run/size_search.hpp>
#include <tmss10/net/ping/size_finder.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using test::answering;
using test::net_loop;

size_finder_settings sizes_to(std::uint16_t port) {
  size_finder_settings out;
  out.dial.host = "127.0.0.1";
  out.dial.port = port;
  return out;
}

/// A finder, and what it told.
struct finder_run {
  finder_run(net_loop& loop, std::uint16_t port)
      : subject(loop.executor(), sizes_to(port), test::open_mode_key,
                [this](const ping_event& happened) { told.push_back(happened); }) {}

  [[nodiscard]] std::vector<packet_sizes> found() const {
    std::vector<packet_sizes> out;
    for (const auto& one : told) {
      if (const auto* at = std::get_if<event::sizes_found>(&one))
        out.push_back(*at->sizes);
    }
    return out;
  }

  std::vector<ping_event> told;
  size_finder subject;
};

}  // namespace

TEST_CASE("size finder: on a loopback interface, all that is tried arrives",
          "[tcp_info]") {
  if (!can_find_sizes()) return;
  net_loop loop;
  answering responder(loop);
  finder_run run(loop, responder.port());
  CHECK_FALSE(loop.finish(run.subject.run()));
  const auto all = run.found();
  REQUIRE(all.size() == 1);
  const auto& found = all.front();
  CHECK(found.address == "127.0.0.1");
  CHECK(found.port == responder.port());
  const direction_sizes everything{largest_tried, {}, largest_tried, false};
  CHECK(found.there == everything);
  CHECK(found.back == everything);
  CHECK(found.believed);
  CHECK(found.interface_mtu);
  CHECK_FALSE(found.was_stopped);
}

TEST_CASE("size finder: the responder knows that its sessions test the path",
          "[tcp_info]") {
  if (!can_find_sizes()) return;
  net_loop loop;
  answering responder(loop);
  finder_run run(loop, responder.port());
  CHECK_FALSE(loop.finish(run.subject.run()));
  responder.until_told<event::ended>(responder.counters().sessions);
  CHECK(responder.count<event::handshake_failed>() == 0);
  for (const auto& one : responder.all<event::ended>()) {
    CHECK(one.tests_path);
    CHECK(one.reason == errc::closed_by_peer);
  }
  CHECK(responder.counters().refusals == 0);
}

TEST_CASE("size finder: what is known so far is told at any time", "[tcp_info]") {
  if (!can_find_sizes()) return;
  net_loop loop;
  answering responder(loop);
  finder_run run(loop, responder.port());
  CHECK(!run.subject.so_far());
  CHECK_FALSE(loop.finish(run.subject.run()));
  const auto known = run.subject.so_far();
  REQUIRE(known);
  const auto* const sizes = std::get_if<event::sizes_found>(&*known);
  REQUIRE(sizes);
  CHECK(sizes->sizes->there == run.found().front().there);
}

TEST_CASE("size finder: without a connection it says why, and finds nothing") {
  net_loop loop;
  std::uint16_t closed_port = 0;
  {
    answering responder(loop);
    closed_port = responder.port();
  }
  finder_run run(loop, closed_port);
  const auto why = loop.finish(run.subject.run());
  REQUIRE(why);
  CHECK(why->where == stage::connect);
  CHECK(why->error == std::errc::connection_refused);
  CHECK(run.found().empty());
  CHECK(std::holds_alternative<event::not_connected>(run.told.back()));
}

TEST_CASE("size finder: stopped before there is a session, it finds nothing") {
  net_loop loop;
  answering responder(loop);
  finder_run run(loop, responder.port());
  const auto running = loop.start(run.subject.run());
  run.subject.stop();
  CHECK_FALSE(loop.finish(running));
  CHECK(run.found().empty());
}

TEST_CASE("size finder: stopped in the search, it tells what is known", "[tcp_info]") {
  if (!can_find_sizes()) return;
  net_loop loop;
  answering responder(loop);
  finder_run run(loop, responder.port());
  const auto running = loop.start(run.subject.run());
  loop.until([&run] {
    return !run.told.empty() &&
           std::holds_alternative<event::established>(run.told.back());
  });
  run.subject.stop();
  CHECK_FALSE(loop.finish(running));
  REQUIRE(run.found().size() == 1);
  CHECK(run.found().front().was_stopped);
  CHECK_FALSE(is_decided(run.found().front().back));
}

}  // namespace tmss10
