// SPDX-License-Identifier: MIT
#include <tmss10/core/verdict/observation_wording.hpp>

#include <fmt/format.h>

#include <chrono>
#include <string_view>

namespace tmss10 {
namespace {

/// A difference of clocks for people: tenths of a second as long as they matter.
std::string difference_text(std::chrono::nanoseconds difference) {
  const auto seconds = std::chrono::duration<double>(difference).count();
  if (seconds < 120) return fmt::format("{:.1f} s", seconds);
  if (seconds < 2 * 3600) return fmt::format("{:.0f} min", seconds / 60);
  if (seconds < 48 * 3600) return fmt::format("{:.1f} h", seconds / 3600);
  return fmt::format("{:.0f} days", seconds / 86'400);
}

std::string mss_text(const way_there& way, const own_request& own) {
  switch (way.mss) {
    case option_fate::removed: return fmt::format("no MSS (sent {})", own.mss.value());
    case option_fate::changed:
      return fmt::format("MSS {} (sent {})", way.arrived->mss.value(), own.mss.value());
    case option_fate::as_sent:
    case option_fate::unknown: break;
  }
  return way.arrived && way.arrived->mss ? fmt::format("MSS {}", *way.arrived->mss)
                                         : std::string();
}

void remark_addresses(const observation& seen, const way_there& way,
                      std::vector<std::string>& to) {
  if (way.translated.value_or(false)) {
    to.push_back(fmt::format(
        "NAT on the way: {} port {} of this machine arrives as {} port {}",
        seen.own.address, seen.own.port, seen.said.address, seen.said.port.value()));
  }
  if (way.redirected.value_or(false)) {
    to.push_back(fmt::format(
        "{} port {} is not the server's own: connections are passed on to {} port {}",
        seen.own.peer_address, seen.own.peer_port, way.arrived->destination,
        way.arrived->destination_port));
  }
  if (way.made_anew) {
    to.push_back(fmt::format(
        "the connection request was sent with hop limit {} and arrives with {}: "
        "something on the way makes connections of its own",
        seen.own.hop_limit.value(), way.arrived->hop_limit));
  }
}

void remark_mss(const observation& seen, const way_there& way,
                std::vector<std::string>& to) {
  if (way.mss == option_fate::removed) {
    to.push_back(
        fmt::format("something on the way removes the MSS ({}) from connection requests",
                    seen.own.mss.value()));
  } else if (way.mss == option_fate::changed) {
    const auto sent = seen.own.mss.value();
    const auto arrived = way.arrived->mss.value();
    to.push_back(fmt::format("something on the way {} the MSS from {} to {}",
                             arrived < sent ? "clamps" : "raises", sent, arrived));
  }
}

void remark_removed(option_fate fate, std::string_view what, std::string_view cost,
                    std::vector<std::string>& to) {
  if (fate != option_fate::removed) return;
  to.push_back(fmt::format("something on the way removes {} from connection requests: {}",
                           what, cost));
}

}  // namespace

std::string observation_line(const observation& seen) {
  if (seen.said.address.empty()) return {};
  const auto way = compare(seen);
  auto out = fmt::format("seen by the server as {}", seen.said.address);
  if (seen.said.port) out += fmt::format(" port {}", *seen.said.port);
  if (seen.through_proxy) out += " (through the proxy)";
  if (way.translated) out += *way.translated ? " (NAT)" : " (no NAT)";
  if (way.hops) out += fmt::format(", {} hop{}", *way.hops, *way.hops == 1 ? "" : "s");
  if (const auto mss = mss_text(way, seen.own); !mss.empty()) out += ", " + mss;
  return out;
}

std::string server_text(const peer_statement& said) {
  if (said.program.empty() && said.version.empty() && said.system.empty()) return {};
  auto out = said.program.empty() ? std::string("a responder") : said.program;
  if (!said.version.empty()) out += " " + said.version;
  if (!said.system.empty()) out += " on " + said.system;
  return out;
}

std::vector<std::string> observation_remarks(const observation& seen) {
  const auto way = compare(seen);
  std::vector<std::string> out;
  remark_addresses(seen, way, out);
  remark_mss(seen, way, out);
  remark_removed(way.sack_permitted, "SACK",
                 "after a loss, TCP resends more than was lost", out);
  remark_removed(way.timestamps, "time stamps",
                 "TCP measures round trips less often, and notices losses later", out);
  remark_removed(way.window_scale, "window scaling",
                 "at most 64 KB are sent in a round trip", out);
  if (way.clocks_differ) {
    const auto ahead = way.clock_ahead.value();
    out.push_back(fmt::format("the server's clock is {} {} this machine's",
                              difference_text(std::chrono::abs(ahead)),
                              ahead.count() > 0 ? "ahead of" : "behind"));
  }
  return out;
}

}  // namespace tmss10
