// SPDX-License-Identifier: MIT
#include "recent_events.hpp"

#include "count_text.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/run/idle_limit.hpp>

#include <fmt/format.h>

#include <utility>
#include <variant>

namespace tmss10 {
namespace {

/// Whether there is something to say of it: not that a ping was sent, nor that time
/// passes.
bool has_line(const ping_event& happened) {
  if (const auto* at = std::get_if<event::idle_step>(&happened))
    return at->at->what != idle_progress::step::waiting;
  return !std::holds_alternative<event::sent>(happened) &&
         !std::holds_alternative<event::attempted>(happened);
}

/// Whether later lines depend on it.
bool names_peer(const ping_event& happened) {
  return std::holds_alternative<event::connecting>(happened) ||
         std::holds_alternative<event::connected>(happened) ||
         std::holds_alternative<event::tunnelled>(happened);
}

/// What a screen shows in another place than its lines, or not at all.
std::string own_line(const occurrence& happened) {
  if (const auto* at = std::get_if<event::connecting>(&happened.what)) {
    const auto by = at->proxy.empty() ? std::string() : " by the proxy " + at->proxy;
    return fmt::format("connecting to {}{}", authority_of(at->host, at->port), by);
  }
  if (std::holds_alternative<event::not_connected>(happened.what))
    return "no connection: " + happened.told.value().sentence;
  if (const auto* at = std::get_if<event::held_up>(&happened.what)) {
    return fmt::format("this machine did not run this program for {:.2f} s",
                       seconds_of(at->length));
  }
  if (const auto* at = std::get_if<event::retransmitted>(&happened.what)) {
    return at->segments == 0
               ? std::string()
               : fmt::format("TCP sent {} again", counted(at->segments, "segment"));
  }
  return {};
}

void add_lines(std::vector<event_line>& to, const std::string& text,
               std::chrono::system_clock::time_point at) {
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = text.find('\n', begin);
    to.push_back({at, text.substr(begin, end - begin)});
    begin = end == std::string::npos ? text.size() : end + 1;
  }
}

}  // namespace

void recent_events::add(const ping_event& happened,
                        std::chrono::system_clock::time_point at) {
  if (!has_line(happened)) return;
  if (kept_.size() == most_kept) {
    auto& oldest = kept_.front();
    if (names_peer(oldest.what)) (void)before_.on(oldest.what, oldest.at);
    kept_.pop_front();
    ++dropped_;
  }
  kept_.push_back({at, happened});
}

std::vector<event_line> recent_events::lines() const {
  std::vector<event_line> out;
  auto report = before_;
  for (const auto& one : kept_) {
    const auto text = report.on(one.what, one.at);
    const auto own = printable(own_line(occurrence(one.what, one.at)));
    add_lines(out, own, one.at);
    add_lines(out, text, one.at);
  }
  return out;
}

}  // namespace tmss10
