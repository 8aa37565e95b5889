// SPDX-License-Identifier: MIT
#pragma once

#include "observation.hpp"
#include "run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/report/occurrence.hpp>
#include <tmss10/core/report/run_record.hpp>
#include <tmss10/core/run/idle_limit.hpp>
#include <tmss10/core/run/observation.hpp>
#include <tmss10/core/run/packet_sizes.hpp>
#include <tmss10/core/run/path.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/run/run_description.hpp>
#include <tmss10/core/run/run_facts.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace tmss10::test {

/// A run, as a report is told of it.
struct told_run {
  run_description description = {};
  std::vector<ping_event> events = {};
  run_outcome outcome = {};

  /// All of it, an event each 100 ms.
  void tell(run_record& to) const {
    to.begin(description, report_time);
    auto at = report_time;
    for (const auto& happened : events) {
      at += std::chrono::milliseconds(100);
      to.on(occurrence(happened, at));
    }
  }
};

inline event::connecting connecting_to(std::string host, std::uint16_t port,
                                       std::string proxy = {}) {
  return {.host = std::move(host), .port = port, .proxy = std::move(proxy)};
}

inline event::connected connected_to(std::string address, std::uint16_t port) {
  return {.address = std::move(address),
          .port = port,
          .local_address = "192.0.2.1",
          .local_port = 40'000,
          .took = std::chrono::microseconds(310)};
}

inline event::attempt attempt_at(std::string address, std::uint16_t port) {
  return {.address = std::move(address), .port = port, .local_address = "192.0.2.1"};
}

/// Names and addresses that are nowhere but in a whole run: what must not be in a
/// redacted report.
inline const std::vector<std::string> marks{
    "tapemark",    "proxymark",    "gatemark",     "machinemark",   "asciimark",
    "bannermark",  "reasonmark",   "locationmark", "schememark",    "systemmark",
    "versionmark", "programmark",  "labelmark",    "warningmark",   "errormark",
    "filemark",    "headermark",   "zonemark",     "interfacemark", "firstmark",
    "198.18.0.1",  "198.18.0.2",   "198.18.0.3",   "198.18.0.4",    "198.18.0.5",
    "198.18.0.6",  "198.18.0.7",   "198.18.0.8",   "198.18.0.9",    "198.18.0.10",
    "198.18.0.11", "2001:db8::a1", "2001:db8::a2", "fe80::a3",      "viamark",
    "198.18.0.12", "oldmark"};

inline bytes marked_bytes(std::string_view text) {
  const auto view = std::as_bytes(std::span(text));
  return {view.begin(), view.end()};
}

inline run_description marked_description() {
  run_description out;
  out.id = run_id;
  out.program_version = "0.2.0";
  out.built = "2026-11-20T10:00:00Z";
  out.system = {.name = "Debian GNU/Linux 12 (bookworm)",
                .kernel = "Linux 6.18.44 x86_64",
                .name_servers = {"198.18.0.10", "2001:db8::a2"},
                .time_zone = "CET",
                .utc_offset = std::chrono::hours(1),
                .host_name = "machinemark"};
  out.options = {{"--source", "198.18.0.2"},
                 {"--interface", "interfacemark"},
                 {"--proxy", "proxymark.example:3128"},
                 {"--proxy-credentials", "/home/filemark/credentials"},
                 {"--proxy-header", "X-headermark"},
                 {"--count", "4"},
                 {"--key-file", "/home/filemark/key"},
                 {"--baseline", "/home/filemark/before.json"},
                 {"--label", "site=labelmark"},
                 {"--quiet"}};
  out.open_mode = true;
  out.targets = {"tapemark.example"};
  return out;
}

