// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "core/report/count_text.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/text_columns.hpp>
#include <tmss10/core/report/table_summary.hpp>

#include <asio/error.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const std::string heading = "\n--- TMSS10Ping statistics ---\n";

loss_kinds one_unanswered() {
  loss_kinds out;
  out.on(event::lost{1, 5s, errc::timed_out});
  return out;
}

run_outcome silent(const std::string& address) {
  auto why = test::refused();
  why.error = errc::timed_out;
  why.host = why.address = address;
  why.waited = 5s;
  return test::failed_outcome(why);
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE(
    "table_summary: the block counts targets, groups failures, and ends in a hint") {
  table_summary block;
  block.add("a.example.com:5000", test::four_answers(), {});
  block.add("b.example.com:5001", test::outcome_of({300us, 330us, 350us}, 1),
            one_unanswered());
  block.add("192.0.2.9:5000", test::failed_outcome(test::refused()), {});
  CHECK(
      block.text(false) ==
      heading +
          "3 targets: 1 ok, 1 with losses, 1 failed\n"
          "failed: 1 connection refused\n"
          "round-trip min/avg/max = 0.29/0.31/0.35 ms\n"
          "  hint: for 192.0.2.9:5000: the host is up, but nothing listens there, or a\n"
          "        firewall rejects it. Ask the server's administrator whether the "
          "server\n"
          "        runs on TCP port 5000.\n");
}

TEST_CASE("table_summary: when all is well, there is little to say") {
  table_summary block;
  block.add("a", test::four_answers(), {});
  CHECK(block.text(false) == heading +
                                 "1 target: 1 ok\n"
                                 "round-trip min/avg/max = 0.29/0.30/0.31 ms\n");
}

TEST_CASE("table_summary: without an answer there is no line of times") {
  table_summary block;
  block.add("a", silent("192.0.2.8"), {});
  const auto text = block.text(false);
  CHECK(contains(text, "1 target: 0 ok, 1 failed\n"));
  CHECK_FALSE(contains(text, "round-trip"));
  CHECK(contains(text, "  hint: for a: a firewall is dropping"));
}

TEST_CASE("table_summary: many targets behind one firewall are one line") {
  table_summary block;
  block.add("one", test::failed_outcome(test::refused()), {});
  for (int i = 0; i < 2999; ++i)
    block.add("site" + std::to_string(i), silent("192.0.2.8"), {});
  const auto text = block.text(false);
  CHECK(contains(text,
                 "3,000 targets: 0 ok, 3,000 failed\n"
                 "failed: 2,999 no answer to the connection request\n"
                 "failed:     1 connection refused\n"
                 "  hint: for site0 and 2,998 more: a firewall is dropping"));
  CHECK(contains(text, "  hint: for one: the host is up"));
}

TEST_CASE("table_summary: the three most frequent failures have hints") {
  table_summary block;
  const std::vector<std::uint8_t> codes{0, 1, 3, 13};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    auto why = test::refused();
    why.error = asio::error::host_unreachable;
    why.icmp = icmp_error{.sender = "192.0.2.1", .type = 3, .code = codes[i]};
    for (std::size_t n = 0; n <= i; ++n)
      block.add("code" + std::to_string(codes[i]), test::failed_outcome(why), {});
  }
  const auto text = block.text(false);
  CHECK(contains(text, "  hint: for code13 and 3 more: a firewall there rejects it"));
  CHECK(contains(text, "  hint: for code3 and 2 more: "));
  CHECK(contains(text, "  hint: for code1 and 1 more: "));
  CHECK_FALSE(contains(text, "  hint: for code0"));
}

TEST_CASE("table_summary: one of 3,000 that failed is found in the block") {
  table_summary block;
  for (int i = 0; i < 2999; ++i)
    block.add("site", test::four_answers(), {});
  block.add("bad", test::failed_outcome(test::refused()), {});
  CHECK(contains(block.text(false),
                 "3,000 targets: 2,999 ok, 1 failed\n"
                 "failed: 1 connection refused\n"));
}

