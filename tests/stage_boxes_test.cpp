// SPDX-License-Identifier: MIT
#include "core/report/stage_boxes.hpp"

#include "catch.hpp"
#include "support/whole_run.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

/// "Name good, Connection failed"
std::string shown(const test::told_run& run) {
  run_record record;
  run.tell(record);
  std::string out;
  for (const auto& box : stage_boxes(record, run.outcome)) {
    out += (out.empty() ? "" : ", ") + box.name + " ";
    out += name_of(box.result);
  }
  return out;
}

test::told_run refused_run() {
  test::told_run out;
  out.description.options = {{"--count", "4"}};
  out.events = {test::connecting_to("192.0.2.7", 5000),
                event::resolved{.host = "192.0.2.7", .addresses = {"192.0.2.7"}},
                event::not_connected{test::refused()}};
  out.outcome = test::failed_outcome(test::refused());
  return out;
}

test::told_run answered_run() {
  auto out = refused_run();
  out.events.pop_back();
  for (const auto& more : std::vector<ping_event>{
           test::connected_to("192.0.2.7", 5000), event::greeted{.took = 120us},
           event::established{.open_mode = true}}) {
    out.events.push_back(more);
  }
  out.outcome = test::four_answers();
  return out;
}

TEST_CASE("stage_boxes: after the one that failed, none was reached") {
  CHECK(shown(refused_run()) ==
        "Name good, Connection failed, Greeting not_reached, Handshake not_reached, "
        "Pings not_reached");
}

TEST_CASE("stage_boxes: all is well") {
  CHECK(shown(answered_run()) ==
        "Name good, Connection good, Greeting good, Handshake good, Pings good");
}

TEST_CASE("stage_boxes: losses are trouble, and no answer at all is a failure") {
  auto run = answered_run();
  run.outcome = test::outcome_of({310us}, 3);
  CHECK(shown(run).ends_with("Pings troubled"));
  run.outcome = test::outcome_of({}, 4);
  CHECK(shown(run).ends_with("Pings failed"));
}

TEST_CASE("stage_boxes: a proxy has stages of its own") {
  test::told_run run;
  run.events = {test::connecting_to("a", 1, "p:3128"),
                event::resolved{.host = "p", .addresses = {"192.0.2.3"}},
                event::proxy_connected{.address = "192.0.2.3",
                                       .port = 3128,
                                       .local_address = "10.4.7.22",
                                       .local_port = 40'112,
                                       .took = 400us},
                event::not_connected{test::marked_failure()}};
  run.outcome = test::failed_outcome(test::marked_failure());
  CHECK(shown(run) ==
        "Proxy's name good, Proxy good, Tunnel failed, Greeting not_reached, Handshake "
        "not_reached, Pings not_reached");
}

TEST_CASE("stage_boxes: a bare connection has neither greeting nor handshake") {
  auto run = answered_run();
  run.description.options.push_back({"--connect-only"});
  CHECK(shown(run) == "Name good, Connection good, Connections good");
}

TEST_CASE("stage_boxes: looks at the way end with what they look for") {
  auto run = answered_run();
  run.description.options = {{"--mtu"}};
  CHECK(shown(run).ends_with("Handshake good, Packet sizes not_reached"));
  run.events.push_back(event::sizes_found{test::marked_sizes()});
  CHECK(shown(run).ends_with("Handshake good, Packet sizes failed"));
  run.description.options = {{"--idle-limit", "10"}};
  run.events.push_back(event::idle_found{test::marked_range()});
  CHECK(shown(run).ends_with("Idle limit failed"));
  run.description.options = {{"--path"}};
  run.events.push_back(event::path_found{test::marked_path()});
  CHECK(shown(run) == "Name good, Path failed");
}

ping_event path_ending(const hop_answer& end) {
  path out{"192.0.2.7", 5000, 30};
  hop_answer router{hop_reply::hop_limit_exceeded, "192.0.2.254", 420us};
  router.hops_left = std::uint8_t{64};
  out.hops = {{1, {router}}, {2, {end}}, {3, {end}}};
  if (end.what == hop_reply::reset) {
    out.hops.pop_back();
    out.from_one_port = out.hops;
    out.reset_left = {63, 63};
  }
  return event::path_found{std::make_shared<const path>(out)};
}

TEST_CASE("stage_boxes: a look at the path shows that the target refuses") {
  auto run = refused_run();
  run.description.options = {{"--path"}};
  run.events.pop_back();
  run.events.push_back(path_ending({hop_reply::reset, "192.0.2.7", 500us}));
  CHECK(shown(run) == "Name good, Path good, Connection failed");
  run.events.back() = path_ending({});
  CHECK(shown(run) == "Name good, Path failed");
}

TEST_CASE("stage_boxes: exactly the stage at which it fails is shown as failed") {
  auto run = refused_run();
  run.description.options = {{"--path"}, {"--count", "4"}};
  run.events.push_back(path_ending({}));
  CHECK(shown(run) ==
        "Name good, Path failed, Connection not_reached, Greeting not_reached, Handshake "
        "not_reached, Pings not_reached");
  // Pings that were sent over an earlier connection.
  run.events.pop_back();
  run.outcome = test::outcome_of({}, 4);
  run.outcome.why = test::refused();
  CHECK(shown(run).ends_with(
      "Connection failed, Greeting not_reached, Handshake not_reached, Pings "
      "not_reached"));
  run = answered_run();
  run.description.options = {{"--path"}, {"--count", "4"}};
  run.events.push_back(path_ending({}));
  run.outcome = test::outcome_of({}, 4);
  CHECK(shown(run) ==
        "Name good, Path troubled, Connection good, Greeting good, Handshake good, Pings "
        "failed");
}

TEST_CASE("stage_boxes: a run that fails with a session fails at what that is for") {
  auto run = answered_run();
  run.outcome = test::failed_outcome(test::refused());
  run.outcome.why->where = stage::exchange;
  CHECK(shown(run).ends_with("Handshake good, Pings failed"));
  run.description.options = {{"--mtu"}};
  CHECK(shown(run).ends_with("Handshake good, Packet sizes failed"));
  run = answered_run();
  run.description.options.push_back({"--connect-only"});
  run.outcome.why = test::refused();
  run.outcome.why->where = stage::greeting;
  run.outcome.why->error = errc::closed_at_once;
  CHECK(shown(run) == "Name good, Connection good, Connections failed");
}

}  // namespace
}  // namespace tmss10
