// SPDX-License-Identifier: MIT
#include "support/observation.hpp"

#include "catch.hpp"
#include <tmss10/core/run/observation.hpp>
#include <tmss10/core/verdict/observation_wording.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::observation_as_sent;
using test::observation_with_nat;
using test::syn_of;
using test::syn_parts;
using texts = std::vector<std::string>;

TEST_CASE("observation: a request that arrives as it was sent is nothing remarkable") {
  const auto seen = observation_as_sent();
  const auto way = compare(seen);
  CHECK(way.translated == false);
  CHECK(way.redirected == false);
  CHECK(way.hops == 12U);
  CHECK(!way.made_anew);
  CHECK(way.mss == option_fate::as_sent);
  CHECK(way.sack_permitted == option_fate::as_sent);
  CHECK(way.timestamps == option_fate::as_sent);
  CHECK(way.window_scale == option_fate::as_sent);
  CHECK(way.clock_ahead == 0ns);
  CHECK(way.clock_error == 5ms);
  CHECK(!way.clocks_differ);
  CHECK(observation_line(seen) ==
        "seen by the server as 192.0.2.7 port 40000 (no NAT), 12 hops, MSS 1460");
  CHECK(observation_remarks(seen).empty());
}

TEST_CASE("observation: another address or port is a NAT") {
  auto seen = observation_with_nat();
  CHECK(compare(seen).translated == true);
  CHECK(observation_line(seen) ==
        "seen by the server as 198.51.100.7 port 40112 (NAT), 12 hops, MSS 1412 (sent "
        "1460)");
  CHECK(observation_remarks(seen) ==
        texts{"NAT on the way: 192.0.2.7 port 40000 of this machine arrives as "
              "198.51.100.7 port 40112",
              "something on the way clamps the MSS from 1460 to 1412"});
  seen.said.address = seen.own.address;
  CHECK(compare(seen).translated == true);  // the port alone
}

TEST_CASE("observation: zones and notations of an address are no NAT") {
  auto seen = observation_as_sent();
  seen.own.address = "fe80::7%eth0";
  seen.said.address = "fe80::7";
  CHECK(compare(seen).translated == false);
}

TEST_CASE("observation: what was not said is unknown") {
  auto seen = observation_as_sent();
  seen.said = {};
  const auto way = compare(seen);
  CHECK(!way.translated);
  CHECK(!way.redirected);
  CHECK(!way.arrived);
  CHECK(!way.hops);
  CHECK(way.mss == option_fate::unknown);
  CHECK(!way.clock_ahead);
  CHECK(observation_line(seen).empty());
  CHECK(observation_remarks(seen).empty());
}

TEST_CASE("observation: without the request, address, port and clock remain") {
  auto seen = observation_with_nat();
  for (const bytes& syn : {bytes(), bytes(39, std::byte{0x45})}) {
    seen.said.syn = syn;
    CHECK(observation_line(seen) ==
          "seen by the server as 198.51.100.7 port 40112 (NAT)");
    CHECK(compare(seen).clock_ahead);
  }
}

TEST_CASE("observation: through a proxy, the request is the proxy's own") {
  auto seen = observation_with_nat();
  seen.through_proxy = true;
  const auto way = compare(seen);
  CHECK(!way.translated);
  CHECK(!way.arrived);
  CHECK(!way.hops);
  CHECK(way.clock_ahead == 0ns);
  CHECK(observation_line(seen) ==
        "seen by the server as 198.51.100.7 port 40112 (through the proxy)");
  CHECK(observation_remarks(seen).empty());
}

TEST_CASE("observation: hops are counted from the own limit, or from the usual ones") {
  struct row {
    std::optional<std::uint8_t> sent;
    std::uint8_t arrived;
    std::optional<unsigned> hops;
  };
  const std::vector<row> rows{{64, 64, 0},  {64, 63, 1},  {128, 64, 64}, {{}, 64, 0},
                              {{}, 50, 14}, {{}, 65, 63}, {{}, 128, 0},  {{}, 129, 126},
                              {{}, 255, 0}, {{}, 0, 64},  {255, 1, 254}, {64, 65, {}},
                              {64, 127, {}}};
  for (const auto& one : rows) {
    CAPTURE(one.arrived);
    auto seen = observation_as_sent();
    seen.own.hop_limit = one.sent;
    seen.said.syn = syn_of({.hop_limit = one.arrived});
    CHECK(compare(seen).hops == one.hops);
    CHECK(compare(seen).made_anew == !one.hops);
  }
}

