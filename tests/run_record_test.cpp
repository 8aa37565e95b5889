// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "core/report/recent_events.hpp"
#include "support/whole_run.hpp"
#include <tmss10/core/report/run_record.hpp>
#include <tmss10/core/verdict/path_judgement.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

void tell(run_record& to, const ping_event& happened,
          std::chrono::system_clock::time_point at = test::report_time) {
  to.on(occurrence(happened, at));
}

bool has_line(const run_record& of, const std::string& text) {
  const auto lines = of.events();
  return std::ranges::any_of(lines, [&text](const event_line& line) {
    return line.text.find(text) != std::string::npos;
  });
}

TEST_CASE("run_record: it has what every event says") {
  run_record record;
  test::whole_run().tell(record);
  CHECK(record.began() == test::report_time);
  CHECK(record.latest().begun->host == "tapemark.example");
  CHECK(record.latest().resolved->addresses.size() == 3);
  CHECK(record.latest().why->error == errc::not_a_greeting);
  REQUIRE(record.addresses().size() == 3);
  CHECK(record.addresses()[1].connected == 1);
  CHECK(record.way() != nullptr);
  CHECK(record.sizes() != nullptr);
  CHECK(record.idle() != nullptr);
  CHECK(record.observed() != nullptr);
  CHECK(record.pings().all().size() == 6);
  CHECK(record.notes().size() == 2);
  for (const auto* const text :
       {"connecting to tapemark.example:5000 by the proxy proxymark.example:3128",
        "resolved tapemark.example (asciimark.example) to 198.18.0.1",
        "no connection: proxy proxymark.example", "44 bytes from tapemark.example: seq=1",
        "this machine did not run this program for 4.00 s", "TCP sent 2 segments again",
        "path to 198.18.0.1 port 5000"}) {
    CAPTURE(text);
    CHECK(has_line(record, text));
  }
}

TEST_CASE("run_record: what an examination found is listed without its meaning") {
  const auto way = test::marked_path();
  const auto meaning = judge_path(*way).sentence.substr(0, 40);
  for (const bool examines : {false, true}) {
    CAPTURE(examines, meaning);
    run_record record;
    run_description run;
    if (examines) run.options = {{"--examine", std::nullopt}};
    record.begin(run, test::report_time);
    tell(record, event::path_found{way});
    CHECK(has_line(record, "path to 198.18.0.1 port 5000"));
    CHECK(has_line(record, meaning) != examines);
  }
}

TEST_CASE("run_record: an address that is tried again is one address") {
  run_record record;
  auto tried = test::attempt_at("192.0.2.7", 5000);
  tell(record, tried);
  tried.error = errc::timed_out;
  tell(record, tried);
  tried.of_proxy = true;
  tell(record, tried);
  REQUIRE(record.addresses().size() == 2);
  CHECK(record.addresses().front().times == 2);
  CHECK(record.addresses().front().connected == 1);
  CHECK(record.addresses().front().last.error == errc::timed_out);
}

TEST_CASE("run_record: one look-up is for all connections until another one fails") {
  run_record record;
  tell(record, test::connecting_to("h", 1));
  tell(record, event::resolved{.host = "h", .addresses = {"192.0.2.7"}});
  tell(record, event::connection_made{.sequence = 1});
  tell(record, test::connecting_to("h", 1));
  tell(record, event::connection_made{.sequence = 2});
  REQUIRE(record.latest().resolved);
  CHECK(record.latest().resolved->addresses.front() == "192.0.2.7");
  failure why;
  why.where = stage::connect;
  tell(record, event::connection_failed{3, why.error, why});
  CHECK(record.latest().resolved);
  why.where = stage::resolve;
  tell(record, test::connecting_to("h", 1));
  tell(record, event::not_connected{why});
  CHECK(!record.latest().resolved);
}

TEST_CASE("run_record: each address has the pings over its own connections") {
  run_record record;
  const auto connect = [&record](const char* address) {
    tell(record, test::connecting_to("h", 1));
    tell(record, test::attempt_at(address, 1));
    tell(record, test::connected_to(address, 1));
  };
  connect("192.0.2.7");
  tell(record, event::reply{.sequence = 1, .round_trip = 1ms});
  tell(record, event::reply{.sequence = 2, .round_trip = 1ms});
  tell(record, event::lost{.sequence = 3, .reason = errc::timed_out});
  tell(record, event::disconnected{.reason = errc::closed_by_peer});
  connect("192.0.2.8");
  tell(record, event::reply{.sequence = 4, .round_trip = 1ms});
  tell(record, event::reply{.sequence = 3, .round_trip = 9s, .late = true});
  REQUIRE(record.addresses().size() == 2);
  CHECK(record.addresses()[0].answered == 2);
  CHECK(record.addresses()[0].lost == 1);
  CHECK(record.addresses()[1].answered == 1);
  CHECK(record.addresses()[1].lost == 0);
}

TEST_CASE("run_record: its memory has a bound, however much happens") {
  constexpr int rounds = 125'000;  // of 8 events
  run_record record;
  for (int i = 0; i < rounds; ++i) {
    const auto at = test::report_time + i * 1ms;
    const auto number = static_cast<std::uint64_t>(i);
    const auto address = "192.0.2." + std::to_string(i % 256);
    tell(record, test::connecting_to("h" + std::to_string(i), 1), at);
    tell(record, test::attempt_at(address, 1), at);
    tell(record, test::connected_to(address, 1), at);
    tell(record, event::sent{.sequence = number, .header = {}}, at);
    tell(record, event::reply{.sequence = number, .round_trip = 1ms}, at);
    tell(record, event::lost{.sequence = number, .reason = errc::timed_out}, at);
    tell(record, event::banner{.sequence = number, .first_bytes = bytes(64)}, at);
    tell(record, event::disconnected{.reason = errc::closed_by_peer}, at);
  }
  CHECK(record.addresses().size() == run_record::most_addresses);
  CHECK(record.more_attempts() > 0);
  CHECK(record.pings().all().size() <= ping_points::most_kept);
  CHECK(record.notes().size() <= 8);
  CHECK(record.events().size() <= recent_events::most_kept);
  CHECK(record.earlier_events() == 7ULL * rounds - recent_events::most_kept);
}

TEST_CASE("run_record: the first of the kept events knows its peer") {
  run_record record;
  tell(record, test::connected_to("192.0.2.7", 1));
  for (std::uint64_t i = 0; i < 3000; ++i)
    tell(record, event::reply{.sequence = i, .wire_size = 44, .round_trip = 1ms});
  CHECK(record.events().front().text ==
        "44 bytes from 192.0.2.7: seq=1000 time=1.000 ms");
}

TEST_CASE("run_record: a look has pings only if they were asked for") {
  run_record record;
  run_description run;
  run.options = {{"--path"}};
  record.begin(run, test::report_time);
  CHECK(!record.has_pings());
  run.options.push_back({"--count", "4"});
  record.begin(run, test::report_time);
  CHECK(record.has_pings());
}

}  // namespace
}  // namespace tmss10
