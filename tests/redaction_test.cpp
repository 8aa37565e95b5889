// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/whole_run.hpp"
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/report/page_verdict.hpp>
#include <tmss10/core/report/redaction.hpp>
#include <tmss10/core/report/report_document.hpp>
#include <tmss10/core/report/report_page.hpp>
#include <tmss10/core/verdict/awaited.hpp>
#include <tmss10/core/verdict/run_comparison.hpp>
#include <tmss10/core/verdict/shortfall.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

test::told_run redacted(const test::told_run& run) {
  redaction by;
  test::told_run out;
  out.description = by.of(run.description);
  for (const auto& happened : run.events)
    out.events.push_back(by.of(happened));
  out.outcome = by.of(run.outcome);
  return out;
}

/// Both reports of a run, in lower case.
std::string reports_of(const test::told_run& run) {
  run_record record;
  run.tell(record);
  const finished_run of{record, run.outcome, test::report_time, true};
  return lower_case(report_page(of) + report_document(of));
}

std::string in_hex(std::string_view text) {
  std::string out;
  for (const char one : text)
    out += fmt::format("{:02x}", static_cast<unsigned char>(one));
  return out;
}

/// As it is in a base64 text that it begins after so many bytes, without the digits that
/// its neighbours decide.
std::string in_base64(std::string_view text, std::size_t before) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto all = std::string(before, '\0') + std::string(text);
  std::string out;
  for (std::size_t i = 0; i + 3 <= all.size(); i += 3) {
    const auto byte_at = [&all](std::size_t at) {
      return static_cast<unsigned>(static_cast<unsigned char>(all[at]));
    };
    const unsigned bits = byte_at(i) << 16U | byte_at(i + 1) << 8U | byte_at(i + 2);
    for (const unsigned shift : {18U, 12U, 6U, 0U})
      out += digits[bits >> shift & 63U];
  }
  return lower_case(out.substr(before == 0 ? 0 : 4));
}

void check_without_marks(const std::string& text) {
  for (const auto& mark : test::marks) {
    CAPTURE(mark);
    CHECK(!test::contains(text, mark));
    CHECK(!test::contains(text, in_hex(mark)));
    for (std::size_t before = 0; before < 3; ++before)
      CHECK(!test::contains(text, in_base64(mark, before)));
  }
}

TEST_CASE("redaction: without it, the marks are there") {
  auto run = test::whole_run();
  run.outcome.host = "tapemark.example";
  const auto text = reports_of(run);
  for (const auto* const mark : {"tapemark", "proxymark", "gatemark", "machinemark",
                                 "bannermark", "filemark", "198.18.0.5", "labelmark"}) {
    CAPTURE(mark);
    CHECK(test::contains(text, mark));
  }
}

TEST_CASE("redaction: no name and no address gets through, in any form") {
  auto run = test::whole_run();
  check_without_marks(reports_of(redacted(run)));
  run.outcome.error.clear();
  check_without_marks(reports_of(redacted(run)));
}

TEST_CASE("redaction: every event by itself is without them") {
  for (const auto& happened : test::marked_events()) {
    test::told_run run;
    run.outcome = test::outcome_of({});
    run.outcome.host.clear();
    run.events = {happened};
    CAPTURE(happened.index());
    check_without_marks(reports_of(redacted(run)));
  }
}

TEST_CASE("redaction: the same is replaced by the same everywhere") {
  const auto run = redacted(test::whole_run());
  const auto& begun = std::get<event::connecting>(run.events.front());
  CHECK(begun.host == run.outcome.host);
  CHECK(begun.host == run.description.targets.front());
  CHECK(begun.proxy == run.outcome.proxy);
  CHECK(begun.proxy.ends_with(":3128"));
  const auto& resolved = std::get<event::resolved>(run.events[1]);
  CHECK(resolved.addresses.at(0).starts_with("ipv4-"));
  CHECK(resolved.addresses.at(1).starts_with("ipv6-"));
  CHECK(test::contains(resolved.addresses.at(2), "%interface-"));
  CHECK(std::get<event::connected>(run.events[5]).address == resolved.addresses.at(0));
}

TEST_CASE("redaction: what a verdict has words of is replaced in them") {
  test::told_run run;
  run.events = {event::sizes_found{test::marked_sizes()},
                event::not_connected{test::marked_failure()}};
  run.outcome.judged.exceeded = shortfall_of(run.events[0]);
  run.outcome.came = words_for_down(run.events[1]);
  REQUIRE(test::contains(run.outcome.judged.exceeded, "198.18.0.1"));
  REQUIRE(test::contains(run.outcome.came, "proxymark"));
  const auto out = redacted(run).outcome;
  CHECK(test::contains(out.judged.exceeded, "ipv4-1 port 5000"));
  CHECK(test::contains(out.came, "--until-down: it is down: proxy host-"));
}

TEST_CASE("redaction: it leaves causes, counts and judgements as they are") {
  const auto run = test::whole_run();
  const auto out = redacted(run);
  CHECK(diagnose(*run.outcome.why).code == diagnose(*out.outcome.why).code);
  CHECK(out.outcome.figures.totals.failed.count() ==
        run.outcome.figures.totals.failed.count());
  CHECK(test::contains(diagnose(*out.outcome.why).sentence, "SMTP answers"));
  const auto seen = std::get<event::observed>(out.events[24]).seen;
  CHECK(seen->said.syn.empty());
  CHECK(compare(*seen).mss == option_fate::changed);
  CHECK(compare(*seen).translated == true);
}

/// The verdict of the page, with its remarks.
std::string verdict_text(const test::told_run& run) {
  run_record record;
  run.tell(record);
  const auto verdict = page_verdict_of(record, run.outcome);
  auto out = verdict.sentence + " " + verdict.advice;
  for (const auto& remark : verdict.remarks)
    out += " " + remark;
  return out;
}

