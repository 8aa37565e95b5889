// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/icmp_error.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

struct icmp_row {
  bool is_v6;
  std::uint8_t type;
  std::uint8_t code;
  icmp_meaning meaning;
  std::string words;
};

const std::vector<icmp_row> icmp_rows{
    {false, 3, 0, icmp_meaning::network_unreachable, "network unreachable"},
    {false, 3, 1, icmp_meaning::host_unreachable, "host unreachable"},
    {false, 3, 2, icmp_meaning::port_unreachable, "port unreachable"},
    {false, 3, 3, icmp_meaning::port_unreachable, "port unreachable"},
    {false, 3, 4, icmp_meaning::other, "ICMP type 3, code 4"},
    {false, 3, 5, icmp_meaning::other, "ICMP type 3, code 5"},
    {false, 3, 6, icmp_meaning::network_unreachable, "network unreachable"},
    {false, 3, 7, icmp_meaning::host_unreachable, "host unreachable"},
    {false, 3, 8, icmp_meaning::host_unreachable, "host unreachable"},
    {false, 3, 9, icmp_meaning::prohibited, "administratively prohibited"},
    {false, 3, 10, icmp_meaning::prohibited, "administratively prohibited"},
    {false, 3, 11, icmp_meaning::network_unreachable, "network unreachable"},
    {false, 3, 12, icmp_meaning::host_unreachable, "host unreachable"},
    {false, 3, 13, icmp_meaning::prohibited, "administratively prohibited"},
    {false, 3, 14, icmp_meaning::prohibited, "administratively prohibited"},
    {false, 3, 15, icmp_meaning::prohibited, "administratively prohibited"},
    {false, 3, 16, icmp_meaning::other, "ICMP type 3, code 16"},
    {false, 11, 0, icmp_meaning::hop_limit_exceeded, "hop limit exceeded"},
    {false, 12, 0, icmp_meaning::other, "ICMP type 12, code 0"},
    {false, 1, 1, icmp_meaning::other, "ICMP type 1, code 1"},
    {true, 1, 0, icmp_meaning::network_unreachable, "network unreachable"},
    {true, 1, 1, icmp_meaning::prohibited, "administratively prohibited"},
    {true, 1, 2, icmp_meaning::host_unreachable, "host unreachable"},
    {true, 1, 3, icmp_meaning::host_unreachable, "host unreachable"},
    {true, 1, 4, icmp_meaning::port_unreachable, "port unreachable"},
    {true, 1, 5, icmp_meaning::prohibited, "administratively prohibited"},
    {true, 1, 6, icmp_meaning::prohibited, "administratively prohibited"},
    {true, 1, 7, icmp_meaning::other, "ICMPv6 type 1, code 7"},
    {true, 3, 0, icmp_meaning::hop_limit_exceeded, "hop limit exceeded"},
    {true, 4, 1, icmp_meaning::other, "ICMPv6 type 4, code 1"},
    {true, 255, 255, icmp_meaning::other, "ICMPv6 type 255, code 255"},
};

TEST_CASE("icmp_error: type and code have a meaning in either version") {
  for (const auto& row : icmp_rows) {
    CAPTURE(row.is_v6, int{row.type}, int{row.code});
    icmp_error what;
    what.is_v6 = row.is_v6;
    what.type = row.type;
    what.code = row.code;
    CHECK(meaning_of(what) == row.meaning);
    CHECK(icmp_words(what) == row.words);
  }
}

}  // namespace
}  // namespace tmss10
