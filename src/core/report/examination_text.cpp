// SPDX-License-Identifier: MIT
#include "examination_text.hpp"

#include "wrapped.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <string_view>

namespace tmss10 {
namespace {

/// "connection 0.31 ms, greeting 0.40 ms"
std::string stages_of(const tried_way& way) {
  std::string out;
  const auto add = [&out](std::string_view name,
                          const std::optional<std::chrono::nanoseconds>& took) {
    if (!took) return;
    out += fmt::format("{}{} {:.2f} ms", out.empty() ? "" : ", ", name,
                       milliseconds_of(*took));
  };
  add("connection", way.connection);
  add("tunnel", way.tunnel);
  add("greeting", way.greeting);
  add("handshake", way.handshake);
  return out;
}

}  // namespace

std::string way_result(const tried_way& way) {
  if (way.works())
    return fmt::format("a ping was answered in {:.2f} ms",
                       milliseconds_of(*way.round_trip));
  if (way.why) return sentence_without_target(*way.why);
  if (way.handshake) return "given up while waiting for the answer to a ping";
  if (way.greeting) return "given up in the handshake";
  if (way.connection) return "connected, then given up";
  return "given up";
}

std::string way_begin(const tried_way& way) {
  auto out = way.local_address;
  if (!way.interface_name.empty())
    out += fmt::format("{}({})", out.empty() ? "" : " ", way.interface_name);
  if (!way.gateway.empty()) out += " via " + way.gateway;
  return out;
}

std::string way_line(const tried_way& way, bool verbose) {
  auto out = way.is_direct() ? fmt::format("direct, {}  {}",
                                           way.is_v6() ? "IPv6" : "IPv4", way.address)
                             : fmt::format("proxy {}", way.proxy);
  if (const auto begin = way_begin(way); verbose && !begin.empty())
    out += " from " + begin;
  out += ": " + way_result(way);
  if (const auto stages = stages_of(way); verbose && !stages.empty())
    out += fmt::format(" ({})", stages);
  return out;
}

std::vector<std::string> examination_lines(const examination_judgement& of,
                                           std::size_t width) {
  std::string text;
  for (const auto& sentence : of.sentences)
    text += (text.empty() ? "" : " ") + sentence;
  auto out = wrapped(text, width);
  for (auto& line : wrapped(of.advice, width))
    out.push_back(std::move(line));
  return out;
}

}  // namespace tmss10
