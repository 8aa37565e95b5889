// SPDX-License-Identifier: MIT
#include <tmss10/core/run/icmp_error.hpp>

#include <cstdint>
#include <string>

namespace tmss10 {
namespace {

/// Destination Unreachable, type 3: RFC 792; codes 6 to 12 are of RFC 1122, section
/// 3.2.2.1, 13 to 15 of RFC 1812, section 5.2.7.1.
icmp_meaning meaning_of_unreachable_v4(std::uint8_t code) {
  switch (code) {
    case 0:                                             // net
    case 6:                                             // net unknown
    case 11: return icmp_meaning::network_unreachable;  // for this type of service
    case 1:                                             // host
    case 7:                                             // host unknown
    case 8:                                             // source host isolated
    case 12: return icmp_meaning::host_unreachable;     // for this type of service
    case 2:                                             // protocol
    case 3: return icmp_meaning::port_unreachable;
    case 9:                                    // net administratively prohibited
    case 10:                                   // host administratively prohibited
    case 13:                                   // communication prohibited
    case 14:                                   // host precedence violation
    case 15: return icmp_meaning::prohibited;  // precedence cutoff
    default: return icmp_meaning::other;
  }
}

/// Destination Unreachable, type 1: RFC 4443, section 3.1. Codes 5 and 6 are special
/// cases of 1.
icmp_meaning meaning_of_unreachable_v6(std::uint8_t code) {
  switch (code) {
    case 0: return icmp_meaning::network_unreachable;  // no route
    case 2:                                            // beyond the scope of the source
    case 3: return icmp_meaning::host_unreachable;     // address unreachable
    case 4: return icmp_meaning::port_unreachable;
    case 1:                                   // administratively prohibited
    case 5:                                   // the source address fails a policy
    case 6: return icmp_meaning::prohibited;  // reject route
    default: return icmp_meaning::other;
  }
}

}  // namespace

icmp_meaning meaning_of(const icmp_error& what) {
  constexpr std::uint8_t unreachable_v4 = 3;
  constexpr std::uint8_t time_exceeded_v4 = 11;
  constexpr std::uint8_t unreachable_v6 = 1;
  constexpr std::uint8_t time_exceeded_v6 = 3;
  if (what.type == (what.is_v6 ? time_exceeded_v6 : time_exceeded_v4)) {
    return icmp_meaning::hop_limit_exceeded;
  }
  if (what.type != (what.is_v6 ? unreachable_v6 : unreachable_v4)) {
    return icmp_meaning::other;
  }
  return what.is_v6 ? meaning_of_unreachable_v6(what.code)
                    : meaning_of_unreachable_v4(what.code);
}

bool is_neighbour_silence(const icmp_error& what) {
  return what.is_from_here && what.neighbour_answers != true &&
         meaning_of(what) == icmp_meaning::host_unreachable;
}

bool has_small_hop_limit(const icmp_error& what) {
  constexpr std::uint8_t usual = 64;
  return what.own_hop_limit > 0 && what.own_hop_limit < usual;
}

std::string icmp_words(const icmp_error& what) {
  switch (meaning_of(what)) {
    case icmp_meaning::network_unreachable: return "network unreachable";
    case icmp_meaning::host_unreachable: return "host unreachable";
    case icmp_meaning::port_unreachable: return "port unreachable";
    case icmp_meaning::prohibited: return "administratively prohibited";
    case icmp_meaning::hop_limit_exceeded: return "hop limit exceeded";
    case icmp_meaning::other: break;
  }
  return std::string(what.is_v6 ? "ICMPv6" : "ICMP") + " type " +
         std::to_string(what.type) + ", code " + std::to_string(what.code);
}

}  // namespace tmss10
