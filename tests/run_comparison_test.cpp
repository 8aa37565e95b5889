// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "core/report/comparison_text.hpp"
#include "support/arguments.hpp"
#include "support/compared.hpp"
#include <tmss10/core/verdict/run_comparison.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::good_facts;
using test::times_around;

const std::string better_known = "Nothing got worse since 2026-11-21 09:05 +01:00.";
const std::string worse = "Worse than on 2026-11-21 09:05 +01:00.";
const std::string not_known =
    "Nothing is known to have got worse since 2026-11-21 09:05 +01:00.";

/// Two runs, the earlier one and the one now, in which something is not as in a good one.
struct situation {
  const char* name;
  std::function<void(run_facts& before, run_facts& now)> change;
  std::string sentence;
  /// Those of the parts, but of p95, which says the same each time.
  std::vector<std::string> parts;
  std::string shortfall = {};
};

std::string shortfall_by(const std::string& what) {
  return "worse than on 2026-11-21 09:05 +01:00: " + what + " (--baseline)";
}

std::vector<situation> of_stages() {
  return {
      {"nothing changed", [](auto&, auto&) {}, better_known, {}},
      {"the connection fails",
       [](auto&, auto& now) {
         now.failed = stage::connect;
         now.missed = {1, 1};
         now.times.reset();
       },
       worse,
       {"The connection fails now; then, every stage worked."},
       shortfall_by("the stage that fails")},
      {"it fails earlier",
       [](auto& before, auto& now) {
         before.failed = stage::greeting;
         now.failed = stage::proxy_connect;
       },
       worse,
       {"The connection to the proxy fails now; then, the greeting failed."},
       shortfall_by("the stage that fails")},
      {"it fails later",
       [](auto& before, auto& now) {
         before.failed = stage::resolve;
         now.failed = stage::handshake;
       },
       better_known,
       {"The handshake fails now; then, the name look-up failed already."}},
      {"it fails as it did",
       [](auto& before, auto& now) { before.failed = now.failed = stage::exchange; },
       better_known,
       {"The exchange of pings fails now as it failed then."}},
      {"it works again",
       [](auto& before, auto&) {
         before.failed = stage::connect;
         before.missed = {};
         before.times.reset();
       },
       better_known,
       {"The connection failed then; now, every stage up to the pings works."}},
      {"it works again, and loses pings",
       [](auto& before, auto& now) {
         before.failed = stage::connect;
         before.missed = {};
         before.times.reset();
         now.missed = {19, 20};
       },
       not_known,
       {"The connection failed then; now, every stage up to the pings works.",
        "Losses are not compared: the earlier run got no answer; now, 19 of 20 (95 %) "
        "are lost."}},
      {"it fails where the earlier run did not look",
       [](auto& before, auto& now) {
         before.only_connects = true;
         now.failed = stage::handshake;
       },
       better_known,
       {"The handshake is not compared: the earlier run only made connections."}},
      {"it failed where this run does not look",
       [](auto& before, auto& now) {
         before.failed = stage::greeting;
         now.only_connects = true;
       },
       better_known,
       {"The greeting is not compared: this run only made connections."}},
      {"it was interrupted",
       [](auto&, auto& now) {
         now.has_result = false;
         now.missed = {};
         now.times.reset();
         now.addresses.clear();
       },
       "Nothing can be compared with the run of 2026-11-21 09:05 +01:00.",
       {"The stages are not compared: this run ended before it had a result.",
        "The addresses are not compared: in this run, no name was looked up with "
        "success.",
        "Losses are not compared: in this run, no ping was answered or lost.",
        "Round-trip times are not compared: this run has none."}},
      {"the earlier one was interrupted",
       [](auto& before, auto&) {
         before.has_result = false;
         before.missed = {};
         before.times.reset();
       },
       not_known,
       {"The stages are not compared: the earlier run ended before it had a result.",
        "Losses are not compared: in the earlier run, no ping was answered or lost.",
        "Round-trip times are not compared: the earlier run has none."}},
  };
}

