// SPDX-License-Identifier: MIT
#include "kept_sessions.hpp"

#include <tmss10/net/session.hpp>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

/// One that a probe uses now is that probe's to close: it leaves it where nobody looks.
void close(const kept_sessions::entry& of) {
  if (const auto open = std::exchange(of.session->open, nullptr)) open->close_in_order();
}

bool is_used(const kept_sessions::entry& one) {
  return one.turn.taken() > 0;
}

}  // namespace

kept_sessions::~kept_sessions() {
  close_all();
}

std::shared_ptr<kept_sessions::entry> kept_sessions::find(const std::string& module,
                                                          const std::string& target,
                                                          clock::time_point now) {
  close_old(now);
  auto& found = entries_[key(module, target)];
  if (!found) found = std::make_shared<entry>(executor_);
  found->last = now;
  auto out = found;
  if (entries_.size() > most_kept) close_longest_unused();
  return out;
}

void kept_sessions::close_old(clock::time_point now) {
  std::erase_if(entries_, [now](const auto& one) {
    if (now - one.second->last <= kept_for || is_used(*one.second)) return false;
    close(*one.second);
    return true;
  });
}

void kept_sessions::close_longest_unused() {
  const auto at = std::ranges::min_element(
      entries_, {}, [](const auto& one) { return one.second->last; });
  close(*at->second);
  entries_.erase(at);
}

void kept_sessions::close_all() {
  for (const auto& [name, one] : std::exchange(entries_, {}))
    close(*one);
}

std::size_t kept_sessions::open() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      entries_, [](const auto& one) { return one.second->session->open != nullptr; }));
}

}  // namespace tmss10
