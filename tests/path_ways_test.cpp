// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/verdict/path_judgement.hpp>

#include <cstdint>
#include <initializer_list>
#include <string>

using namespace tmss10;
using namespace std::chrono_literals;

namespace {

const std::string target = "192.0.2.7";

std::string router_name(int number, int twin = 1) {
  return "10.0." + std::to_string(number) + "." + std::to_string(twin);
}

icmp_error icmp_from(const std::string& sender, std::uint8_t type, std::uint8_t code) {
  icmp_error out;
  out.sender = sender;
  out.type = type;
  out.code = code;
  return out;
}

/// A router's answer; those here begin with a hop limit of 64.
hop_answer router(int number, int twin = 1) {
  hop_answer out{hop_reply::hop_limit_exceeded, router_name(number, twin), 1ms};
  out.icmp = icmp_from(out.sender, 11, 0);
  out.hops_left = static_cast<std::uint8_t>(65 - number);
  return out;
}

hop_answer connection() {
  return {hop_reply::connection, target, 1ms};
}

hop_answer reset() {
  return {hop_reply::reset, target, 1ms};
}

hop_answer rejection_of(const std::string& sender, std::uint8_t code) {
  hop_answer out{hop_reply::icmp_refusal, sender, 1ms};
  out.icmp = icmp_from(sender, 3, code);
  return out;
}

/// A router in the name of the target.
hop_answer translated(int number) {
  auto out = router(number);
  out.sender = target;
  return out;
}

const hop_answer silence{};

path path_of(std::initializer_list<hop_answer> answers) {
  path out{target, 5000, 30};
  for (const auto& one : answers)
    out.hops.push_back({static_cast<std::uint8_t>(out.hops.size() + 1), {one}});
  return out;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Data gets to the third of four routers.
path path_with_lost_data(data_counts counts, data_end again) {
  auto out = path_of({router(1), router(2), router(3), router(4), connection()});
  out.data = counts.arrived > 0    ? data_result::arrives
             : counts.vanished > 0 ? data_result::vanishes
                                   : data_result::is_reset;
  out.data_of_all = counts;
  out.data_again = again;
  out.last_data_hop = 3;
  return out;
}

}  // namespace

TEST_CASE("path ways: one of two may be closed, and is followed from its port") {
  auto of = path_of({router(1), router(2), connection(), silence, connection()});
  of.from_one_port = path_of({router(1), router(2), silence, silence}).hops;
  const auto judged = judge_path(of);
  CHECK(judged.finding == path_finding::open_on_some_ways);
  CHECK(judged.hop == 2);
  CHECK(judged.sentence ==
        "some connections get through, and some get no answer: they are spread over "
        "several ways. One way ends at 10.0.2.1, hop 2, or right after it.");
}

TEST_CASE("path ways: one that no hop has shown may be closed") {
  auto of = path_of({router(1), router(2), connection()});
  of.from_other_ports = {connection(), silence, connection()};
  CHECK(has(judge_path(of).sentence, "they may be spread over several ways"));
  of.from_one_port = path_of({router(1), router(2, 2), silence, silence}).hops;
  const auto judged = judge_path(of);
  CHECK(judged.finding == path_finding::open_on_some_ways);
  CHECK(has(judged.sentence, "One way ends at 10.0.2.2, hop 2"));
  CHECK(judged.advice ==
        "Ask whoever runs 10.0.2.2 to allow TCP 5000 to 192.0.2.7 there.");
}

TEST_CASE("path ways: a request that is answered when asked again shows no other way") {
  auto of = path_of({router(1), router(2), connection()});
  of.from_other_ports = {connection(), silence};
  of.from_one_port = path_of({router(1), router(2), connection()}).hops;
  CHECK(judge_path(of).finding == path_finding::open);
  of.from_other_ports = {connection(), reset()};
  const auto judged = judge_path(of);
  CHECK(judged.finding == path_finding::open_at_times);
  CHECK(has(judged.sentence, "asked again from the same port, one gets through"));
}

TEST_CASE("path ways: one of two may refuse, and is not taken for the other") {
  auto of = path_of({router(1), router(2), router(3), reset()});
  of.from_other_ports = {connection(), reset()};
  of.from_one_port = path_of({router(1), router(2), router(3, 2), reset()}).hops;
  auto judged = judge_path(of);
  CHECK(judged.finding == path_finding::open_on_some_ways);
  CHECK(
      judged.sentence ==
      "some connections get through, and some are refused: they are spread over several "
      "ways.");
  of.reset_left = {62, 64};
  judged = judge_path(of);
  CHECK(has(judged.sentence,
            "On one way, 10.0.3.2, hop 3, refuses in the name of 192.0.2.7."));
  CHECK(judged.advice == "Ask whoever runs 10.0.3.2 to allow TCP 5000 to 192.0.2.7.");
}

TEST_CASE("path ways: one of two may be rejected") {
  auto of = path_of({router(1), rejection_of(router_name(1, 2), 13), connection()});
  of.from_one_port = path_of({router(1, 2), rejection_of(router_name(1, 2), 13)}).hops;
  const auto judged = judge_path(of);
  CHECK(judged.finding == path_finding::open_on_some_ways);
  CHECK(has(judged.sentence, "some are rejected by 10.0.1.2 (administratively prohib"));
}

TEST_CASE("path ways: silence beyond a slow answer is no other way") {
  auto slow = connection();
  slow.took = 3s;
  auto of = path_of({router(1), slow, silence});
  CHECK(judge_path(of).finding == path_finding::open);
  of.from_one_port = path_of({router(1), silence, silence}).hops;
  CHECK(judge_path(of).finding == path_finding::open);
}

TEST_CASE("path data: it may end where connections do not") {
  auto of = path_with_lost_data({0, 3, 0}, data_end::silence);
  const auto judged = judge_path(of);
  CHECK(judged.finding == path_finding::data_dropped);
  CHECK(judged.hop == 3);
  CHECK(judged.sentence ==
        "the connection opens, but data on it does not arrive. It gets only as far as "
        "10.0.3.1, hop 3. It, or what comes right after it, drops the data.");
  CHECK(judged.advice ==
        "Ask whoever runs 10.0.3.1 why data to 192.0.2.7 port 5000 is dropped.");
  of.last_data_hop = 0;
  CHECK(has(judge_path(of).sentence, "At which hop it ends is not known"));
}

TEST_CASE("path data: what was not asked to the end is at least so far") {
  CHECK(has(judge_path(path_with_lost_data({0, 1, 0}, data_end::unknown)).sentence,
            "at least as far as 10.0.3.1, hop 3"));
  auto of = path_with_lost_data({0, 1, 0}, data_end::silence);
  of.misses_data_reports = true;
  CHECK(has(judge_path(of).sentence, "did not report every time"));
}

TEST_CASE("path data: what arrives on some connections only takes several ways") {
  const auto judged = judge_path(path_with_lost_data({2, 1, 0}, data_end::silence));
  CHECK(judged.finding == path_finding::data_on_some_ways);
  CHECK(judged.hop == 3);
  CHECK(
      judged.sentence ==
      "of 3 connections that were made, data does not arrive on 1, also when it is sent "
      "again from the same port: connections are spread over several ways, one of which "
      "loses data. It gets only as far as 10.0.3.1, hop 3. It, or what comes right after "
      "it, drops the data.");
  CHECK(has(judge_path(path_with_lost_data({2, 0, 1}, data_end::reset)).sentence,
            "data is reset on 1"));
  CHECK(has(judge_path(path_with_lost_data({2, 1, 0}, data_end::unknown)).sentence,
            "may be spread"));
}

TEST_CASE("path data: its last hop is named as its own port sees it") {
  auto of = path_with_lost_data({2, 1, 0}, data_end::silence);
  of.from_one_port = {{3, {router(3, 2)}}};
  CHECK(has(judge_path(of).sentence, "as far as 10.0.3.2, hop 3"));
  of.from_one_port = {{3, {silence}}};
  CHECK(
      has(judge_path(of).sentence, "as far as hop 3: whose router that is, is not kno"));
  CHECK(judge_path(of).hop == 3);
}

TEST_CASE(
    "path data: what arrives when sent again from the same port is no way's fault") {
  const auto judged = judge_path(path_with_lost_data({2, 1, 0}, data_end::arrived));
  CHECK(judged.finding == path_finding::data_at_times);
  CHECK(judged.hop == 0);
  CHECK_FALSE(has(judged.sentence, "10.0.3.1"));
}

TEST_CASE("path data: what is reset at times was not lost") {
  const auto judged = judge_path(path_with_lost_data({2, 0, 1}, data_end::arrived));
  CHECK(judged.finding == path_finding::data_at_times);
  CHECK(has(judged.sentence, "192.0.2.7 itself, or a firewall, limits connections."));
  CHECK_FALSE(has(judged.sentence, "lost"));
}

TEST_CASE("path data: a reset of it is followed as far as it gets") {
  const auto judged = judge_path(path_with_lost_data({0, 0, 2}, data_end::reset));
  CHECK(judged.finding == path_finding::data_reset);
  CHECK(
      has(judged.sentence, "10.0.3.1, hop 3. It, or what comes right after it, resets"));
  // A server whose key differs resets, too.
  CHECK(judge_path(path_with_lost_data({0, 0, 2}, data_end::arrived)).finding ==
        path_finding::open);
}

TEST_CASE("path data: an ICMP error without a small hop limit names no hop") {
  const auto judged = judge_path(path_with_lost_data({0, 2, 0}, data_end::rejected));
  CHECK(judged.hop == 0);
  CHECK(has(judged.sentence, "does not say from whom"));
}

TEST_CASE("path translation: what is dropped after it is somebody's behind it") {
  const auto judged = judge_path(
      path_of({router(1), router(2), translated(3), translated(4), silence, silence}));
  CHECK(judged.finding == path_finding::dropped);
  CHECK(judged.hop == 4);
  CHECK(judged.sentence ==
        "the request gets as far as hop 4. 192.0.2.7 is translated to another machine "
        "(NAT) at hop 3, or at 10.0.2.1 before it: all from there on answer in its name, "
        "so that they cannot be told apart. One of them, or what is between them, drops "
        "TCP 5000, or the answers are dropped on the way back.");
  CHECK(has(judged.advice, "Ask whoever runs 192.0.2.7, or 10.0.2.1, to which machine"));
}

TEST_CASE("path translation: nobody behind it is named for a refusal") {
  auto of = path_of({router(1), router(2), translated(3), reset()});
  of.from_one_port = of.hops;
  of.reset_left = {1, 61};
  CHECK(judge_path(of).finding == path_finding::refused);
  CHECK(has(judge_path(of).sentence, "(NAT) at hop 3"));
  of = path_of({router(1), router(2), translated(3), rejection_of(target, 13)});
  CHECK(judge_path(of).finding == path_finding::refused);
  CHECK_FALSE(has(judge_path(of).sentence, "itself"));
  // Before it, routers have their own names.
  of = path_of({router(1), rejection_of(router_name(1), 13)});
  CHECK(judge_path(of).finding == path_finding::prohibited);
}

TEST_CASE("path translation: data that is lost behind it blames nobody there") {
  auto of = path_with_lost_data({0, 2, 0}, data_end::silence);
  of.hops[2].answers = {translated(3)};
  CHECK(has(judge_path(of).sentence, "(NAT) at hop 3"));
  CHECK(has(judge_path(of).advice, "to which machine it passes TCP 5000 on"));
}
