// SPDX-License-Identifier: MIT
#pragma once

#include "examined.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/observation.hpp>
#include <tmss10/core/run/packet_sizes.hpp>
#include <tmss10/core/run/path.hpp>

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

/// What situations are made of: tapetrack.example.com port 5000, 192.0.2.7 and .8, and
/// 2001:db8::7.
namespace tmss10::test {

using namespace std::chrono_literals;

inline const std::string example_host = "tapetrack.example.com";
inline const std::string example_proxy = "proxy.example.com:3128";

inline findings found_with(std::vector<tried_way> ways) {
  findings out;
  out.host = example_host;
  out.port = 5000;
  for (const auto& way : ways) {
    if (way.is_direct()) out.addresses.push_back(way.address);
  }
  out.ways = std::move(ways);
  return out;
}

inline failure failure_at(stage where, std::error_code error,
                          const std::string& address = "192.0.2.7") {
  failure out;
  out.where = where;
  out.error = error;
  out.host = example_host;
  out.port = 5000;
  if (where != stage::resolve) out.address = address;
  out.waited = 5s;
  return out;
}

inline tried_way way_working(const std::string& address = "192.0.2.7") {
  tried_way out;
  out.address = address;
  out.local_address = "10.4.7.22";
  out.connection = 12ms;
  out.greeting = 12ms;
  out.handshake = 13ms;
  out.round_trip = 12'300us;
  return out;
}

inline tried_way way_failed(failure why) {
  tried_way out;
  out.address = why.address;
  out.local_address = "10.4.7.22";
  if (why.where > stage::connect) out.connection = 12ms;
  if (why.where > stage::greeting) out.greeting = 12ms;
  out.why = std::move(why);
  return out;
}

inline tried_way way_no_answer(const std::string& address = "192.0.2.7") {
  return way_failed(failure_at(stage::connect, errc::timed_out, address));
}

inline tried_way way_refused(const std::string& address = "192.0.2.7") {
  return way_failed(failure_at(
      stage::connect, std::make_error_code(std::errc::connection_refused), address));
}

inline tried_way way_rejected(std::uint8_t code, std::errc error,
                              const std::string& sender = "203.0.113.9") {
  auto why = failure_at(stage::connect, std::make_error_code(error));
  why.icmp = icmp_error{sender, false, 3, code, false};
  return way_failed(std::move(why));
}

inline tried_way way_through_proxy() {
  auto out = way_working("198.51.100.3");
  out.proxy = example_proxy;
  out.tunnel = 3ms;
  return out;
}

inline tried_way way_through_failing_proxy(stage where, std::error_code error,
                                           int status = 0) {
  auto why = failure_at(where, error, {});
  failed_proxy proxy;
  proxy.host = "proxy.example.com";
  proxy.port = 3128;
  proxy.address = "198.51.100.3";
  proxy.status = status;
  if (status == 403) proxy.reason = "Forbidden";
  if (status == 504) proxy.reason = "Gateway Timeout";
  why.proxy = proxy;
  auto out = way_failed(std::move(why));
  out.proxy = example_proxy;
  out.address = "198.51.100.3";
  out.tunnel.reset();
  return out;
}

inline hop_answer hop_router(int number) {
  hop_answer out{hop_reply::hop_limit_exceeded,
                 number == 4 ? "203.0.113.9" : "10.4." + std::to_string(number) + ".1",
                 1ms};
  out.icmp = icmp_error{out.sender, false, 11, 0, false};
  out.hops_left = static_cast<std::uint8_t>(65 - number);
  return out;
}

inline hop_answer hop_refusal(std::uint8_t code,
                              const std::string& sender = "203.0.113.9") {
  hop_answer out{hop_reply::icmp_refusal, sender, 1ms};
  out.icmp = icmp_error{sender, false, 3, code, false};
  return out;
}

inline const hop_answer hop_silence{};
inline const hop_answer hop_connection{hop_reply::connection, "192.0.2.7", 12ms};
inline const hop_answer hop_reset{hop_reply::reset, "192.0.2.7", 12ms};

/// The first hops are 10.4.1.1 to 10.4.3.1 and 203.0.113.9; these follow.
inline path path_then(std::vector<hop_answer> rest, int routers = 4) {
  path out{"192.0.2.7", 5000, 30};
  const auto add = [&out](hop_answer one) {
    path_hop hop;
    hop.number = static_cast<std::uint8_t>(out.hops.size() + 1);
    hop.answers.push_back(std::move(one));
    out.hops.push_back(std::move(hop));
  };
  for (int number = 1; number <= routers; ++number)
    add(hop_router(number));
  for (auto& one : rest)
    add(std::move(one));
  return out;
}

inline findings with_path(findings of, path way) {
  of.way_there = std::make_shared<const path>(std::move(way));
  return of;
}

/// With so many pings, of which so many were answered.
inline findings with_pings(findings of, std::uint64_t sent, std::uint64_t answered,
                           std::optional<failure> why = {}) {
  of.pings.transmitted = sent;
  of.pings.received = answered;
  of.pings.lost = sent - answered;
  for (std::uint64_t i = 0; i < answered; ++i)
    of.pings.round_trips.add(12'300us);
  of.why_lost = std::move(why);
  return of;
}

/// TCP sent data of so many pings again.
inline findings with_resent(findings of, std::uint64_t pings) {
  of.pings.retransmitted_pings = pings;
  of.pings.retransmitted_segments = pings + 1;
  return of;
}

/// With so many pings, of which so many were answered; the others wait for their answers.
inline findings with_waiting(findings of, std::uint64_t sent, std::uint64_t answered) {
  of = with_pings(std::move(of), answered, answered);
  of.pings.transmitted = sent;
  return of;
}

inline packet_sizes sizes_of(std::uint32_t there, std::uint32_t back) {
  packet_sizes out;
  out.host = example_host;
  out.address = "192.0.2.7";
  out.port = 5000;
  out.there.passed = out.there.limit = there;
  out.back.passed = out.back.limit = back;
  out.interface_mtu = 1500;
  out.believed_before = out.believed = 1500;
  out.advertised_mss = out.send_mss = 1460;
  return out;
}

inline findings with_sizes(findings of, packet_sizes sizes) {
  of.sizes = std::make_shared<const packet_sizes>(std::move(sizes));
  return of;
}

inline findings with_view(findings of, observation seen) {
  of.seen = std::make_shared<const observation>(std::move(seen));
  return of;
}

inline findings by_proxy(findings of) {
  of.proxy = example_proxy;
  of.pinged_through = example_proxy;
  return of;
}

}  // namespace tmss10::test
