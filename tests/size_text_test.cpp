// SPDX-License-Identifier: MIT
#include "core/report/size_text.hpp"

#include "catch.hpp"

#include <cstddef>
#include <string>
#include <vector>

using lines = std::vector<std::string>;

namespace {

tmss10::packet_sizes usual_sizes() {
  tmss10::packet_sizes out;
  out.host = "host.example.com";
  out.address = "192.0.2.7";
  out.port = 5000;
  out.there = out.back = {1500, {}, 1500, false};
  out.believed_before = out.believed = out.interface_mtu = 1500;
  out.advertised_mss = out.send_mss = 1460;
  return out;
}

lines first_lines(const tmss10::packet_sizes& found) {
  auto out = tmss10::size_lines(found, 80);
  out.resize(5);
  return out;
}

}  // namespace

TEST_CASE(
    "size text: both directions, the system's belief and the MSS have a line each") {
  CHECK(first_lines(usual_sizes()) ==
        lines{"largest IPv4 packets with TCP to 192.0.2.7 port 5000:",
              "  there  1500 bytes arrive, none larger is sent",
              "  back   1500 bytes arrive, none larger is sent",
              "  path MTU 1500 bytes, as this system believes; interface 1500",
              "  MSS 1460 advertised, 1460 used to send"});
}

TEST_CASE("size text: what vanishes, is refused or is not known is said") {
  auto found = usual_sizes();
  found.is_v6 = true;
  found.there = {1400, {}, 1400, true};
  found.back = {1353, 1370, 1500, false};
  found.believed = 1400;
  found.interface_mtu.reset();
  CHECK(first_lines(found) ==
        lines{"largest IPv6 packets with TCP to 192.0.2.7 port 5000:",
              "  there  1400 bytes arrive, larger ones are refused by ICMP",
              "  back   1353 bytes arrive, 1370 vanish; not known of 1354 to 1369",
              "  path MTU 1400 bytes, as this system believes (before: 1500)",
              "  MSS 1460 advertised, 1460 used to send"});
}

TEST_CASE("size text: a search that has hardly begun says what it does not know") {
  auto found = usual_sizes();
  found.there = {102, {}, 1500, false};
  found.believed.reset();
  CHECK(first_lines(found)[1] == "  there  102 bytes arrive; not known of 103 to 1500");
  CHECK(first_lines(found)[3] == "  path MTU not known on this system");
}

TEST_CASE("size text: sentences fit the width, and go on further to the right") {
  auto found = usual_sizes();
  found.there = {1412, 1413, 1500, false};
  const auto all = tmss10::size_lines(found, 60);
  REQUIRE(all.size() > 7);
  CHECK(all[5] == "a hole: on the way there, packets of more than 1412 bytes");
  CHECK(all[6] == "  are dropped silently");
  for (std::size_t i = 5; i < all.size(); ++i)
    CHECK(all[i].size() <= 60);
}

TEST_CASE("size text: the verdict alone says whether there is a hole") {
  auto found = usual_sizes();
  CHECK(tmss10::size_verdict(found, 80) == lines{"fine: the largest packets that can be "
                                                 "sent arrive in both directions"});
  found.there = {1412, 1413, 1500, false};
  CHECK(tmss10::size_verdict(found, 80) == lines{"a hole: on the way there, packets of "
                                                 "more than 1412 bytes are dropped "
                                                 "silently"});
  found.back = {1353, 1354, 1500, false};
  CHECK(tmss10::size_verdict(found, 80).size() == 2);
  found.there = {102, {}, 1500, false};
  found.back = {102, {}, 1500, false};
  CHECK(tmss10::size_verdict(found, 80) ==
        lines{"the search ended before everything was known"});
}

TEST_CASE("size text: how far the search is takes one line") {
  auto found = usual_sizes();
  found.there = {102, {}, 1500, false};
  CHECK(tmss10::size_status_line(found) ==
        "arrived so far: there 102 bytes (up to 1500 not known), back 1500 bytes (none "
        "larger is sent)");
  found.there = {1400, 1440, 1500, false};
  CHECK(tmss10::size_status_line(found) ==
        "arrived so far: there 1400 bytes (1440 vanish), back 1500 bytes (none larger is "
        "sent)");
}