TEST_CASE("observation: a higher hop limit than was sent is a connection made anew") {
  auto seen = observation_as_sent();
  seen.said.syn = syn_of({.hop_limit = 127});
  CHECK(observation_line(seen) ==
        "seen by the server as 192.0.2.7 port 40000 (no NAT), MSS 1460");
  CHECK(observation_remarks(seen) ==
        texts{"the connection request was sent with hop limit 64 and arrives with 127: "
              "something on the way makes connections of its own"});
}

TEST_CASE("observation: another destination than was dialled is a redirection") {
  auto seen = observation_as_sent();
  seen.own.peer_address = "203.0.113.9";
  seen.own.peer_port = 5'001;
  CHECK(compare(seen).redirected == true);
  CHECK(observation_remarks(seen) ==
        texts{"203.0.113.9 port 5001 is not the server's own: connections are passed on "
              "to 192.0.2.9 port 5000"});
}

TEST_CASE("observation: options that vanish are reported, if this system sends them") {
  auto seen = observation_as_sent();
  seen.said.syn =
      syn_of({.mss = 0, .sack = false, .timestamps = false, .window_scale = false});
  CHECK(
      observation_line(seen) ==
      "seen by the server as 192.0.2.7 port 40000 (no NAT), 12 hops, no MSS (sent 1460)");
  CHECK(observation_remarks(seen) ==
        texts{"something on the way removes the MSS (1460) from connection requests",
              "something on the way removes SACK from connection requests: after a "
              "loss, TCP resends more than was lost",
              "something on the way removes time stamps from connection requests: TCP "
              "measures round trips less often, and notices losses later",
              "something on the way removes window scaling from connection requests: at "
              "most 64 KB are sent in a round trip"});
  seen.own = {};
  const auto way = compare(seen);
  CHECK(way.mss == option_fate::unknown);
  CHECK(way.sack_permitted == option_fate::unknown);
  seen.own.sack_permitted = false;
  CHECK(compare(seen).sack_permitted == option_fate::unknown);
}

TEST_CASE("observation: an MSS that grows is reported, too") {
  auto seen = observation_as_sent();
  seen.said.syn = syn_of({.mss = 8'960});
  CHECK(observation_remarks(seen) ==
        texts{"something on the way raises the MSS from 1460 to 8960"});
}

TEST_CASE("observation: clocks differ by more than a second and half the round trip") {
  auto seen = observation_as_sent();
  const auto at = *seen.said.time;
  const auto remarks_at = [&](std::chrono::nanoseconds ahead) {
    seen.said.time =
        at + std::chrono::duration_cast<std::chrono::system_clock::duration>(ahead);
    return observation_remarks(seen);
  };
  CHECK(remarks_at(1s).empty());
  CHECK(remarks_at(-1s).empty());
  CHECK(remarks_at(37'240ms) ==
        texts{"the server's clock is 37.2 s ahead of this machine's"});
  CHECK(remarks_at(-1'100ms) ==
        texts{"the server's clock is 1.1 s behind this machine's"});
  CHECK(remarks_at(-5min) == texts{"the server's clock is 5 min behind this machine's"});
  CHECK(remarks_at(3h + 30min) ==
        texts{"the server's clock is 3.5 h ahead of this machine's"});
  CHECK(remarks_at(240h) ==
        texts{"the server's clock is 10 days ahead of this machine's"});
  seen.round_trip = 4s;  // then it may be that
  seen.asked = at - 2s;
  CHECK(remarks_at(1'900ms).empty());
  CHECK(remarks_at(2'100ms).size() == 1);
}

}  // namespace
}  // namespace tmss10