TEST_CASE("table_summary: losses that several targets share are grouped, too") {
  const auto lossy = test::outcome_of({300us}, 1);
  table_summary block;
  block.add("a", lossy, one_unanswered());
  CHECK_FALSE(contains(block.text(false), "with losses: "));
  block.add("b", lossy, one_unanswered());
  auto unsent = test::outcome_of({300us});
  unsent.figures.totals.unsent = 1;
  unsent.judged.code = exit_code::not_all_answered;
  block.add("c", unsent, {});
  const auto text = block.text(false);
  CHECK(contains(text,
                 "3 targets: 0 ok, 3 with losses\n"
                 "with losses: 2 no reply in time\nround-trip"));
  CHECK_FALSE(contains(text, "hint"));
}

TEST_CASE("table_summary: without a failure, the hint is about losses") {
  auto lossy = test::outcome_of({300us}, 1);
  lossy.why = test::refused();
  lossy.why->where = stage::exchange;
  lossy.why->error = errc::timed_out;
  lossy.why->seen = silence_cause::not_answered;
  table_summary block;
  block.add("a", lossy, one_unanswered());
  CHECK(contains(block.text(false), "  hint: for a: TCP delivers them, so the network"));
}

TEST_CASE("table_summary: what went wrong on this machine is a group without a hint") {
  auto broken = test::outcome_of({});
  broken.judged.code = exit_code::usage;
  broken.error = "cannot read key.txt";
  table_summary block;
  block.add("a", broken, {});
  CHECK(block.text(false) == heading +
                                 "1 target: 0 ok, 1 failed\n"
                                 "failed: 1 cannot read key.txt\n");
}

TEST_CASE("table_summary: targets that a signal left undecided are counted") {
  auto stopped = test::outcome_of({});
  stopped.judged.code = exit_code::interrupted;
  auto slow = test::four_answers();
  slow.judged.code = exit_code::threshold_exceeded;
  table_summary block;
  block.add("a", stopped, {});
  block.add_unfinished(7);
  block.add("b", slow, {});
  CHECK(contains(block.text(false), "9 targets: 0 ok, 1 over a limit, 8 unfinished\n"));
  CHECK(block.count(target_state::unfinished) == 8);
}

TEST_CASE("table_summary: no targets at all") {
  CHECK(table_summary().text(false) == heading + "0 targets: 0 ok\n");
}

TEST_CASE("table_summary: many kinds of failures are listed up to a limit") {
  table_summary block;
  for (int i = 0; i < 100; ++i) {
    auto why = test::refused();
    why.error = std::make_error_code(std::errc::host_unreachable);
    why.icmp = icmp_error{"192.0.2." + std::to_string(i), false, 3, 13};
    block.add("a", test::failed_outcome(why), {});
  }
  CHECK(contains(block.text(false), "failed: 88 for other reasons\n"));
}

TEST_CASE("table_summary: failures stand out, and hints fit into the terminal") {
  table_summary block;
  block.add("a", test::failed_outcome(test::refused()), {});
  const auto text = block.text(true);
  CHECK(contains(text, "\x1b[31m1 target: 0 ok, 1 failed\x1b[0m\n"));
  CHECK(contains(text, "\x1b[31mfailed: 1 connection refused\x1b[0m\n"));
  CHECK(contains(text, "\x1b[36m  hint: for a:"));
  const auto narrow = block.text(false, 40);
  for (std::size_t at = narrow.find("  hint"); at < narrow.size();) {
    const auto end = narrow.find('\n', at);
    CHECK(columns_of(narrow.substr(at, end - at)) <= 40);
    at = end + 1;
  }
}

TEST_CASE("count_text: numbers are grouped by thousands") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(counted(1, "target") == "1 target");
  CHECK(counted(2958, "target") == "2,958 targets");
}

}  // namespace
}  // namespace tmss10
