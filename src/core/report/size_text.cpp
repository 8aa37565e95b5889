// SPDX-License-Identifier: MIT
#include "size_text.hpp"

#include "wrapped.hpp"
#include <tmss10/core/verdict/size_judgement.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace tmss10 {
namespace {

/// "  there  1412 bytes arrive, 1413 vanish"
std::string direction_line(std::string_view name, const direction_sizes& at) {
  return fmt::format("  {:<6} {}", name, direction_text(at));
}

std::string belief_line(const packet_sizes& found) {
  if (!found.believed) return "  path MTU not known on this system";
  auto out = fmt::format("  path MTU {} bytes, as this system believes", *found.believed);
  if (found.believed_before && *found.believed_before != *found.believed)
    out += fmt::format(" (before: {})", *found.believed_before);
  if (found.interface_mtu) out += fmt::format("; interface {}", *found.interface_mtu);
  return out;
}

std::string so_far_of(std::string_view name, const direction_sizes& at) {
  auto out = fmt::format("{} {} bytes ", name, at.passed);
  if (at.vanished) return out + fmt::format("({} vanish)", *at.vanished);
  if (at.passed >= at.limit) return out + "(none larger is sent)";
  return out + fmt::format("(up to {} not known)", at.limit);
}

}  // namespace

std::string direction_text(const direction_sizes& at) {
  auto out = fmt::format("{} bytes arrive", at.passed);
  if (at.vanished) {
    out += fmt::format(", {} vanish", *at.vanished);
  } else if (at.passed >= at.limit) {
    out += at.was_lowered ? ", larger ones are refused by ICMP" : ", none larger is sent";
  }
  const auto next = at.vanished ? *at.vanished : at.limit + 1;
  if (next > at.passed + 1) {
    out += fmt::format("; not known of {} to {}", at.passed + 1, next - 1);
  }
  return out;
}

std::vector<std::string> size_verdict(const packet_sizes& found, std::size_t columns) {
  const auto judged = judge_sizes(found);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < judged.verdict; ++i)
    add_wrapped(out, judged.sentences[i], columns);
  return out;
}

std::string size_status_line(const packet_sizes& so_far) {
  return fmt::format("arrived so far: {}, {}", so_far_of("there", so_far.there),
                     so_far_of("back", so_far.back));
}

std::vector<std::string> size_figures(const packet_sizes& found) {
  return {
      fmt::format("largest {} packets with TCP to {} port {}:",
                  found.is_v6 ? "IPv6" : "IPv4", found.address, found.port),
      direction_line("there", found.there),
      direction_line("back", found.back),
      belief_line(found),
      fmt::format("  MSS {} advertised, {} used to send", found.advertised_mss,
                  found.send_mss),
  };
}

std::vector<std::string> size_lines(const packet_sizes& found, std::size_t columns) {
  auto out = size_figures(found);
  for (const auto& sentence : judge_sizes(found).sentences)
    add_wrapped(out, sentence, columns);
  return out;
}

}  // namespace tmss10