std::vector<situation> of_ways() {
  return {
      {"another proxy",
       [](auto&, auto& now) { now.proxy = "proxy.example:3128"; },
       better_known,
       {"This run goes through the proxy proxy.example:3128; the earlier one went "
        "directly."}},
      {"other addresses",
       [](auto&, auto& now) {
         now.addresses = {"192.0.2.7", "192.0.2.8"};
       },
       better_known,
       {"The name server.example has other addresses: new: 192.0.2.8; no more: "
        "2001:db8::7."}},
      {"more addresses than anybody reads",
       [](auto&, auto& now) {
         now.addresses.insert(now.addresses.end(), {"a", "b", "c", "d", "e", "f"});
       },
       better_known,
       {"The name server.example has other addresses: new: a, b, c, d and 2 more."}},
      {"an address in place of a name, and one run lists it",
       [](auto& before, auto& now) {
         before.host = now.host = "192.0.2.7";
         before.host_is_address = now.host_is_address = true;
         before.looked_up.clear();
         before.addresses.clear();
         now.looked_up = "192.0.2.7";
         now.addresses = {"192.0.2.7"};
       },
       better_known,
       {}},
      {"the same addresses in another order",
       [](auto&, auto& now) { std::reverse(now.addresses.begin(), now.addresses.end()); },
       better_known,
       {}},
      {"an address works no more",
       [](auto& before, auto& now) {
         before.tried.push_back({"2001:db8::7", false, true});
         now.tried.push_back({"2001:db8::7", false, false});
       },
       worse,
       {"A connection was made to 2001:db8::7 then, and not now."},
       shortfall_by("an address or a way")},
      {"ways of an examination",
       [](auto& before, auto& now) {
         before.ways = {{"192.0.2.7", false, true}, {"p:3128", true, true}};
         before.ways.push_back({"192.0.2.8", false, false});
         now.ways = {{"192.0.2.7", false, true}, {"p:3128", true, false}};
         now.ways.push_back({"192.0.2.8", false, true});
       },
       worse,
       {"An answer came through the proxy p:3128 then, and not now. An answer came from "
        "192.0.2.8 now, and not then."},
       shortfall_by("an address or a way")},
      {"hops",
       [](auto& before, auto& now) {
         before.hops = {"10.0.0.1", "", "203.0.113.9", "192.0.2.7"};
         now.hops = {"10.0.0.1", "10.1.0.1", "203.0.113.10", "203.0.113.11", "192.0.2.7"};
       },
       better_known,
       {"The target is hop 5, was hop 4. Other routers answer: 203.0.113.10 at hop 3 "
        "(203.0.113.9 then)."}},
      {"an earlier run without --path",
       [](auto&, auto& now) {
         now.hops = {"10.0.0.1", "192.0.2.7"};
       },
       better_known,
       {"Hops are not compared: the earlier run did not find a path to the target "
        "(--path or --examine)."}},
  };
}

std::vector<situation> of_sizes() {
  const known_size full{1500, false, true};
  return {
      {"the same sizes",
       [full](auto& before, auto& now) {
         before.there = before.back = now.there = now.back = full;
       },
       better_known,
       {}},
      {"a smaller link on the way there",
       [full](auto& before, auto& now) {
         before.there = before.back = now.back = full;
         now.there = known_size{1400, false, true};
       },
       worse,
       {"Only smaller packets get through to the server: up to 1400 bytes; then, up to "
        "1500 bytes."},
       shortfall_by("the packet size to the server")},
      {"a hole on the way back",
       [full](auto& before, auto& now) {
         before.there = before.back = now.there = full;
         now.back = known_size{1500, true, true};
       },
       worse,
       {"Other packets get through from the server: up to 1500 bytes, larger ones "
        "vanish; then, up to 1500 bytes."},
       shortfall_by("the packet size from the server")},
      {"no hole any more",
       [full](auto& before, auto& now) {
         now.there = now.back = before.back = full;
         before.there = known_size{1353, true, true};
       },
       better_known,
       {"Larger packets get through to the server: up to 1500 bytes; then, up to 1353 "
        "bytes, larger ones vanish."}},
      {"an earlier run without --mtu",
       [full](auto&, auto& now) { now.there = now.back = full; },
       better_known,
       {"Packet sizes are not compared: the earlier run did not find them (--mtu or "
        "--examine)."}},
      {"a search that did not end",
       [full](auto& before, auto& now) {
         before.there = before.back = now.back = full;
         now.there = known_size{576, false, false};
       },
       better_known,
       {"Packet sizes to the server are not compared: in this run, the search did not "
        "end."}},
  };
}