TEST_CASE("redaction: what refuses on this machine is this machine") {
  path way{"127.0.0.1", 5000, 30};
  way.hops = {{1, {hop_answer{hop_reply::reset, "127.0.0.1", 80us}}}};
  test::told_run run;
  run.outcome = test::failed_outcome(test::refused());
  run.events = {event::path_found{std::make_shared<const path>(way)}};
  REQUIRE(test::contains(verdict_text(run), "127.0.0.1 itself refuses"));
  CHECK(test::contains(verdict_text(redacted(run)), "ipv4-loopback-1 itself refuses"));
}

TEST_CASE("redaction: a DNS sinkhole is one with stand-ins, too") {
  for (const auto* const address : {"0.0.0.0", "::"}) {
    test::told_run run;
    run.outcome = test::four_answers();
    run.events = {event::resolved{.host = "ads.test", .addresses = {address}}};
    CHECK(test::contains(verdict_text(redacted(run)), "a DNS sinkhole"));
    run.events = {event::resolved{.host = address, .addresses = {address}}};
    const auto text = verdict_text(redacted(run));
    CHECK(test::contains(text, "-unspecified-1 stands for this machine itself"));
    CHECK(!test::contains(text, "a DNS sinkhole"));
  }
}

TEST_CASE("redaction: what refuses on a loopback address is not noted") {
  test::told_run run;
  run.outcome = test::four_answers();
  auto failed = test::attempt_at("::1", 5000);
  failed.error = std::make_error_code(std::errc::connection_refused);
  run.events = {test::connecting_to("localhost", 5000), failed,
                test::attempt_at("127.0.0.1", 5000),
                test::connected_to("127.0.0.1", 5000)};
  CHECK(verdict_text(redacted(run)).find("connected by") == std::string::npos);
}

TEST_CASE("redaction: an address as the target has no addresses to compare") {
  test::told_run run;
  run.outcome = test::four_answers();
  run_facts facts;
  facts.host = facts.looked_up = "192.0.2.7";
  facts.host_is_address = facts.has_result = true;
  facts.addresses = {"192.0.2.7"};
  run.outcome.compared = compared_runs{facts, facts};
  const auto has_addresses = [](const test::told_run& of) {
    const auto found = compare(*of.outcome.compared);
    return std::ranges::any_of(found.items, [](const compared_item& one) {
      return one.what == compared_part::addresses;
    });
  };
  CHECK(!has_addresses(run));
  CHECK(!has_addresses(redacted(run)));
}

TEST_CASE("redaction: why a target is down is kept if it names nobody") {
  test::told_run run;
  run.outcome = test::outcome_of({}, 1);
  run.events = {event::not_connected{test::marked_failure()},
                event::lost{.sequence = 1, .reason = errc::timed_out}};
  run.outcome.came = words_for_down(run.events.back());
  CHECK(redacted(run).outcome.came == "--until-down: a ping was not answered");
}

TEST_CASE("redaction: a connection request as it arrived is left out, decoded as well") {
  test::told_run run;
  run.outcome = test::four_answers();
  run.events = {event::observed{test::marked_observation()}};
  CHECK(test::contains(reports_of(run), "\"syn\": {"));
  const auto text = reports_of(redacted(run));
  CHECK(!test::contains(text, "\"syn\": {"));
  CHECK(test::contains(text, "\"tcp_options\": {"));
  CHECK(test::contains(text, "\"nat\": true"));
}

TEST_CASE("redaction: options keep only values that are no names") {
  const auto run = redacted(test::whole_run());
  const auto text_of = [&run](std::string_view name) {
    for (const auto& option : run.description.options) {
      if (option.name == name) return option.value.value_or("");
    }
    return std::string("none");
  };
  CHECK(text_of("--count") == "4");
  CHECK(text_of("--key-file") == "(left out)");
  CHECK(text_of("--proxy").ends_with(":3128"));
  CHECK(text_of("--interface") == "interface-1");
}

TEST_CASE("stand_ins: all spellings have the same") {
  stand_ins names;
  CHECK(names.of_host("Server.Example.") == "host-1");
  CHECK(names.of_host("server.example") == "host-1");
  CHECK(names.of_host("2001:DB8:0::7") == "ipv6-1");
  CHECK(names.of_host("2001:db8::7") == "ipv6-1");
  CHECK(names.of_host("::ffff:192.0.2.7") == names.of_host("192.0.2.7"));
  CHECK(names.of_authority("server.example:5000") == "host-1:5000");
  CHECK(names.of_authority("[2001:db8::7]:5000") == "ipv6-1:5000");
  CHECK(names.of_authority("2001:db8::7") == "ipv6-1");
  CHECK(names.of_host("127.0.0.1") == "ipv4-loopback-1");
  CHECK(names.of_host("127.0.0.2") == "ipv4-loopback-2");
  CHECK(names.of_host("0:0::1") == "ipv6-loopback-1");
  CHECK(names.of_host("0.0.0.0") == "ipv4-unspecified-1");
  CHECK(names.of_authority("[::]:5000") == "ipv6-unspecified-1:5000");
  CHECK(names.of_host("").empty());
  CHECK(names.of_authority("").empty());
}

TEST_CASE("stand_ins: their memory has a bound") {
  stand_ins names;
  for (std::size_t i = 0; i <= stand_ins::most_kept; ++i)
    (void)names.of_host("h" + std::to_string(i));
  CHECK(names.of_host("one more") == "host-other");
  CHECK(names.of_host("h0") == "host-1");
}

}  // namespace
}  // namespace tmss10
