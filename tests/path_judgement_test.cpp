// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/verdict/path_judgement.hpp>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

using namespace tmss10;
using namespace std::chrono_literals;

namespace {

const std::string target = "192.0.2.7";

std::string router_name(int number) {
  return "10.0." + std::to_string(number) + ".1";
}

icmp_error icmp_from(const std::string& sender, std::uint8_t type, std::uint8_t code) {
  icmp_error out;
  out.sender = sender;
  out.type = type;
  out.code = code;
  return out;
}

/// A router's answer; those here begin with a hop limit of 64.
hop_answer router(int number) {
  hop_answer out{hop_reply::hop_limit_exceeded, router_name(number), 1ms};
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

const hop_answer silence{};

path path_of(std::initializer_list<hop_answer> answers) {
  path out{target, 5000, 30};
  for (const auto& one : answers)
    out.hops.push_back({static_cast<std::uint8_t>(out.hops.size() + 1), {one}});
  return out;
}

/// A path whose hops were asked once more from one port, with the same answers.
path confirmed(path of) {
  of.from_one_port = of.hops;
  return of;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("path judgement: of a path that is all right, nothing is said") {
  const auto judged = judge_path(path_of({router(1), router(2), connection()}));
  CHECK(judged.finding == path_finding::open);
  CHECK(judged.hop == 3);
  CHECK(judged.sentence.empty());
  CHECK(judged.advice.empty());
}

TEST_CASE("path judgement: silence in the middle means nothing") {
  const auto judged = judge_path(path_of({router(1), silence, silence, connection()}));
  CHECK(judged.finding == path_finding::open);
  CHECK(judged.sentence.empty());
}

TEST_CASE("path judgement: a path of one hop can be all right") {
  CHECK(judge_path(path_of({connection()})).finding == path_finding::open);
}

TEST_CASE("path judgement: a target closer than routers that say nothing is reached") {
  CHECK(judge_path(path_of({silence, silence, connection()})).finding ==
        path_finding::open);
}

TEST_CASE("path judgement: silence to the end begins after the last router") {
  const auto judged = judge_path(
      path_of({router(1), router(2), silence, router(4), silence, silence, silence}));
  CHECK(judged.finding == path_finding::dropped);
  CHECK(judged.hop == 4);
  CHECK(judged.sentence ==
        "the request gets as far as 10.0.4.1, hop 4. It, or what comes right after it, "
        "drops TCP 5000, or the answers are dropped on the way back.");
  CHECK(judged.advice ==
        "Ask whoever runs 10.0.4.1 to allow TCP 5000 to 192.0.2.7, and the answers.");
}

TEST_CASE("path judgement: silence from the start on is no router's fault") {
  const auto judged = judge_path(path_of({silence, silence, silence}));
  CHECK(judged.finding == path_finding::silent);
  CHECK(has(judged.sentence, "not even the first router"));
}

TEST_CASE("path judgement: who prohibits is named with its hop") {
  const auto judged =
      judge_path(path_of({router(1), router(2), rejection_of(router_name(2), 13)}));
  CHECK(judged.finding == path_finding::prohibited);
  CHECK(judged.hop == 2);
  CHECK(judged.sentence ==
        "10.0.2.1, hop 2, rejects TCP 5000: administratively prohibited.");
}

TEST_CASE("path judgement: who prohibits may not have answered as a router") {
  const auto judged =
      judge_path(path_of({router(1), silence, rejection_of("10.9.9.9", 13)}));
  CHECK(judged.finding == path_finding::prohibited);
  CHECK(judged.sentence == "10.9.9.9 rejects TCP 5000: administratively prohibited.");
}

TEST_CASE("path judgement: the target itself can prohibit") {
  const auto judged = judge_path(path_of({router(1), rejection_of(target, 3)}));
  CHECK(judged.finding == path_finding::prohibited);
  CHECK(judged.sentence == "192.0.2.7 itself rejects TCP 5000: port unreachable.");
}

TEST_CASE("path judgement: this machine's own firewall is told apart") {
  auto own = rejection_of("192.0.2.1", 13);
  own.icmp->is_from_here = true;
  const auto judged = judge_path(path_of({own}));
  CHECK(judged.finding == path_finding::prohibited);
  CHECK(has(judged.sentence, "a firewall on this machine rejects"));
}

TEST_CASE("path judgement: a neighbour that does not answer is told apart") {
  auto own = rejection_of("192.0.2.1", 1);
  own.icmp->is_from_here = true;
  const auto judged = judge_path(path_of({own}));
  CHECK(judged.finding == path_finding::neighbour_silent);
  CHECK(has(judged.sentence, "ARP or neighbour discovery"));
  CHECK(has(judged.sentence, "or a firewall on this machine"));  // it is not known
  own.icmp->neighbour_answers = false;
  CHECK_FALSE(has(judge_path(path_of({own})).sentence, "firewall"));
}

TEST_CASE("path judgement: where the neighbour answers, a firewall here rejects") {
  auto own = rejection_of("192.0.2.1", 1);
  own.icmp->is_from_here = true;
  own.icmp->neighbour_answers = true;
  const auto judged = judge_path(path_of({own}));
  CHECK(judged.finding == path_finding::prohibited);
  CHECK(judged.sentence ==
        "a firewall on this machine rejects the request: host unreachable.");
}

TEST_CASE("path judgement: a router without a route is named") {
  const auto judged =
      judge_path(path_of({router(1), router(2), rejection_of(router_name(2), 0)}));
  CHECK(judged.finding == path_finding::unreachable);
  CHECK(judged.sentence == "10.0.2.1, hop 2, has no route to 192.0.2.7.");
}

TEST_CASE("path judgement: a router that does not reach the host is named") {
  const auto judged =
      judge_path(path_of({router(1), router(2), rejection_of(router_name(2), 1)}));
  CHECK(judged.finding == path_finding::unreachable);
  CHECK(judged.hop == 2);
  CHECK(has(judged.sentence, "10.0.2.1, hop 2, reports that 192.0.2.7 does not answer"));
}

TEST_CASE("path judgement: whose reset it is can be unknown") {
  const auto judged = judge_path(path_of({router(1), router(2), reset()}));
  CHECK(judged.finding == path_finding::refused);
  CHECK(has(judged.sentence, "is not known"));
}

TEST_CASE("path judgement: a reset over as many hops is the target's") {
  auto of = confirmed(path_of({router(1), router(2), reset()}));
  of.reset_left = {1, 62};  // router 2's would have 63
  CHECK(judge_path(of).finding == path_finding::refused_by_target);
}

TEST_CASE("path judgement: a reset over fewer hops comes from before the target") {
  auto of = confirmed(path_of({router(1), router(2), reset()}));
  of.reset_left = {63, 64};
  const auto judged = judge_path(of);
  CHECK(judged.finding == path_finding::refused_before_target);
  CHECK(judged.hop == 2);
  CHECK(has(judged.sentence, "the refusal comes from 10.0.2.1, hop 2"));
}

TEST_CASE("path judgement: a reset says nothing of a router that another port has seen") {
  auto of = path_of({router(1), router(2), reset()});
  of.reset_left = {63, 64};
  CHECK(judge_path(of).finding == path_finding::refused);
  of.from_one_port = path_of({router(1), router(9), reset()}).hops;
  of.from_one_port[1].answers[0].hops_left = 63;
  CHECK(judge_path(of).whom == "10.0.9.1");
  of.from_one_port = path_of({router(1), router(2), silence}).hops;
  CHECK(judge_path(of).finding == path_finding::refused);
}

TEST_CASE("path judgement: a reset says nothing where the way back is another one") {
  auto of = path_of({router(1), router(2), reset()});
  of.hops[1].answers[0].hops_left = 60;
  of = confirmed(of);
  of.reset_left = {63, 64};
  CHECK(judge_path(of).finding == path_finding::refused);
}

TEST_CASE("path judgement: a reset says nothing while systems may differ") {
  auto of = confirmed(path_of({router(1), router(2), reset()}));
  of.reset_left = {63, 255};
  CHECK(judge_path(of).finding == path_finding::refused);
  of.reset_left = {127, 128};  // a system that begins with 128
  CHECK(judge_path(of).finding == path_finding::refused_before_target);
}

TEST_CASE("path judgement: a circle of routers is a routing loop") {
  const auto judged = judge_path(path_of(
      {router(1), router(2), router(3), router(2), router(3), router(2), router(3)}));
  CHECK(judged.finding == path_finding::loop);
  CHECK(judged.hop == 2);
  CHECK(has(judged.sentence, "between 10.0.2.1 and 10.0.3.1, from hop 2 on"));
}

TEST_CASE("path judgement: one router at two hops is no circle") {
  const auto judged =
      judge_path(path_of({router(1), router(2), router(2), silence, silence}));
  CHECK(judged.finding == path_finding::dropped);
}

TEST_CASE("path judgement: a target may be further away than was asked for") {
  auto of = path_of({router(1), router(2)});
  of.max_hops = 2;
  CHECK(judge_path(of).finding == path_finding::too_far);
  of.unlimited = connection();
  CHECK(judge_path(of).finding == path_finding::open_too_far);
  CHECK(has(judge_path(of).sentence, "not within 2 hops"));
}

TEST_CASE("path judgement: without a greeting, nothing is known of data") {
  auto of = path_of({router(1), connection()});
  of.data = data_result::no_greeting;
  CHECK(judge_path(of).finding == path_finding::open_without_greeting);
}

TEST_CASE("path judgement: what is no greeting, or no session, blames nobody") {
  auto of = path_of({router(1), connection()});
  of.data = data_result::other_greeting;
  CHECK(judge_path(of).finding == path_finding::open_without_greeting);
  CHECK_FALSE(has(judge_path(of).sentence, "dropped"));
  of.data = data_result::unknown;
  CHECK(judge_path(of).finding == path_finding::open);
  CHECK(has(judge_path(of).sentence, "Whether data gets through is not known"));
}

TEST_CASE("path judgement: a refusal within one hop may be this machine's own") {
  const auto judged = judge_path(path_of({reset()}));
  CHECK(judged.finding == path_finding::refused);
  CHECK(has(judged.sentence, "or else by this machine's firewall"));
  auto of = path_of({reset()});
  of.address = "127.0.0.1";
  CHECK(judge_path(of).finding == path_finding::refused_by_target);
}

TEST_CASE("path judgement: what is not sent is this machine's business") {
  hop_answer none{hop_reply::not_sent};
  none.error = std::make_error_code(std::errc::host_unreachable);
  const auto judged = judge_path(path_of({none}));
  CHECK(judged.finding == path_finding::not_sent);
  CHECK(has(judged.sentence, "this machine does not send the request: "));
  CHECK(has(judged.advice, "this machine's route to 192.0.2.7"));
}

TEST_CASE("path judgement: other connections may not get as far as the requests did") {
  auto of = path_of({router(1), router(2), connection()});
  of.own_hop_limit = 3;
  CHECK(judge_path(of).finding == path_finding::open);
  of.own_hop_limit = 2;
  const auto judged = judge_path(of);
  CHECK(judged.finding == path_finding::beyond_own_hop_limit);
  CHECK(judged.sentence ==
        "192.0.2.7 is 3 hops away, but this machine sends with a hop limit of only 2: "
        "other connections do not get there.");
}

TEST_CASE("path judgement: routers that limit their reports make silence say less") {
  auto late = router(2);
  late.was_repeated = true;
  late.took = 1001ms;
  auto of = path_of({router(1), late, silence, silence});
  const auto judged = judge_path(of);
  CHECK(judged.finding == path_finding::dropped);
  CHECK(
      judged.sentence ==
      "the request gets at least as far as 10.0.2.1, hop 2. Some routers did not answer "
      "every time, so that it may get further. It, or what comes somewhere after it, "
      "drops TCP 5000, or the answers are dropped on the way back.");
  CHECK(has(judged.advice, "Look again after a minute"));
  // Of three requests, one was answered.
  of = path_of({router(1), router(2), silence, silence});
  CHECK_FALSE(has(judge_path(of).sentence, "at least"));
  of.hops[1].answers.push_back(silence);
  CHECK(has(judge_path(of).sentence, "at least"));
  // It takes so long anyway.
  auto slow = router(1);
  slow.took = 1500ms;
  CHECK_FALSE(has(judge_path(path_of({slow, late, silence})).sentence, "at least"));
}

TEST_CASE("path judgement: a look that was interrupted says so") {
  auto of = path_of({router(1), router(2)});
  of.was_stopped = true;
  CHECK(judge_path(of).finding == path_finding::stopped);
}

TEST_CASE("path judgement: each finding has a name of its own") {
  std::vector<std::string> names;
  for (int i = 0; i <= static_cast<int>(path_finding::stopped); ++i) {
    const std::string name(name_of(static_cast<path_finding>(i)));
    CHECK(std::find(names.begin(), names.end(), name) == names.end());
    names.push_back(name);
  }
}
