// SPDX-License-Identifier: MIT
// The input is the text of a report's document. What is read is compared with a run in
// which all went well, both ways.
#include "script.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/baseline.hpp>
#include <tmss10/core/run/round_trip_sample.hpp>
#include <tmss10/core/verdict/run_comparison.hpp>

#include <span>
#include <string>

using namespace tmss10;

namespace {

void check(const std::string& text) {
  fuzz::require(printable(text) == text, "what is read can be printed");
}

void check(const run_facts& facts) {
  check(facts.id);
  check(facts.host);
  check(facts.proxy);
  check(facts.looked_up);
  for (const auto& address : facts.addresses)
    check(address);
  for (const auto& end : facts.tried)
    check(end.name);
  for (const auto& end : facts.ways)
    check(end.name);
  for (const auto& hop : facts.hops)
    check(hop);
  fuzz::require(facts.missed.some <= facts.missed.all, "no more are lost than all");
  fuzz::require(facts.has_result || !facts.failed, "a failure is a result");
  fuzz::require(
      !facts.times || facts.times->sample.size() <= round_trip_sample::most_kept,
      "a sample has a bound");
}

void check(const run_comparison& found) {
  check(found.sentence);
  fuzz::require(!found.sentence.empty(), "a comparison says something");
  for (const auto& item : found.items) {
    check(item.sentence);
    check(item.before);
    check(item.now);
    fuzz::require(!item.p || (*item.p >= 0 && *item.p <= 1), "p is a probability");
    fuzz::require(item.is != change_of_part::worse || found.is_worse(),
                  "what got worse is told");
  }
}

run_facts good_run() {
  run_facts out;
  out.host = out.looked_up = "192.0.2.7";
  out.addresses = {"192.0.2.7"};
  out.port = 5000;
  out.has_result = true;
  out.tried = {{"192.0.2.7", false, true}};
  out.missed = {0, 20};
  out.times.emplace();
  for (int i = 1; i <= 20; ++i)
    out.times->sample.emplace_back(i * 100'000);
  out.there = out.back = known_size{1500, false, true};
  out.hops = {"192.0.2.1", "192.0.2.7"};
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto facts = read_baseline(fuzz::text_of(std::as_bytes(std::span(data, size))));
    check(facts);
    check(compare({facts, good_run()}));
    check(compare({good_run(), facts}));
    fuzz::require(!compare({facts, facts}).is_worse(), "nothing is worse than itself");
  } catch (const bad_baseline& error) {
    check(error.what());
  }
  return 0;
}
