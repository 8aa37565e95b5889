// SPDX-License-Identifier: MIT
#include "core/verdict/sentence_text.hpp"
#include "html_text.hpp"
#include "page_sections.hpp"
#include "size_text.hpp"
#include <tmss10/core/run/idle_limit.hpp>
#include <tmss10/core/run/observation.hpp>
#include <tmss10/core/run/packet_sizes.hpp>
#include <tmss10/core/verdict/idle_judgement.hpp>
#include <tmss10/core/verdict/observation_wording.hpp>
#include <tmss10/core/verdict/size_judgement.hpp>

#include <fmt/format.h>

#include <cmath>
#include <vector>

namespace tmss10 {
namespace {

std::string bytes_text(const std::optional<std::uint32_t>& value) {
  return value ? fmt::format("{} bytes", *value) : std::string();
}

std::string fate_text(option_fate fate) {
  switch (fate) {
    case option_fate::as_sent: return "arrives as sent";
    case option_fate::changed: return "is changed on the way";
    case option_fate::removed: return "is removed on the way";
    case option_fate::unknown: break;
  }
  return {};
}

std::string mss_fact(const observation& seen, const way_there& way) {
  if (!way.arrived || !way.arrived->mss) return fate_text(way.mss);
  auto out = fmt::format("{} arrives", *way.arrived->mss);
  if (seen.own.mss) out += fmt::format(", {} was sent", *seen.own.mss);
  return out;
}

std::string clock_fact(const way_there& way) {
  if (!way.clock_ahead) return {};
  const auto ahead = std::chrono::duration<double>(*way.clock_ahead).count();
  const auto error = std::chrono::duration<double>(way.clock_error).count();
  if (std::abs(ahead) <= error)
    return fmt::format("agrees with this machine's within {:.3f} s", error);
  return fmt::format("{:.3f} s {} this machine's, within {:.3f} s", std::abs(ahead),
                     ahead < 0 ? "behind" : "ahead of", error);
}

/// "192.0.2.7 port 40000"
std::string end_text(const std::string& address, std::optional<std::uint16_t> port) {
  if (address.empty() || !port) return address;
  return fmt::format("{} port {}", address, *port);
}

}  // namespace

std::string page_sizes(const finished_run& of) {
  const auto* const sizes = of.record.sizes();
  if (sizes == nullptr) return {};
  const auto judged = judge_sizes(*sizes);
  auto content =
      facts_table("Packet sizes",
                  {{"On the way there", direction_text(sizes->there)},
                   {"On the way back", direction_text(sizes->back)},
                   {"Path MTU, as this system believes", bytes_text(sizes->believed)},
                   {"The same before the test", sizes->believed_before != sizes->believed
                                                    ? bytes_text(sizes->believed_before)
                                                    : ""},
                   {"MTU of the network interface", bytes_text(sizes->interface_mtu)},
                   {"MSS advertised, used to send",
                    fmt::format("{}, {} bytes", sizes->advertised_mss, sizes->send_mss)},
                   {"MSS to clamp to", bytes_text(judged.clamp_mss)}});
  return page_section(fmt::format("Largest {} packets", sizes->is_v6 ? "IPv6" : "IPv4"),
                      content);
}

std::string page_idle_limit(const finished_run& of) {
  const auto* const idle = of.record.idle();
  if (idle == nullptr) return {};
  return page_section(
      "Idle limit",
      facts_table("Idle limit",
                  {{"Looked for up to", idle_at_least(idle->asked)},
                   {"Survived", idle->survived.count() > 0 ? idle_at_least(idle->survived)
                                                           : std::string()},
                   {"Ended", idle->ended ? idle_at_most(*idle->ended) : std::string()},
                   {"Survived all the same", idle->survived_longer
                                                 ? idle_at_least(*idle->survived_longer)
                                                 : std::string()},
                   {"Connections, rounds",
                    fmt::format("{}, {}", idle->connections, idle->rounds)},
                   {"Search", idle->complete ? "complete" : "ended early"}}));
}

std::string page_observation(const finished_run& of) {
  const auto* const seen = of.record.observed();
  if (seen == nullptr) return {};
  const auto way = compare(*seen);
  const auto nat = way.translated ? *way.translated ? "yes" : "no" : "";
  return page_section(
      "As the server sees it",
      facts_table("As the server sees it",
                  {{"Connection from", end_text(seen->said.address, seen->said.port)},
                   {"Made from", end_text(seen->own.address, seen->own.port)},
                   {"Address translation (NAT)", nat},
                   {"Hops", way.hops ? std::to_string(*way.hops) : std::string()},
                   {"MSS", mss_fact(*seen, way)},
                   {"SACK", fate_text(way.sack_permitted)},
                   {"Time stamps", fate_text(way.timestamps)},
                   {"Window scaling", fate_text(way.window_scale)},
                   {"Server's clock", clock_fact(way)},
                   {"Server", server_text(seen->said)}}));
}

}  // namespace tmss10
