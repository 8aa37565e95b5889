// SPDX-License-Identifier: MIT
#include "kept_sessions.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace tmss10 {
namespace {

bool is_used(const kept_sessions::entry& one) {
  return one.turn.taken() > 0;
}

}  // namespace

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
    return now - one.second->last > kept_for && !is_used(*one.second);
  });
}

void kept_sessions::close_longest_unused() {
  const auto at = std::ranges::min_element(
      entries_, {}, [](const auto& one) { return one.second->last; });
  entries_.erase(at);
}

void kept_sessions::close_some() {
  // A probe needs one for its connection, and one or two to look a name up.
  constexpr std::size_t enough = 4;
  std::vector<decltype(entries_)::iterator> idle;
  for (auto at = entries_.begin(); at != entries_.end(); ++at) {
    if (at->second->session->open && !is_used(*at->second)) idle.push_back(at);
  }
  std::ranges::sort(idle, {}, [](const auto& at) { return at->second->last; });
  idle.resize(std::min(idle.size(), enough));
  for (const auto& at : idle)
    entries_.erase(at);
}

void kept_sessions::close_all() {
  entries_.clear();
}

std::size_t kept_sessions::open() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      entries_, [](const auto& one) { return one.second->session->open != nullptr; }));
}

}  // namespace tmss10
