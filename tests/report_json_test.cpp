// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/compared.hpp"
#include "support/hex.hpp"
#include "support/icmp.hpp"
#include "support/observation.hpp"
#include "support/path.hpp"
#include "support/run_outcome.hpp"
#include "support/temporary_directory.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/report/report_json.hpp>
#include <tmss10/core/run/idle_limit.hpp>
#include <tmss10/core/run/packet_sizes.hpp>
#include <tmss10/core/run/tried_way.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

std::shared_ptr<const packet_sizes> sizes_with_hole() {
  packet_sizes out;
  out.address = "192.0.2.7";
  out.port = 5000;
  out.there = {1400, {}, 1400, true};
  out.back = {1353, 1354, 1500, false};
  out.believed_before = out.interface_mtu = 1500;
  out.believed = 1400;
  out.advertised_mss = out.send_mss = 1460;
  out.took = 2s;
  return std::make_shared<const packet_sizes>(out);
}

std::string line_of(const ping_event& happened) {
  return json_line(occurrence(happened, test::report_time), {test::run_id});
}

std::string line_of(const run_outcome& outcome) {
  return json_summary(outcome, {test::run_id}, test::report_time);
}

/// The object of a line, which must be one line.
json object_of(const std::string& line) {
  CAPTURE(line);
  REQUIRE(line.find('\n') == line.size() - 1);
  return json::parse(line);
}

failure proxy_refusal() {
  failure out = test::refused();
  out.where = stage::proxy_tunnel;
  out.error = errc::proxy_refused_tunnel;
  out.address.clear();
  out.proxy = failed_proxy{.host = "proxy.example",
                           .port = 3128,
                           .address = "192.0.2.3",
                           .status = 403,
                           .reason = "Forbidden",
                           .schemes = "",
                           .location = {}};
  return out;
}

/// All that can be known of a limit, and of a connection that was idle.
/// With all of it, or such that there is somebody to ask.
idle_range idle_limit(bool is_clear) {
  idle_range out;
  out.asked = 10s;
  out.survived = 2500ms;
  out.ended = 3s;
  out.how = idle_end::closed;
  out.while_idle = true;
  out.confirmed = is_clear;
  if (is_clear) out.admitted = 3;
  if (!is_clear) out.survived_longer = 9s;
  out.complete = true;
  out.connections = 9;
  out.rounds = 2;
  out.target = "server:5000";
  return out;
}

idle_progress ended_connection() {
  idle_progress out;
  out.what = idle_progress::step::decided;
  out.round = 2;
  out.last = {3s, idle_end::closed, true};
  return out;
}

/// A way of which all is known that can be, besides that it fails.
tried_way refused_tunnel() {
  tried_way out;
  out.proxy = "proxy:3128";
  out.address = "192.0.2.3";
  out.local_address = "192.0.2.1";
  out.interface_name = "eth0";
  out.gateway = "192.0.2.254";
  out.connection = 250us;
  out.tunnel = 12ms;
  out.greeting = 120us;
  out.handshake = 340us;
  out.round_trip = 123'456ns;
  out.why = proxy_refusal();
  return out;
}

/// Every event, in the order of ping_event.
std::vector<ping_event> every_event() {
  const event::connected to{.address = "192.0.2.7",
                            .port = 5000,
                            .local_address = "192.0.2.1",
                            .local_port = 40'000,
                            .took = 310us,
                            .interface_name = "eth0"};
  return {
      event::connecting{.host = "server", .port = 5000, .proxy = "proxy:3128"},
      event::resolved{
          .host = "server", .addresses = {"192.0.2.7", "2001:db8::7"}, .took = 1500us},
      event::attempt{.address = "2001:db8::7",
                     .port = 5000,
                     .local_address = "2001:db8::1",
                     .took = 250'500us,
                     .error = std::make_error_code(std::errc::permission_denied),
                     .icmp = test::icmp_v6(1, 1),
                     .of_proxy = true},
      to,
      event::proxy_connected{.address = "192.0.2.3",
                             .port = 3128,
                             .local_address = "192.0.2.1",
                             .local_port = 40'001,
                             .took = 250us,
                             .interface_name = "eth0"},
      event::tunnelled{.host = "server", .port = 5000, .took = 12ms},
      event::greeted{.took = 120us},
      event::established{.open_mode = true, .took = 340us},
      event::not_connected{test::refused()},
      event::unsent{.sequence = 1, .reason = errc::closed_by_peer, .overdue = 20ms},
      event::sent{.sequence = 1, .header = {.length = 100}},
      event::reply{.sequence = 1,
                   .wire_size = 44,
                   .round_trip = 123'456ns,
                   .header = {.milisecs = 2, .length = 100},
                   .retransmits = 1,
                   .noticed_late = true},
      event::bad_reply{.sequence = 2,
                       .reason = errc::answered_bad_request,
                       .header = {.rc = return_code::bad_request}},
      event::lost{.sequence = 3, .waited = 5s, .reason = errc::timed_out},
      event::connection_made{.sequence = 4, .took = 310us, .noticed_late = true},
      event::connection_failed{
          .sequence = 5, .reason = std::make_error_code(std::errc::connection_refused)},
      event::closed_at_once{.sequence = 4, .after = 310us, .was_reset = true},
      event::banner{.sequence = 4,
                    .first_bytes = test::bytes_of("SSH-2.0-OpenSSH_9.2\r\n"),
                    .after = 310us},
      event::disconnected{.reason = errc::ended_without_close},
      event::observed{std::make_shared<observation>(test::observation_of_everything())},
      event::path_found{test::path_with_all()},
      event::sizes_found{sizes_with_hole()},
      event::idle_step{std::make_shared<const idle_progress>(ended_connection())},
      event::idle_found{std::make_shared<const idle_range>(idle_limit(false))},
      event::way_tried{std::make_shared<const tried_way>(refused_tunnel())},
      event::part_examined{
          .part = examined_part::sizes, .took = 11s, .was_cut_short = true}};
}

