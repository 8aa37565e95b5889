// SPDX-License-Identifier: MIT
#include "net/ping/path_ports.hpp"

#include "catch.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using port_list = std::vector<std::uint16_t>;

router_survey::entry router_at(std::uint16_t port, std::uint8_t hop,
                               const std::string& router) {
  hop_answer answer;
  answer.what = hop_reply::hop_limit_exceeded;
  answer.sender = router;
  return {port, hop, answer};
}

/// One router at hops 1 and 4, two at hop 2.
router_survey of_two_ways() {
  router_survey out;
  for (const auto& one : {router_at(11, 1, "10.1.0.1"), router_at(12, 1, "10.1.0.1"),
                          router_at(21, 2, "10.2.0.1"), router_at(22, 2, "10.2.0.1"),
                          router_at(23, 2, "10.2.0.2"), router_at(24, 2, "10.2.0.2"),
                          router_at(41, 4, "10.4.0.1")}) {
    out.add(one);
  }
  return out;
}

TEST_CASE("router_survey: a port for each of several routers at a hop comes first") {
  const auto survey = of_two_ways();
  CHECK(survey.ports_of_ways(4) == port_list{21, 23, 0, 0});
  CHECK(survey.ports_of_ways(1) == port_list{21});
  CHECK(survey.ports_of_ways(0).empty());
  CHECK(survey.knows_way_of(21));
  CHECK(survey.knows_way_of(23));
  CHECK_FALSE(survey.knows_way_of(11));
  CHECK_FALSE(survey.knows_way_of(0));
}

TEST_CASE("router_survey: where each hop has one router, no way is known") {
  router_survey survey;
  CHECK(survey.ports_of_ways(2) == port_list{0, 0});
  survey.add(router_at(11, 1, "10.1.0.1"));
  survey.add(router_at(21, 2, "10.2.0.1"));
  survey.add(router_at(22, 2, "10.2.0.1"));
  CHECK(survey.ports_of_ways(2) == port_list{0, 0});
  CHECK_FALSE(survey.knows_way_of(21));
}

TEST_CASE("router_survey: several hops with two routers each have their ports") {
  auto survey = of_two_ways();
  survey.add(router_at(51, 5, "10.5.0.1"));
  survey.add(router_at(25, 2, "10.2.0.2"));  // in a later round
  survey.add(router_at(52, 5, "10.5.0.2"));
  CHECK(survey.ports_of_ways(4) == port_list{21, 23, 51, 52});
  CHECK(survey.ports_of_ways(3) == port_list{21, 23, 51});
}

TEST_CASE("router_survey: who answers a port at a hop") {
  const auto survey = of_two_ways();
  REQUIRE(survey.router_for(23, 2) != nullptr);
  CHECK(survey.router_for(23, 2)->sender == "10.2.0.2");
  // Another port: only where there is no choice.
  CHECK(survey.router_for(99, 2) == nullptr);
  REQUIRE(survey.router_for(99, 4) != nullptr);
  CHECK(survey.router_for(99, 4)->sender == "10.4.0.1");
  CHECK(survey.router_for(41, 3) == nullptr);
}

}  // namespace
}  // namespace tmss10
