// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_key.hpp"
#include "support/net_loop.hpp"
#include "support/net_proxy.hpp"
#include <tmss10/core/run/findings.hpp>
#include <tmss10/net/ping/examiner.hpp>
#include <tmss10/net/ping/path_finder.hpp>
#include <tmss10/net/ping/size_finder.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using test::answering;
using test::closed_port;
using test::net_loop;

examiner_settings examination_of(std::uint16_t port) {
  examiner_settings out;
  out.dial.host = "127.0.0.1";
  out.dial.port = port;
  return out;
}

/// An examiner, and what it told.
struct examiner_run {
  examiner_run(net_loop& loop, examiner_settings settings)
      : subject(loop.executor(), std::move(settings), test::open_mode_key,
                [this](const ping_event& happened) {
                  told.push_back(happened);
                  take_event(found, happened);
                }) {}

  [[nodiscard]] std::vector<examined_part> parts() const {
    std::vector<examined_part> out;
    for (const auto& one : told) {
      if (const auto* at = std::get_if<event::part_examined>(&one))
        out.push_back(at->part);
    }
    return out;
  }

  std::vector<ping_event> told;
  findings found;
  examiner subject;
};

/// The parts that this system can look at.
std::vector<examined_part> parts_until(examined_part last) {
  std::vector<examined_part> out{examined_part::look_up, examined_part::ways};
  if (path_finder::is_possible() && last >= examined_part::path)
    out.push_back(examined_part::path);
  if (can_find_sizes() && last >= examined_part::sizes)
    out.push_back(examined_part::sizes);
  return out;
}

}  // namespace

TEST_CASE("examiner: a target that answers is looked at in every way", "[tcp_info]") {
  net_loop loop;
  answering responder(loop);
  examiner_run run(loop, examination_of(responder.port()));
  CHECK_FALSE(loop.finish(run.subject.run()));
  CHECK(run.parts() == parts_until(examined_part::sizes));
  CHECK(run.found.cut_short.empty());
  CHECK(run.found.addresses == std::vector<std::string>{"127.0.0.1"});
  REQUIRE(run.found.ways.size() == 1);
  const auto& way = run.found.ways.front();
  CHECK(way.works());
  CHECK(way.is_direct());
  CHECK(way.address == "127.0.0.1");
  CHECK(way.local_address == "127.0.0.1");
  CHECK(way.connection);
  CHECK(way.greeting);
  CHECK(way.handshake);
  CHECK_FALSE(way.tunnel);
  CHECK((run.found.way_there != nullptr) == path_finder::is_possible());
  CHECK((run.found.sizes != nullptr) == can_find_sizes());
}

TEST_CASE("examiner: what refuses is looked at as far as that is of use") {
  net_loop loop;
  examiner_run run(loop, examination_of(closed_port(loop)));
  const auto why = loop.finish(run.subject.run());
  REQUIRE(why);
  CHECK(why->where == stage::connect);
  CHECK(why->error == std::errc::connection_refused);
  CHECK(run.parts() == parts_until(examined_part::path));
  REQUIRE(run.found.ways.size() == 1);
  CHECK_FALSE(run.found.ways.front().works());
  CHECK_FALSE(run.found.ways.front().was_cut_short);
}

TEST_CASE("examiner: a proxy that is dead keeps nothing else from being looked at") {
  net_loop loop;
  answering responder(loop);
  auto settings = examination_of(responder.port());
  settings.dial.proxy = test::proxy_at(closed_port(loop));
  examiner_run run(loop, settings);
  const auto why = loop.finish(run.subject.run());
  REQUIRE(why);
  CHECK(why->where == stage::proxy_connect);
  CHECK(run.parts() == parts_until(examined_part::sizes));
  REQUIRE(run.found.ways.size() == 2);
  std::size_t working = 0;
  for (const auto& way : run.found.ways)
    working += way.works() ? 1 : 0;
  CHECK(working == 1);
}

TEST_CASE("examiner: the proxy to compare with is no reason to fail") {
  net_loop loop;
  answering responder(loop);
  auto settings = examination_of(responder.port());
  settings.other_proxy = test::proxy_at(closed_port(loop));
  examiner_run run(loop, settings);
  CHECK_FALSE(loop.finish(run.subject.run()));
  REQUIRE(run.found.ways.size() == 2);
}

TEST_CASE("examiner: stopped at once, it tells what is known: nothing") {
  net_loop loop;
  answering responder(loop);
  examiner_run run(loop, examination_of(responder.port()));
  const auto running = loop.start(run.subject.run());
  run.subject.stop();
  CHECK_FALSE(loop.finish(running));
  CHECK(run.found.ways.empty());
}

TEST_CASE("examiner: stopped while ways are tried, it gives them up") {
  net_loop loop;
  test::net_listener silent(loop);
  examiner_run run(loop, examination_of(silent.port()));
  const auto running = loop.start(run.subject.run());
  auto peer = silent.accept();
  run.subject.stop();
  CHECK_FALSE(loop.finish(running));
  REQUIRE(run.found.ways.size() == 1);
  CHECK(run.found.ways.front().was_cut_short);
  CHECK_FALSE(run.found.ways.front().works());
  CHECK(run.found.cut_short == std::vector{examined_part::ways});
}

}  // namespace tmss10