const std::vector<ping_event> without_object{event::attempted{1},
                                             event::retransmitted{2, true},
                                             event::held_up{.length = 4s, .slots = 7}};

/// All that can be known of a run, and the least.
std::vector<run_description> every_description() {
  run_description full;
  full.id = test::run_id;
  full.program_version = "0.2.0";
  full.built = "2026-11-20T10:00:00Z";
  full.system = {.name = "Debian GNU/Linux 12 (bookworm)",
                 .kernel = "Linux 6.18.44 x86_64",
                 .name_servers = {"192.0.2.53", "2001:db8::53"},
                 .time_zone = "CET",
                 .utc_offset = 1h};
  full.options = {{"--count", "4"}, {"--quiet"}};
  full.open_mode = true;
  full.targets = {"Perth", "Sydney", "Hobart"};
  full.has_table = true;
  auto least = full;
  least.has_table = false;
  least.system = {};
  least.options.clear();
  least.open_mode.reset();
  return {full, least};
}

/// A run that is slower than an earlier one, which had another address.
compared_runs slower_run() {
  compared_runs out{test::good_facts(), test::good_facts()};
  out.before.began -= 24h;
  out.before.addresses.back() = "2001:db8::8";
  out.now.times = test::times_around(12'300us);
  return out;
}

/// A summary with every figure, one with few, one of a proxy's failure, and one of a run
/// that did not begin.
std::vector<run_outcome> every_outcome() {
  auto full = test::outcome_of({310us, 290us, 300us}, 1);
  full.figures.totals.late = 1;
  full.figures.totals.held_up = 79;
  full.figures.totals.noticed_late = 2;
  full.figures.totals.bytes_sent = 176;
  full.figures.totals.bytes_received = 132;
  full.figures.began = test::report_time - 10s;
  full.figures.totals.unsent = 9;
  full.figures.totals.attempts = 14;
  full.figures.totals.failed.add(test::refused());
  full.figures.totals.failed.add(test::refused());
  full.figures.totals.failed.add(proxy_refusal());
  full.figures.target = test::two_outages();
  full.figures.kernel.smoothed_round_trip = 305us;
  full.figures.kernel.min_round_trip = 280us;
  full.examined.emplace();
  full.examined->host = "server";
  full.examined->port = 5000;
  full.examined->proxy = "proxy:3128";
  full.examined->ways = {refused_tunnel()};
  full.examined->ways.front().round_trip.reset();
  full.compared = slower_run();
  full.judged.code = exit_code::threshold_exceeded;
  full.judged.exceeded = "25% packet loss, over --max-loss 20";
  auto refused = test::failed_outcome(proxy_refusal());
  refused.proxy = "proxy.example:3128";
  auto unbegun = test::outcome_of({});
  unbegun.judged.code = exit_code::usage;
  unbegun.error = "key file /no\x1b: No such file or directory";
  return {full, test::failed_outcome(test::refused()), refused, unbegun};
}

/// The lines of a run with several targets that others do not have.
std::string table_lines() {
  const event::greeted greeted{.took = 120us};
  const ping_event happened(greeted);
  const json_origin sydney{test::run_id, "Sydney"};
  auto text = json_line(occurrence(happened, test::report_time), sydney);
  text += json_summary(test::failed_outcome(test::refused()), sydney, test::report_time);
  run_outcome some;
  some.all = targets_outcome{.ok = 2,
                             .over_limit = 1,
                             .lossy = 1,
                             .failed = 1,
                             .unfinished = 2,
                             .transmitted = 16,
                             .received = 15,
                             .lost = 1,
                             .unsent = 1};
  some.judged.code = exit_code::not_all_answered;
  text += json_total(some, {test::run_id}, test::report_time);
  run_outcome none;
  none.all.emplace();
  none.judged.code = exit_code::usage;
  none.error = "sites.txt:3: -c is allowed on the command line only";
  return text + json_total(none, {test::run_id}, test::report_time);
}

TEST_CASE("report_json: some events have no object") {
  for (const auto& happened : without_object)
    CHECK(line_of(happened).empty());
}

TEST_CASE("report_json: every event is the line that the schema is checked with") {
  REQUIRE(every_event().size() + without_object.size() ==
          std::variant_size_v<event::any>);
  std::string text;
  for (const auto& run : every_description())
    text += json_run(run, test::report_time);
  for (const auto& happened : every_event())
    text += line_of(happened);
  text +=
      line_of(event::idle_found{std::make_shared<const idle_range>(idle_limit(true))});
  for (const auto& outcome : every_outcome())
    text += line_of(outcome);
  text += table_lines();
#ifndef _WIN32  // its C library has other words for std::errc
  const auto file = std::filesystem::path(TMSS10_TEST_DATA) / "events.ndjson";
  CHECK(text == test::content_of(file));
#endif
}

TEST_CASE("report_json: each kind of event has its own name, and the common fields") {
  std::set<std::string> names;
  for (const auto& happened : every_event()) {
    const auto object = object_of(line_of(happened));
    CHECK(object.at("schema") == "tmss10ping");
    CHECK(object.at("version") == 2);
    CHECK(object.at("time") == "2026-11-21T08:05:09.042900Z");
    CHECK(names.insert(object.at("event")).second);
  }
  CHECK(object_of(line_of(test::four_answers())).at("event") == "summary");
}

TEST_CASE("report_json: every line has the id of its run") {
  std::vector<std::string> lines{line_of(test::four_answers())};
  for (const auto& run : every_description())
    lines.push_back(json_run(run, test::report_time));
  for (const auto& happened : every_event())
    lines.push_back(line_of(happened));
  for (const auto& line : lines)
    CHECK(object_of(line).at("run") == test::run_id);
}

TEST_CASE("report_json: what is known of a run is in its first line, and nothing else") {
  const auto runs = every_description();
  const auto full = object_of(json_run(runs.front(), test::report_time));
  CHECK(full.at("event") == "run");
  CHECK(full.at("options").at(0) == json{{"name", "--count"}, {"value", "4"}});
  CHECK(full.at("options").at(1) == json{{"name", "--quiet"}});
  CHECK(full.at("utc_offset") == "+01:00");
  const auto least = object_of(json_run(runs.back(), test::report_time));
  CHECK(least.at("options").empty());
  for (const auto* name : {"system", "kernel", "name_servers", "time_zone", "utc_offset",
                           "open_mode", "targets"}) {
    CAPTURE(name);
    CHECK(full.contains(name));
    CHECK(!least.contains(name));
  }
}

TEST_CASE("report_json: what a system says of itself is escaped") {
  run_description hostile;
  hostile.system.name = "a\x1b[2J";
  hostile.system.name_servers = {"b\n"};
  hostile.options = {{"--source", "c\x1b"}};
  const auto line = json_run(hostile, test::report_time);
  CHECK(test::contains(line, "a\\\\x1b[2J"));
  CHECK(test::contains(line, "b\\\\x0a"));
  CHECK(test::contains(line, "c\\\\x1b"));
}

TEST_CASE("report_json: a duration keeps its nanoseconds") {
  const auto round_trip = [](std::chrono::nanoseconds time) {
    const event::reply reply{.sequence = 1, .round_trip = time};
    return object_of(line_of(reply)).at("round_trip_ms").get<double>();
  };
  CHECK(round_trip(1ns) == 0.000001);
  CHECK(round_trip(123'456'789ns) == 123.456789);
  CHECK(round_trip(24h + 1ns) == 86'400'000.000001);
  CHECK(test::contains(line_of(event::greeted{.took = 123'456'789ns}),
                       "\"took_ms\":123.456789}"));
}

TEST_CASE("report_json: a failure has its sentence, hint, exit code and stage") {
  const auto why = test::refused();
  const auto object = object_of(line_of(event::not_connected{why})).at("failure");
  CHECK(object.at("sentence") == diagnose(why).sentence);
  CHECK(object.at("hint") == diagnose(why).hint);
  CHECK(object.at("exit_code") == 4);
  CHECK(object.at("stage") == "connect");
}

TEST_CASE("report_json: an attempt says what it came to, and a failure who said no") {
  event::attempt tried{
      .address = "192.0.2.7", .port = 5000, .local_address = "", .took = 1ms};
  auto object = object_of(line_of(tried));
  CHECK(object.at("connected") == true);
  for (const auto* const field :
       {"reason", "timed_out", "icmp", "local_address", "of_proxy"}) {
    CHECK_FALSE(object.contains(field));
  }
  tried.error = errc::timed_out;
  object = object_of(line_of(tried));
  CHECK(object.at("connected") == false);
  CHECK(object.at("timed_out") == true);
  CHECK(object.at("reason") == "no answer");
  tried.error = errc::stopped;
  CHECK(object_of(line_of(tried)).at("timed_out") == false);

  auto why = test::refused();
  why.icmp = test::icmp_v4(3, 13);
  const auto icmp =
      object_of(line_of(event::not_connected{why})).at("failure").at("icmp");
  CHECK(icmp ==
        json{{"sender", "192.0.2.254"}, {"version", 4}, {"type", 3}, {"code", 13}});
}

TEST_CASE("report_json: every stage has a name") {
  std::set<std::string> names;
  auto why = test::refused();
  for (int i = 0; i <= static_cast<int>(stage::exchange); ++i) {
    why.where = static_cast<stage>(i);
    names.insert(object_of(line_of(event::not_connected{why}))["failure"]["stage"]);
  }
  CHECK(names.size() == static_cast<std::size_t>(stage::exchange) + 1);
}

TEST_CASE("report_json: a run without an answer has no times") {
  const auto none = object_of(line_of(test::outcome_of({}, 4)));
  CHECK(none.at("loss_percent") == 100);
  CHECK_FALSE(none.contains("round_trip"));
  CHECK_FALSE(none.contains("failure"));
  CHECK_FALSE(none.contains("proxy"));
  CHECK(object_of(line_of(test::four_answers())).at("round_trip").at("avg_ms") == 0.3);
}

TEST_CASE("report_json: a ping that is not decided is told as such") {
  auto outcome = test::outcome_of({1ms}, 1);
  outcome.figures.totals.transmitted = 5;
  CHECK(object_of(line_of(outcome)).at("undecided") == 3);
}

TEST_CASE("report_json: no control character of a stranger is in it") {
  auto why = test::refused();
  why.where = stage::greeting;
  why.error = errc::not_a_greeting;
  const auto sent = view_of("\"\\\x1b[31m\n\xFF");
  why.first_bytes = {sent.begin(), sent.end()};
  const auto object = object_of(line_of(event::not_connected{why}));
  const std::string sentence = object.at("failure").at("sentence");
  CHECK(test::contains(sentence, "\\x22\\x5c\\x1b[31m\\x0a\\xff"));
  const auto connecting =
      object_of(line_of(event::connecting{.host = "a\x1b", .port = 1, .proxy = "b\n:1"}));
  CHECK(connecting.at("host") == "a\\x1b");
  CHECK(connecting.at("proxy") == "b\\x0a:1");
}

TEST_CASE("report_json: time that passes in a search has no object") {
  const event::idle_step waiting{std::make_shared<idle_progress>()};
  CHECK(line_of(waiting).empty());
}

TEST_CASE("report_json: a service that is not known has no name") {
  const event::banner unknown{.sequence = 1, .first_bytes = test::bytes_of("?\x1b\xFF")};
  const auto object = object_of(line_of(unknown));
  CHECK(object.at("first_bytes") == "?\\x1b\\xff");
  CHECK(!object.contains("service"));
}

TEST_CASE("report_json: what is not UTF-8 does not throw") {
  const auto host_of = [](const std::string& host) {
    const event::connecting to{.host = host, .port = 1, .proxy = ""};
    return object_of(line_of(to)).at("host").get<std::string>();
  };
  CHECK(host_of("j\xC3\xBCrgen") == "j\xC3\xBCrgen");
  CHECK(host_of("\xFF") == "\\xff");
  CHECK(host_of("\xE0\x80\x80") == "\\xe0\\x80\\x80");  // an overlong form
  CHECK(host_of("\xED\xA0\x80") == "\\xed\\xa0\\x80");  // a surrogate
}

TEST_CASE("report_json: what was not noticed late does not say so") {
  const auto reply = object_of(line_of(event::reply{.sequence = 1, .late = true}));
  CHECK(reply.at("late") == true);
  CHECK(!reply.contains("noticed_late"));
  const auto made = object_of(line_of(event::connection_made{.sequence = 1}));
  CHECK(!made.contains("noticed_late"));
}

}  // namespace
}  // namespace tmss10