std::vector<situation> of_figures() {
  return {
      {"slower",
       [](auto&, auto& now) { now.times = times_around(12'300us); },
       worse,
       {"Slower: the median round trip is 12.3 ms, was 8.10 ms (p < 0.001)."},
       shortfall_by("the median round trip")},
      {"faster",
       [](auto&, auto& now) { now.times = times_around(5ms); },
       better_known,
       {"Faster: the median round trip is 5.00 ms, was 8.10 ms (p < 0.001)."}},
      {"slower by less than 1 ms",
       [](auto& before, auto& now) {
         before.times = times_around(1ms);
         now.times = times_around(1'999us);
       },
       better_known,
       {}},
      {"slower by less than 10 %",
       [](auto& before, auto& now) {
         before.times = times_around(200ms);
         now.times = times_around(219ms);
       },
       better_known,
       {}},
      {"slower, by so few pings",
       [](auto&, auto& now) { now.times = times_around(12'300us, 7); },
       not_known,
       {"Perhaps slower: the median round trip is 12.3 ms, was 8.10 ms; but 7 and 20 "
        "times are too few to tell that from chance."}},
      {"slower, by the fewest pings that say so",
       [](auto& before, auto& now) {
         before.times = times_around(8'100us, 8);
         now.times = times_around(12'300us, 8);
       },
       worse,
       {"Slower: the median round trip is 12.3 ms, was 8.10 ms (p < 0.001)."},
       shortfall_by("the median round trip")},
      {"slower, by chance",
       [](auto& before, auto& now) {
         before.times = times_around(8ms, 8);
         now.times = times_around(12ms, 8);
         now.times->sample = before.times->sample;
         now.times->sample.back() = now.times->sample[6] = 12ms;
       },
       not_known,
       {"Perhaps slower: the median round trip is 12.0 ms, was 8.00 ms; but that may be "
        "chance (p = 0.87)."}},
      {"pings of another size",
       [](auto&, auto& now) {
         now.payload_size = 1000;
         now.times = times_around(12'300us);
       },
       not_known,
       {"Round-trip times are not compared: the pings carry 1000 bytes (--size), and "
        "carried 0 then."}},
      {"connections, not pings",
       [](auto& before, auto&) {
         before.connect_only = true;
         before.only_connects = true;
       },
       not_known,
       {"Losses are not compared: the earlier run timed connections (--connect-only), "
        "and this one timed pings.",
        "Round-trip times are not compared: the earlier run timed connections "
        "(--connect-only), and this one timed pings."}},
      {"more pings are lost",
       [](auto&, auto& now) {
         now.missed = {9, 20};
       },
       worse,
       {"More pings are lost: 9 of 20 (45 %), then none of 20 (p < 0.01)."},
       shortfall_by("the loss")},
      {"more pings are lost, by chance",
       [](auto&, auto& now) {
         now.missed = {1, 20};
       },
       not_known,
       {"Perhaps more pings are lost: 1 of 20 (5 %), then none of 20; but that may be "
        "chance (p = 0.5)."}},
      {"a few more of very many",
       [](auto& before, auto& now) {
         before.missed = {10, 100'000};
         now.missed = {500, 100'000};
       },
       better_known,
       {"A few more pings are lost: 500 of 100000 (0.5 %), then 10 of 100000 (0.01 %) (p "
        "< 0.01)."}},
      {"fewer are lost",
       [](auto& before, auto&) {
         before.missed = {9, 20};
       },
       better_known,
       {"Fewer pings are lost: none of 20, then 9 of 20 (45 %) (p < 0.01)."}},
      {"fewer are lost, by chance",
       [](auto& before, auto&) {
         before.missed = {1, 20};
       },
       better_known,
       {}},
      {"several things",
       [](auto&, auto& now) {
         now.missed = {9, 20};
         now.times = times_around(2s);
       },
       worse,
       {"More pings are lost: 9 of 20 (45 %), then none of 20 (p < 0.01).",
        "Slower: the median round trip is 2.00 s, was 8.10 ms (p < 0.001)."},
       shortfall_by("the loss, the median round trip")},
  };
}

std::vector<situation> all_situations() {
  std::vector<situation> out;
  for (auto* const some : {of_stages, of_ways, of_sizes, of_figures}) {
    for (auto& one : some())
      out.push_back(std::move(one));
  }
  return out;
}

compared_runs runs_of(const situation& at) {
  compared_runs out{good_facts(), good_facts()};
  out.now.began += 48h;
  at.change(out.before, out.now);
  return out;
}

TEST_CASE("run_comparison: each situation has its sentences") {
  for (const auto& at : all_situations()) {
    CAPTURE(at.name);
    const auto found = compare(runs_of(at));
    CHECK(found.sentence == at.sentence);
    std::vector<std::string> parts;
    for (const auto& item : found.items) {
      if (item.what != compared_part::p95 && !item.sentence.empty())
        parts.push_back(item.sentence);
    }
    CHECK(parts == at.parts);
    CHECK(found.shortfall == at.shortfall);
    CHECK(found.is_worse() == (at.sentence == worse));
  }
}

TEST_CASE(
    "run_comparison: what got worse comes first, and all that is judged has two ends") {
  for (const auto& at : all_situations()) {
    CAPTURE(at.name);
    const auto found = compare(runs_of(at));
    bool is_worse = true;
    for (const auto& item : found.items) {
      CAPTURE(name_of(item.what), name_of(item.is));
      if (item.is != change_of_part::worse) is_worse = false;
      CHECK((item.is == change_of_part::worse) == is_worse);
      const bool is_compared = item.is != change_of_part::not_compared;
      CHECK(item.before.empty() != is_compared);
      CHECK(item.now.empty() != is_compared);
      CHECK((is_compared || !item.sentence.empty()));
    }
  }
}

TEST_CASE("run_comparison: the other way round, nothing that got better is worse") {
  for (const auto& at : all_situations()) {
    CAPTURE(at.name);
    auto runs = runs_of(at);
    const auto there = compare(runs);
    std::swap(runs.before, runs.now);
    const auto back = compare(runs);
    for (const auto& one : there.items) {
      for (const auto& other : back.items) {
        if (one.what != other.what || one.what == compared_part::ways) continue;
        CHECK(!(one.is == change_of_part::worse && other.is == change_of_part::worse));
      }
    }
  }
}

TEST_CASE("run_comparison: hops and p95 are shown, whatever they are") {
  auto now = good_facts();
  now.times->p95 = 10s;
  now.hops = std::vector<std::string>(30, "192.0.2.1");
  auto before = good_facts();
  before.hops = {"192.0.2.7"};
  const auto found = compare({before, now});
  CHECK(!found.is_worse());
  CHECK(found.sentence == better_known);
  const auto has = [&found](const std::string& sentence) {
    return std::any_of(
        found.items.begin(), found.items.end(),
        [&sentence](const compared_item& one) { return one.sentence == sentence; });
  };
  CHECK(has("95 % of the round trips take up to 10.00 s, then up to 8.11 ms."));
  CHECK(has("The target is hop 30, was hop 1."));
}

TEST_CASE("run_comparison: the time has the zone of the earlier run") {
  auto before = good_facts();
  before.utc_offset.reset();
  CHECK(compare({before, good_facts()}).time == "2026-11-21 08:05 UTC");
  before.utc_offset = 0min;
  CHECK(compare({before, good_facts()}).time == "2026-11-21 08:05 UTC");
  before.utc_offset = -570min;
  CHECK(compare({before, good_facts()}).time == "2026-11-20 22:35 -09:30");
}

TEST_CASE("run_comparison: its lines fit a screen") {
  for (const auto& at : all_situations()) {
    CAPTURE(at.name);
    const auto lines = comparison_lines(compare(runs_of(at)), 60);
    REQUIRE(!lines.empty());
    CHECK(lines.front() == at.sentence.substr(0, lines.front().size()));
    for (const auto& line : lines)
      CHECK(line.size() <= 60);
  }
}

}  // namespace
}  // namespace tmss10
