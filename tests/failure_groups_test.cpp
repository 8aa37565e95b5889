// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "core/verdict/common_wording.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/verdict/failure_groups.hpp>
#include <tmss10/core/verdict/failure_wording.hpp>

#include <array>
#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

failure timed_out(const std::string& host, std::chrono::nanoseconds waited) {
  auto out = test::refused();
  out.error = errc::timed_out;
  out.host = out.address = host;
  out.waited = waited;
  return out;
}

failure prohibited_by(const std::string& sender, const std::string& host) {
  auto out = test::refused();
  out.error = std::make_error_code(std::errc::host_unreachable);
  out.host = out.address = host;
  out.icmp = icmp_error{sender, false, 3, 13};
  return out;
}

failure refused_by_proxy(const std::string& proxy, const std::string& host) {
  auto out = test::refused();
  out.where = stage::proxy_connect;
  out.host = host;
  out.address.clear();
  out.proxy.emplace();
  out.proxy->host = proxy;
  out.proxy->port = 3128;
  out.proxy->address = "192.0.2.1";
  return out;
}

TEST_CASE("diagnosis: in a table, the sentence comes without the target") {
  CHECK(sentence_without_target(test::refused()) == "connection refused");
  CHECK(sentence_without_target(timed_out("192.0.2.8", 5s)) ==
        "no answer to the connection request in 5.00 s");
  CHECK(sentence_without_target(refused_by_proxy("p", "a")) ==
        "proxy p:3128: connection refused");
  auto again = test::refused();
  again.lost_before = std::make_error_code(std::errc::connection_reset);
  CHECK(sentence_without_target(again) ==
        "the connection was lost (" + again.lost_before.message() +
            "), and could not be made again: connection refused");
  CHECK(diagnose(again).sentence ==
        "192.0.2.7 port 5000: " + sentence_without_target(again));
  CHECK(common_sentence(again) ==
        "the connection was lost, and could not be made again: connection refused");
}

TEST_CASE("diagnosis: a proxy's name in a table is made printable") {
  CHECK(sentence_without_target(refused_by_proxy("p\x1b[31m", "a")) ==
        "proxy p\\x1b[31m:3128: connection refused");
  CHECK(sentence_without_target(refused_by_proxy("::1", "a")) ==
        "proxy [::1]:3128: connection refused");
}

TEST_CASE("common_wording: nothing that differs from target to target is left") {
  for (const auto& words : failure_wordings()) {
    const auto common = common_wording(words.sentence);
    CAPTURE(words.sentence, common);
    for (const char* part : {"{host}", "{port}", "{address}", "{seconds}", "{time}",
                             "{bytes}", "{count}", "{size}", "{location}", "  ", " ;"}) {
      CAPTURE(part);
      CHECK(common.find(part) == std::string::npos);
    }
    CHECK_FALSE(common.empty());
  }
}

TEST_CASE("common_wording: what is left reads as a sentence") {
  CHECK(common_wording("no answer to the connection request in {seconds} s") ==
        "no answer to the connection request");
  CHECK(common_wording(words_for(cause::closed_late).sentence) ==
        "connected, but closed late, without a greeting; nothing was sent");
  CHECK(common_wording(words_for(cause::deadline_in_connect).sentence) ==
        "the deadline (-w) expired in the connection request");
  CHECK(common_wording(words_for(cause::proxy_forbidden).sentence) ==
        "it refuses a tunnel: {status}");
  CHECK(common_wording(words_for(cause::handshake_cut).sentence) ==
        "greeted, but the connection ended after a part of the answer to the handshake");
}

TEST_CASE("failure_groups: sites behind one firewall are one group") {
  failure_groups groups;
  CHECK(groups.by_frequency().empty());
  for (int i = 0; i < 100; ++i) {
    const auto name = "site" + std::to_string(i);
    groups.add(prohibited_by("192.0.2.1", name), name);
  }
  const auto found = groups.by_frequency();
  REQUIRE(found.size() == 1);
  CHECK(found[0].count == 100);
  CHECK(found[0].words == "192.0.2.1 says: administratively prohibited");
  CHECK(found[0].first_name == "site0");
  CHECK(found[0].first->host == "site0");
  CHECK(groups.count() == 100);
}

TEST_CASE("failure_groups: times and addresses do not count") {
  failure_groups groups;
  groups.add(timed_out("192.0.2.8", 5s), "a");
  groups.add(timed_out("2001:db8::8", 5100ms), "b");
  REQUIRE(groups.by_frequency().size() == 1);
  CHECK(groups.by_frequency()[0].words == "no answer to the connection request");
}

TEST_CASE("failure_groups: another stage, cause, sender or proxy is another group") {
  auto differs = test::refused();
  differs.where = stage::exchange;
  differs.error = std::make_error_code(std::errc::connection_reset);
  auto in_tunnel = timed_out("a", 5s);
  in_tunnel.where = stage::handshake;
  auto in_another = in_tunnel;
  in_another.through = "p:3128";
  const std::array all{test::refused(),
                       differs,
                       prohibited_by("192.0.2.1", "a"),
                       prohibited_by("192.0.2.2", "a"),
                       refused_by_proxy("p", "a"),
                       refused_by_proxy("q", "a"),
                       in_tunnel,
                       in_another};
  failure_groups groups;
  for (int i = 0; i < 2; ++i) {
    for (const auto& one : all)
      groups.add(one, "a");
  }
  const auto found = groups.by_frequency();
  REQUIRE(found.size() == all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(found[i].count == 2);
    CHECK(found[i].words == common_sentence(all.at(i)));
  }
  CHECK(found.back().words.ends_with(" (through the proxy p:3128)"));
}

TEST_CASE("failure_groups: the most frequent comes first, then the one seen first") {
  failure_groups groups;
  groups.add(prohibited_by("192.0.2.1", "a"), "a");
  groups.add(timed_out("b", 5s), "b");
  groups.add("no reply in time", "c");
  groups.add(timed_out("d", 5s), "d");
  const auto found = groups.by_frequency();
  REQUIRE(found.size() == 3);
  CHECK(found[0].words == "no answer to the connection request");
  CHECK(found[1].words == "192.0.2.1 says: administratively prohibited");
  CHECK(found[2].words == "no reply in time");
  CHECK_FALSE(found[2].first);
}

TEST_CASE("failure_groups: their number is bounded, and nothing is left out of account") {
  failure_groups groups;
  for (int i = 0; i < 1000; ++i)
    groups.add(prohibited_by("router " + std::to_string(i), "a"), "a");
  groups.add(prohibited_by("router 5", "a"), "a");
  const auto found = groups.by_frequency();
  CHECK(found.size() == failure_groups::most_kept);
  CHECK(found[0].words.starts_with("router 5 says"));
  CHECK(groups.count() == 1001);
  CHECK(groups.ungrouped() == 1000 - failure_groups::most_kept);
}

}  // namespace
}  // namespace tmss10
