// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/whole_run.hpp"
#include <tmss10/core/report/baseline.hpp>
#include <tmss10/core/report/report_document.hpp>
#include <tmss10/core/run/tally.hpp>

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

/// A run with all that is compared, as far as one run can have that.
test::told_run compared_run() {
  auto out = test::whole_run();
  out.outcome.error.clear();
  out.outcome.judged.code = exit_code::no_responder;
  auto way = *test::marked_path();
  way.data = data_result::arrives;
  way.data_of_all = {.arrived = 1, .vanished = 0, .reset = 0};
  way.from_one_port.clear();
  way.from_other_ports.clear();
  way.last_data_hop = 0;
  out.events.push_back(event::path_found{std::make_shared<const path>(way)});
  auto direct = test::marked_way();
  direct.proxy.clear();
  direct.why.reset();
  out.events.push_back(event::way_tried{std::make_shared<const tried_way>(direct)});
  auto unknown = direct;
  unknown.was_cut_short = true;
  unknown.address = "198.18.0.7";
  out.events.push_back(event::way_tried{std::make_shared<const tried_way>(unknown)});
  out.events.push_back(event::attempt{.address = "198.18.0.6",
                                      .port = 5000,
                                      .local_address = "",
                                      .took = 1ms,
                                      .error = errc::stopped});
  for (int i = 0; i < 30; ++i)
    out.events.push_back(event::reply{.sequence = 10, .round_trip = 300us + i * 1us});
  out.outcome.figures.totals.transmitted = 34;
  out.outcome.figures.totals.received = 32;
  return out;
}

std::string document_of(const test::told_run& run, bool is_redacted = false) {
  run_record record;
  run.tell(record);
  return report_document({record, run.outcome, test::report_time, is_redacted});
}

run_facts facts_in(const test::told_run& run) {
  run_record record;
  run.tell(record);
  return facts_of(record, run.outcome);
}

/// What is wrong with a document; empty if nothing is.
std::string fault_of(const std::string& document) {
  try {
    (void)read_baseline(document);
    return {};
  } catch (const bad_baseline& error) {
    return error.what();
  }
}

std::string fault_of(const json& document) {
  return fault_of(document.dump());
}

TEST_CASE("baseline: the facts of a document are those of its run") {
  std::vector<test::told_run> runs{compared_run(), test::whole_run(),
                                   test::unbegun_run()};
  runs.push_back(compared_run());
  runs.back().outcome.judged.code = exit_code::all_answered;
  runs.back().outcome.why.reset();
  runs.back().description.options = {{"--connect-only"}, {"--size", "1000"}};
  runs.push_back(test::unbegun_run());
  runs.back().description.options = {{"--path"}};
  for (const auto& run : runs) {
    const auto facts = facts_in(run);
    const auto read = read_baseline(document_of(run));
    CHECK(read.began == facts.began);
    CHECK(read.tried == facts.tried);
    CHECK(read.ways == facts.ways);
    CHECK(read.hops == facts.hops);
    CHECK(read.times == facts.times);
    CHECK(read == facts);
  }
}

TEST_CASE("baseline: all that is compared is in a document") {
  const auto facts = read_baseline(document_of(compared_run()));
  CHECK(facts.id == test::run_id);
  CHECK(facts.began == test::report_time);
  CHECK(facts.utc_offset == std::chrono::minutes(60));
  CHECK(facts.host == "tapemark.example");
  CHECK(facts.port == 5000);
  CHECK(facts.proxy == "proxymark.example:3128");
  CHECK(facts.has_result);
  CHECK(facts.failed == stage::greeting);
  CHECK(facts.looked_up == "tapemark.example");
  CHECK(facts.addresses.size() == 3);
  CHECK(facts.tried == std::vector<tried_end>{{"2001:db8::a1", false, false},
                                              {"198.18.0.4", true, true},
                                              {"198.18.0.1", false, true}});
  CHECK(facts.ways == std::vector<tried_end>{{"proxymark.example:3128", true, true},
                                             {"198.18.0.4", false, true}});
  CHECK(facts.missed == share_of_all{3, 35});
  REQUIRE(facts.times);
  CHECK(facts.times->sample.size() == 32);
  CHECK(facts.times->sample.front() == 310us);
  CHECK(facts.there == known_size{1400, false, true});
  CHECK(facts.back == known_size{1353, true, true});
  CHECK(facts.hops == std::vector<std::string>{"198.18.0.5", "", "198.18.0.1"});
}

TEST_CASE("baseline: losses alone are no stage that fails") {
  auto run = compared_run();
  run.outcome.why.emplace();
  run.outcome.why->where = stage::exchange;
  run.outcome.why->error = errc::timed_out;
  run.outcome.judged.code = exit_code::not_all_answered;
  CHECK(!facts_in(run).failed);
  CHECK(!read_baseline(document_of(run)).failed);
  CHECK(facts_in(run).has_result);
}

