// SPDX-License-Identifier: MIT
#include <tmss10/core/run/outstanding_pings.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

/// A process that gets to run for a moment at a time may be held up for ever: after so
/// many fresh looks in all a ping is given up.
constexpr int most_fresh_looks = 5;

}  // namespace

void outstanding_pings::sent(std::uint64_t sequence, time_point at, duration timeout) {
  pings_.push_back({sequence, at, at + timeout});
}

std::optional<std::uint64_t> outstanding_pings::next_answered() const {
  if (first_ == pings_.size()) return std::nullopt;
  return pings_[first_].sequence;
}

std::optional<outstanding_pings::answered> outstanding_pings::take_answered(
    time_point now) {
  if (first_ == pings_.size()) return std::nullopt;
  const ping oldest = pings_[first_++];
  const bool late = first_waiting_ >= first_;
  first_waiting_ = std::max(first_waiting_, first_);
  drop_answered();
  const bool noticed_late = !late && (oldest.noticed_late || now > oldest.expiry);
  return answered{oldest.sequence, now - oldest.at, late, noticed_late};
}

/// When they are half of all, so that each of the others moves once at most for one that
/// was answered.
void outstanding_pings::drop_answered() {
  if (2 * first_ < pings_.size()) return;
  pings_.erase(pings_.begin(), pings_.begin() + static_cast<std::ptrdiff_t>(first_));
  first_waiting_ -= first_;
  first_ = 0;
}

std::optional<outstanding_pings::given_up> outstanding_pings::expire(time_point now) {
  const auto expiry = next_expiry();
  if (!expiry || now < *expiry) return std::nullopt;
  const ping& oldest = pings_[first_waiting_++];
  return oldest.noticed_late ? given_up_at(now, oldest)
                             : given_up{oldest.sequence, oldest.expiry - oldest.at};
}

void outstanding_pings::held_up(const hold_up& at) {
  for (auto i = first_waiting_; i < pings_.size(); ++i) {
    auto& waiting = pings_[i];
    const auto length = at.to - std::max(at.from, waiting.at);
    if (length <= most_lateness) continue;  // sent when it was all but over
    waiting.held_up += length;
    waiting.noticed_late = true;
    const auto last =
        waiting.at + timeout_ + waiting.held_up + most_fresh_looks * fresh_look;
    waiting.expiry = std::max(waiting.expiry, std::min(at.to + fresh_look, last));
  }
}

bool outstanding_pings::look_again(time_point now) {
  if (waiting() == 0 || pings_[first_waiting_].noticed_late) return false;
  for (auto i = first_waiting_; i < pings_.size() && pings_[i].expiry <= now; ++i) {
    pings_[i].noticed_late = true;
    pings_[i].expiry = now + fresh_look;
  }
  return true;
}

outstanding_pings::given_up outstanding_pings::given_up_at(time_point now,
                                                           const ping& of) {
  return {of.sequence, now - of.at, of.held_up};
}

std::optional<outstanding_pings::given_up> outstanding_pings::abandon(time_point now) {
  if (waiting() == 0) {
    pings_.clear();
    first_ = 0;
    first_waiting_ = 0;
    return std::nullopt;
  }
  return given_up_at(now, pings_[first_waiting_++]);
}

std::optional<outstanding_pings::duration> outstanding_pings::longest_wait(
    time_point now) const {
  if (waiting() == 0) return std::nullopt;
  const ping& oldest = pings_[first_waiting_];
  return now - oldest.at - oldest.held_up;
}

std::optional<outstanding_pings::time_point> outstanding_pings::next_expiry() const {
  if (waiting() == 0) return std::nullopt;
  return pings_[first_waiting_].expiry;
}

}  // namespace tmss10
