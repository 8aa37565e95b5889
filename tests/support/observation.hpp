// SPDX-License-Identifier: MIT
#pragma once

#include "hex.hpp"
#include <tmss10/core/run/observation.hpp>

#include <chrono>
#include <cstdint>

namespace tmss10::test {

/// What may differ between connection requests.
struct syn_parts {
  std::uint8_t hop_limit = 52;
  std::uint16_t mss = 1'460;  // 0: none
  bool sack = true;
  bool timestamps = true;
  bool window_scale = true;
};

/// From 192.0.2.7 port 40000 to 192.0.2.9 port 5000.
inline bytes syn_of(const syn_parts& with) {
  bytes options;
  if (with.mss != 0) {
    append(options, from_hex("0204"));
    append(options, bytes{static_cast<std::byte>(with.mss >> 8),
                          static_cast<std::byte>(with.mss & 0xFF)});
  }
  if (with.sack) append(options, from_hex("0402"));
  if (with.timestamps) append(options, from_hex("080a0102030400000000"));
  if (with.window_scale) append(options, from_hex("030307"));
  options.resize((options.size() + 3) / 4 * 4);
  auto out = from_hex(
      "4500003c1234400000060000c0000207c0000209"
      "9c40138800000001000000000002faf000000000");
  out[8] = static_cast<std::byte>(with.hop_limit);
  out[32] = static_cast<std::byte>((5 + options.size() / 4) << 4);
  append(out, options);
  return out;
}

/// A connection over 12 routers that change nothing, in 10 ms; both clocks agree.
inline observation observation_as_sent() {
  using namespace std::chrono_literals;
  observation out;
  out.own = {"192.0.2.7", 40'000, "192.0.2.9", 5'000, 1'460, 64, true, true, true};
  out.asked = std::chrono::sys_days(std::chrono::year(2026) / 11 / 30) + 8h;
  out.round_trip = 10ms;
  out.said.program = "TMSS10Responder";
  out.said.time = out.asked + 5ms;
  out.said.address = "192.0.2.7";
  out.said.port = 40'000;
  out.said.syn = syn_of({});
  return out;
}

/// The same with a NAT and a clamped MSS on the way.
inline observation observation_with_nat() {
  auto out = observation_as_sent();
  out.said.address = "198.51.100.7";
  out.said.port = 40'112;
  out.said.syn = syn_of({.mss = 1'412});
  return out;
}

/// All that can be known of one.
inline observation observation_of_everything() {
  using namespace std::chrono_literals;
  auto out = observation_with_nat();
  out.said.version = "0.3.0";
  out.said.system = "Debian GNU/Linux 12 (bookworm), Linux 6.1.0 x86_64";
  out.said.syn = syn_of({.mss = 1'412, .sack = false});
  out.said.time = *out.said.time - 37s;
  out.own.peer_address = "203.0.113.9";
  return out;
}

}  // namespace tmss10::test
