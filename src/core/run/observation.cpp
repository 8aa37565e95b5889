// SPDX-License-Identifier: MIT
#include <tmss10/core/run/observation.hpp>

#include <array>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// From when on clocks that differ are worth mentioning.
constexpr std::chrono::seconds tolerated_difference{1};

/// Whether two ends of a connection are different ones, if both are known. Zones are no
/// matter: each side has its own.
std::optional<bool> differ(const std::string& address, std::uint16_t port,
                           const std::string& other_address,
                           std::optional<std::uint16_t> other_port) {
  const auto one = plain_address(address);
  const auto other = plain_address(other_address);
  if (!one || !other || !other_port) return std::nullopt;
  return *one != *other || port != *other_port;
}

option_fate fate_of(std::optional<bool> sent, bool arrived) {
  if (arrived) return option_fate::as_sent;  // whatever the system's settings say now
  if (!sent || !*sent) return option_fate::unknown;
  return option_fate::removed;
}

option_fate fate_of_mss(std::optional<std::uint16_t> sent,
                        std::optional<std::uint16_t> arrived) {
  if (!sent) return option_fate::unknown;
  if (!arrived) return option_fate::removed;
  return *sent == *arrived ? option_fate::as_sent : option_fate::changed;
}

/// The hop limit with which systems begin that is the next above the one that arrived:
/// Linux, macOS and BSD 64, Windows 128, some routers and appliances 255.
unsigned usual_limit_above(std::uint8_t arrived) {
  constexpr std::array<unsigned, 2> usual{64, 128};
  for (const unsigned limit : usual) {
    if (arrived <= limit) return limit;
  }
  return 255;
}

void compare_request(const own_request& sent, const connection_request& arrived,
                     way_there& to) {
  to.redirected = differ(sent.peer_address, sent.peer_port, arrived.destination,
                         arrived.destination_port);
  const unsigned began = sent.hop_limit.value_or(
      static_cast<std::uint8_t>(usual_limit_above(arrived.hop_limit)));
  to.made_anew = arrived.hop_limit > began;
  if (!to.made_anew) to.hops = began - arrived.hop_limit;
  to.mss = fate_of_mss(sent.mss, arrived.mss);
  to.sack_permitted = fate_of(sent.sack_permitted, arrived.sack_permitted);
  to.timestamps = fate_of(sent.timestamps, arrived.timestamps);
  to.window_scale = fate_of(sent.window_scale, arrived.window_scale.has_value());
}

}  // namespace

way_there compare(const observation& seen) {
  if (seen.compared) return *seen.compared;
  way_there out;
  out.clock_error = seen.round_trip / 2;
  if (seen.said.time) {
    const auto ahead = *seen.said.time - (seen.asked + out.clock_error);
    out.clock_ahead = std::chrono::duration_cast<nanoseconds>(ahead);
    const auto size = std::chrono::abs(*out.clock_ahead);
    out.clocks_differ = size > out.clock_error && size > tolerated_difference;
  }
  if (seen.through_proxy) return out;
  out.translated =
      differ(seen.own.address, seen.own.port, seen.said.address, seen.said.port);
  out.arrived = read_connection_request(seen.said.syn);
  if (out.arrived) compare_request(seen.own, *out.arrived, out);
  return out;
}

}  // namespace tmss10