TEST_CASE("baseline: what is no report is refused, and says why") {
  const auto whole = json::parse(document_of(compared_run()));
  const auto with = [&whole](const char* name, const json& value) {
    auto out = whole;
    out[name] = value;
    return fault_of(out);
  };
  CHECK(fault_of(whole).empty());
  CHECK(fault_of(std::string()) == "it is empty");
  CHECK(fault_of(std::string("hello")) == "it is not JSON: byte 1 is wrong");
  CHECK(fault_of(std::string("[]")) == "it is no report: the document is not an object");
  CHECK(fault_of(std::string("{}")) ==
        "it is no report of --report FILE.json: it has no schema");
  CHECK(with("schema", "tmss10\x1bping") ==
        "it is no report of --report FILE.json: its schema is \"tmss10\\x1bping\"");
  CHECK(with("schema", 1) == "it is no report: schema is not a text");
  CHECK(with("version", 2) ==
        "it is a report of version 2; this program reads version 1");
  CHECK(with("redacted", true) ==
        "it is a redacted report, with stand-ins for addresses; use one that was written "
        "without --redact");
  CHECK(fault_of(document_of(compared_run(), true)).starts_with("it is a redacted"));
  CHECK(with("run", json::array()) == "it is no report: run is not an object");
  CHECK(with("addresses", json::array({1})) ==
        "it is no report: addresses[0] is not an object");
  CHECK(fault_of(std::string(largest_baseline + 1, ' ')) ==
        "it is too large for a report");
  CHECK(fault_of(R"({"schema":)" + std::string(100, '[')) ==
        "it is no report: it is nested too deeply");
  std::string many = R"({"sample":[0)";
  for (int i = 0; i < 250'000; ++i)
    many += ",0";
  CHECK(fault_of(many + "]}") == "it is no report: it has too many values");
}

TEST_CASE(
    "baseline: what is not read may be anything, and as much as there is room for") {
  auto document = json::parse(document_of(compared_run()));
  const auto facts = read_baseline(document.dump());
  document["events"] = json::array();
  for (int i = 0; i < 300'000; ++i)
    document["events"].push_back(json{{"time", i}});
  document["verdict"] = nullptr;
  document["later"] = json{{"schema", json{{"version", "redacted"}}}};
  document["pings"]["summary"] = 1;
  CHECK(read_baseline(document.dump()) == facts);
}

/// A document with all that is read, and little else.
json small_document() {
  auto run = compared_run();
  run.events.erase(run.events.end() - 28, run.events.end());
  auto out = json::parse(document_of(run));
  for (const auto* const name :
       {"verdict", "stages", "pings", "histogram", "events", "idle_limit", "observed"})
    out.erase(name);
  for (const auto* const name :
       {"baseline", "examination", "outage_list", "failed_attempts"})
    out["summary"].erase(name);
  return out;
}

TEST_CASE("baseline: a document that was cut off at any byte is refused") {
  const auto document = small_document().dump();
  REQUIRE(fault_of(document).empty());
  for (std::size_t size = 1; size < document.size(); ++size) {
    if (fault_of(document.substr(0, size)) != "it is not complete: it ends in the middle")
      FAIL("accepted at " << size);
  }
}

/// The places of all values in a document that are read.
std::set<std::string> places_in(const json& document) {
  std::set<std::string> out;
  const auto flat = document.flatten();
  for (const auto& [place, value] : flat.items()) {
    auto at = json::json_pointer(place);
    for (; !at.empty(); at = at.parent_pointer())
      out.insert(at.to_string());
  }
  return out;
}

TEST_CASE("baseline: a value of another type is refused, or not read at all") {
  const auto whole = small_document();
  const std::vector<json> others{
      nullptr,        true,           -1, 0.5, 1e300, "\x1b", 1ULL << 63U, json::array(),
      json::object(), json{1, "text"}};
  std::size_t refused = 0;
  for (const auto& place : places_in(whole)) {
    for (const auto& other : others) {
      auto changed = whole;
      changed[json::json_pointer(place)] = other;
      const auto fault = fault_of(changed);
      if (fault.empty()) continue;
      ++refused;
      CAPTURE(place, other.dump());
      CHECK(fault.starts_with("it is "));
      CHECK(fault.find('\x1b') == std::string::npos);
    }
  }
  CHECK(refused > 500);
  for (const auto* const name :
       {"schema", "version", "redacted", "run", "summary", "addresses"}) {
    CAPTURE(name);
    auto without = whole;
    without.erase(name);
    CHECK(test::contains(fault_of(without), std::string("it has no ") + name));
    without[name] = nullptr;
    CHECK(fault_of(without).starts_with("it is no report"));
  }
}

TEST_CASE("baseline: a time is one that a clock can have") {
  const auto whole = json::parse(document_of(compared_run()));
  const auto with = [&whole](const char* time) {
    auto out = whole;
    out["run"]["began"] = time;
    return fault_of(out);
  };
  CHECK(with("1970-01-01T00:00:00.000000Z").empty());
  CHECK(with("2199-12-31T23:59:59.999999Z").empty());
  for (const auto* const bad :
       {"", "now", "1969-12-31T23:59:59.000000Z", "2200-01-01T00:00:00.000000Z",
        "2026-02-29T00:00:00.000000Z", "2026-13-01T00:00:00.000000Z",
        "2026-01-01T24:00:00.000000Z", "2026-01-01T00:60:00.000000Z",
        "2026-01-01T00:00:60.000000Z", "2026-01-01T00:00:00Z",
        "2026-01-01 00:00:00.000000Z", "2026-01-01T00:00:00.00000aZ"}) {
    CAPTURE(bad);
    CHECK(with(bad) == "it is no report: run.began is not a time");
  }
  auto document = whole;
  for (const auto* const bad : {"", "+1:00", "+24:00", "+01:60", "01:00", "+01:00 "}) {
    CAPTURE(bad);
    document["run"]["utc_offset"] = bad;
    CHECK(fault_of(document) ==
          "it is no report: run.utc_offset is not an offset from UTC");
  }
}

TEST_CASE("baseline: texts from outside are printable") {
  auto document = json::parse(document_of(compared_run()));
  document["summary"]["host"] = "evil\x1b[2J\n";
  document["resolved"]["addresses"][0] =
      "\xE2\x80\xAE"
      "7.2.0.291";
  const auto facts = read_baseline(document.dump());
  CHECK(facts.host == "evil\\x1b[2J\\x0a");
  CHECK(facts.addresses.front() ==
        "\\xe2\\x80\\xae"
        "7.2.0.291");
}

TEST_CASE("baseline: counts that cannot be together are refused") {
  const auto whole = json::parse(document_of(compared_run()));
  const auto with = [&whole](const char* place, const json& value) {
    auto out = whole;
    out[json::json_pointer(place)] = value;
    return fault_of(out);
  };
  const std::string too_many =
      "it is no report: more pings were answered or lost than were sent";
  CHECK(with("/summary/transmitted", 33) == too_many);
  CHECK(with("/summary/received", 33) == too_many);
  CHECK(with("/summary/lost", 3) == too_many);
  CHECK(with("/summary/lost", 1).empty());
  CHECK(with("/summary/late", 2).empty());
  for (const auto& [name, value] :
       {std::pair("late", 3), std::pair("noticed_late", 33), std::pair("undecided", 1)}) {
    CAPTURE(name);
    CHECK(with((std::string("/summary/") + name).c_str(), value) ==
          std::string("it is no report: summary.") + name + " is more than there can be");
  }
  CHECK(with("/summary/received", 0) ==
        "it is no report: it has round-trip times, but no ping was answered");
  CHECK(with("/summary/received", 31) ==
        "it is no report: it has more round-trip times than answers");
  CHECK(with("/addresses/1/connections", 2) ==
        "it is no report: an address has more connections than attempts");
}

TEST_CASE("baseline: a text has a greatest length") {
  const auto whole = json::parse(document_of(compared_run()));
  auto document = whole;
  document["summary"]["host"] = std::string(1024, 'a');
  CHECK(read_baseline(document.dump()).host.size() == 1024);
  document["summary"]["host"] = std::string(1025, 'a');
  CHECK(fault_of(document) == "it is no report: summary.host is longer than 1024 bytes");
  document = whole;
  document["schema"] = std::string(1025, 'a');
  CHECK(fault_of(document) == "it is no report: schema is longer than 1024 bytes");
  // What is not compared is not read.
  document = whole;
  document["run"]["options"][0]["value"] = std::string(4096, 'a');
  CHECK(fault_of(document).empty());
}

TEST_CASE("baseline: it is of the target that is tested") {
  const auto fault = [](const run_facts& before, const char* host, std::uint16_t port) {
    try {
      check_target_of_baseline(before, host, port);
      return std::string();
    } catch (const bad_baseline& error) {
      return std::string(error.what());
    }
  };
  run_facts before;
  CHECK(fault(before, "h", 5000) == "it is a report of a run without a target");
  before.host = "Server.example";
  before.port = 5000;
  CHECK(fault(before, "server.EXAMPLE", 5000).empty());
  CHECK(fault(before, "server.example.", 5000).empty());
  CHECK(fault(before, "server.example", 5001) ==
        "it is a report of Server.example port 5000, not of server.example port 5001");
  CHECK(
      fault(before, "other\x1b.example", 5000) ==
      "it is a report of Server.example port 5000, not of other\\x1b.example port 5000");
  before.host = "2001:db8::7";
  CHECK(fault(before, "2001:DB8:0::7", 5000).empty());
  CHECK(!fault(before, "2001:db8::8", 5000).empty());
}

}  // namespace
}  // namespace tmss10