inline failure marked_failure() {
  failure out;
  out.where = stage::proxy_tunnel;
  out.error = errc::proxy_refused_tunnel;
  out.host = "tapemark.example";
  out.port = 5000;
  out.waited = std::chrono::milliseconds(12);
  out.proxy = failed_proxy{.host = "proxymark.example",
                           .port = 3128,
                           .address = "198.18.0.4",
                           .status = 302,
                           .reason = "reasonmark via viamark",
                           .schemes = "Basic, schememark",
                           .location = "http://locationmark.example/"};
  out.source = "198.18.0.2";
  out.interface_name = "interfacemark";
  out.others.kept = {
      {"2001:db8::a1", errc::timed_out, icmp_error{"198.18.0.8", false, 3, 13}}};
  return out;
}

inline failure marked_greeting_failure() {
  auto out = marked_failure();
  out.where = stage::greeting;
  out.error = errc::not_a_greeting;
  out.proxy.reset();
  out.address = "198.18.0.1";
  out.through = "proxymark.example:3128";
  out.first_bytes = marked_bytes("220 firstmark.example SMTP");
  out.icmp = icmp_error{"198.18.0.8", false, 3, 1};
  return out;
}

inline std::shared_ptr<const path> marked_path() {
  using namespace std::chrono_literals;
  hop_answer router{hop_reply::hop_limit_exceeded, "198.18.0.5", 420us};
  router.icmp = icmp_error{"198.18.0.5", false, 11, 0};
  router.hops_left = std::uint8_t{64};
  auto late = router;
  late.was_repeated = true;
  hop_answer unsent{hop_reply::not_sent};
  unsent.error = std::make_error_code(std::errc::network_unreachable);
  const hop_answer connection{hop_reply::connection, "198.18.0.1", 12'300us};
  path out{"198.18.0.1", 5000, 30};
  out.hops = {{1, {router}, "gatemark.example"}, {2, {hop_answer{}}}, {3, {connection}}};
  out.unlimited = connection;
  out.from_one_port = {{1, {late}}, {2, {unsent}}};
  out.name = "tapemark.example";
  out.addresses = 2;
  out.own_hop_limit = 64;
  out.from_other_ports = {connection};
  out.data = data_result::vanishes;
  out.data_of_all = {.arrived = 0, .vanished = 1, .reset = 0};
  out.last_data_hop = 1;
  return std::make_shared<const path>(out);
}

inline std::shared_ptr<const packet_sizes> marked_sizes() {
  packet_sizes out;
  out.host = "tapemark.example";
  out.address = "198.18.0.1";
  out.port = 5000;
  out.there = {1400, {}, 1400, true};
  out.back = {1353, 1354, 1500, false};
  out.believed_before = out.interface_mtu = 1500;
  out.believed = 1400;
  out.advertised_mss = out.send_mss = 1460;
  out.took = std::chrono::seconds(2);
  return std::make_shared<const packet_sizes>(out);
}

inline std::shared_ptr<const idle_range> marked_range() {
  using namespace std::chrono_literals;
  idle_range out;
  out.asked = 10s;
  out.survived = 2500ms;
  out.ended = 3s;
  out.how = idle_end::closed;
  out.while_idle = out.confirmed = out.complete = true;
  out.survived_longer = 9s;
  out.admitted = 4;
  out.connections = 9;
  out.rounds = 2;
  out.target = "tapemark.example:5000";
  out.proxy = "proxymark.example:3128";
  return std::make_shared<const idle_range>(out);
}

inline std::shared_ptr<const idle_progress> marked_progress() {
  idle_progress out;
  out.what = idle_progress::step::decided;
  out.last = {std::chrono::seconds(3), idle_end::closed, true};
  out.so_far = *marked_range();
  return std::make_shared<const idle_progress>(out);
}

/// A way of which all is known that can be, besides that it fails.
inline tried_way marked_way() {
  using namespace std::chrono_literals;
  tried_way out;
  out.proxy = "proxymark.example:3128";
  out.address = "198.18.0.4";
  out.local_address = "198.18.0.2";
  out.interface_name = "interfacemark";
  out.gateway = "198.18.0.5";
  out.connection = 250us;
  out.tunnel = 12ms;
  out.greeting = 120us;
  out.handshake = 340us;
  out.round_trip = 310us;
  out.why = marked_failure();
  return out;
}

/// Its connection request has addresses in bytes, as it is on the wire.
inline std::shared_ptr<const observation> marked_observation() {
  auto out = observation_with_nat();
  out.said.program = "programmark";
  out.said.version = "versionmark";
  out.said.system = "systemmark";
  out.said.address = "198.18.0.9";
  out.own.address = "198.18.0.2";
  out.own.peer_address = "198.18.0.11";
  out.said.time = *out.said.time - std::chrono::seconds(37);
  return std::make_shared<const observation>(out);
}

inline std::vector<ping_event> marked_events() {
  using namespace std::chrono_literals;
  const event::connected to{.address = "198.18.0.1",
                            .port = 5000,
                            .local_address = "198.18.0.2",
                            .local_port = 40'000,
                            .took = 310us,
                            .interface_name = "interfacemark"};
  return {
      event::connecting{.host = "tapemark.example",
                        .port = 5000,
                        .proxy = "proxymark.example:3128",
                        .asked_for = "asciimark.example"},
      event::resolved{.host = "tapemark.example",
                      .addresses = {"198.18.0.1", "2001:db8::a1", "fe80::a3%zonemark"},
                      .took = 1500us,
                      .ascii_name = "asciimark.example"},
      event::attempt{.address = "2001:db8::a1",
                     .port = 5000,
                     .local_address = "2001:db8::a2",
                     .took = 250'500us,
                     .error = errc::timed_out,
                     .icmp = icmp_error{"198.18.0.3", false, 3, 13}},
      event::attempt{.address = "198.18.0.4",
                     .port = 3128,
                     .local_address = "198.18.0.2",
                     .took = 250us,
                     .of_proxy = true},
      event::attempt{.address = "198.18.0.1",
                     .port = 5000,
                     .local_address = "198.18.0.2",
                     .took = 310us},
      to,
      event::proxy_connected{.address = "198.18.0.4",
                             .port = 3128,
                             .local_address = "198.18.0.2",
                             .local_port = 40'001,
                             .took = 250us,
                             .interface_name = "interfacemark"},
      event::tunnelled{.host = "tapemark.example", .port = 5000, .took = 12ms},
      event::greeted{.took = 120us},
      event::established{.open_mode = true, .took = 340us},
      event::not_connected{marked_failure()},
      event::unsent{.sequence = 1, .reason = errc::closed_by_peer, .overdue = 20ms},
      event::sent{.sequence = 1, .header = {.length = 100}},
      event::reply{.sequence = 1, .wire_size = 44, .round_trip = 310us},
      event::bad_reply{.sequence = 2, .reason = errc::answered_bad_request},
      event::lost{.sequence = 3, .waited = 5s, .reason = errc::timed_out},
      event::attempted{4},
      event::connection_made{.sequence = 4, .took = 290us},
      event::connection_failed{.sequence = 5,
                               .reason = marked_greeting_failure().error,
                               .why = marked_greeting_failure()},
      event::closed_at_once{.sequence = 4, .after = 310us, .was_reset = true},
      event::banner{.sequence = 4,
                    .first_bytes = marked_bytes("SSH-2.0-bannermark\r\n"),
                    .after = 310us,
                    .through = "proxymark.example:3128"},
      event::disconnected{.reason = errc::ended_without_close},
      event::retransmitted{.segments = 2, .of_ping = true},
      event::held_up{.length = 4s, .slots = 7},
      event::observed{marked_observation()},
      event::path_found{marked_path()},
      event::sizes_found{marked_sizes()},
      event::idle_step{marked_progress()},
      event::idle_found{marked_range()},
      event::way_tried{std::make_shared<const tried_way>(marked_way())},
      event::part_examined{
          .part = examined_part::sizes, .took = 11s, .was_cut_short = true}};
}

inline findings marked_findings() {
  findings out;
  out.host = "tapemark.example";
  out.port = 5000;
  out.proxy = "proxymark.example:3128";
  out.pinged_through = out.proxy;
  out.addresses = {"198.18.0.1", "2001:db8::a1"};
  out.not_resolved = marked_failure();
  out.ways = {marked_way()};
  out.ways.front().round_trip.reset();
  out.way_there = marked_path();
  out.sizes = marked_sizes();
  out.seen = marked_observation();
  out.why_lost = marked_failure();
  return out;
}

/// Two runs, of which all is known that is compared, and some got worse.
inline compared_runs marked_comparison() {
  using namespace std::chrono_literals;
  run_facts before;
  before.id = "5d0c1b7e9a3f4286";
  before.began = report_time - 42h;
  before.utc_offset = 1h;
  before.host = before.looked_up = "tapemark.example";
  before.port = 5000;
  before.proxy = "oldmark.example:3128";
  before.has_result = true;
  before.addresses = {"198.18.0.1", "198.18.0.12"};
  before.ways = {{"198.18.0.1", false, true}, {"oldmark.example:3128", true, true}};
  before.missed = {0, 20};
  before.times = {310us, 330us, {}};
  before.there = before.back = known_size{1500, false, true};
  before.hops = {"198.18.0.5", "198.18.0.12", "198.18.0.1"};
  auto now = before;
  now.proxy = "proxymark.example:3128";
  now.failed = stage::greeting;
  now.addresses = {"198.18.0.1", "2001:db8::a1"};
  now.ways = {{"198.18.0.1", false, false}, {"oldmark.example:3128", true, false}};
  now.missed = {9, 20};
  now.times = {12'300us, 15ms, {}};
  now.there = known_size{1400, false, true};
  now.back = known_size{1353, false, false};
  now.hops = {"198.18.0.5", "198.18.0.6", "198.18.0.1"};
  for (int i = 0; i < 20; ++i) {
    before.times->sample.push_back(300us + i * 1us);
    now.times->sample.push_back(12ms + i * 1us);
  }
  return {before, now};
}

/// A run in which everything happens, most of it in no sensible order.
inline told_run whole_run() {
  using namespace std::chrono_literals;
  told_run out{marked_description(), marked_events(), outcome_of({310us, 290us}, 2)};
  for (int i = 0; i < 10; ++i)
    out.outcome.figures.totals.round_trips.add(300us + i * 10us);
  auto& totals = out.outcome.figures.totals;
  totals.unsent = 1;
  totals.attempts = 2;
  totals.failed.add(marked_failure());
  totals.failed.add(marked_greeting_failure());
  out.outcome.host = "tapemark.example";
  out.outcome.proxy = "proxymark.example:3128";
  out.outcome.labels = {{"site", "labelmark"}, {"source", "198.18.0.2"}};
  out.outcome.figures.began = report_time;
  out.outcome.figures.target = two_outages();
  out.outcome.figures.kernel.smoothed_round_trip = 305us;
  out.outcome.figures.kernel.min_round_trip = 280us;
  out.outcome.why = marked_greeting_failure();
  out.outcome.examined = marked_findings();
  out.outcome.compared = marked_comparison();
  out.outcome.warnings = {"warningmark"};
  out.outcome.error = "errormark: No such file or directory";
  out.outcome.judged.exceeded = "25% packet loss, over --max-loss 20";
  return out;
}

/// The same without what nothing can be said of: a run that did not begin.
inline told_run unbegun_run() {
  told_run out;
  out.description.id = run_id;
  out.description.program_version = "0.2.0";
  out.description.built = "2026-11-20T10:00:00Z";
  out.outcome.judged.code = exit_code::usage;
  out.outcome.error = "key file /no: No such file or directory";
  return out;
}

}  // namespace tmss10::test
