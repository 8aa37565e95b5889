// SPDX-License-Identifier: MIT
#include <tmss10/core/outstanding_pings.hpp>

namespace tmss10 {

void outstanding_pings::sent(std::uint64_t sequence, time_point at) {
  pings_.push_back({sequence, at});
}

std::optional<std::uint64_t> outstanding_pings::next_answered() const {
  if (pings_.empty()) return std::nullopt;
  return pings_.front().sequence;
}

std::optional<outstanding_pings::answered> outstanding_pings::take_answered(
    time_point now) {
  if (pings_.empty()) return std::nullopt;
  const ping oldest = pings_.front();
  pings_.pop_front();
  const bool late = given_up_ > 0;
  if (late) --given_up_;
  return answered{oldest.sequence, now - oldest.at, late};
}

std::optional<outstanding_pings::given_up> outstanding_pings::expire(time_point now) {
  const auto expiry = next_expiry();
  if (!expiry || now < *expiry) return std::nullopt;
  const ping& oldest = pings_[given_up_++];
  return given_up{oldest.sequence, timeout_};
}

std::optional<outstanding_pings::given_up> outstanding_pings::abandon(time_point now) {
  if (waiting() == 0) {
    pings_.clear();
    given_up_ = 0;
    return std::nullopt;
  }
  const ping& oldest = pings_[given_up_++];
  return given_up{oldest.sequence, now - oldest.at};
}

std::optional<outstanding_pings::time_point> outstanding_pings::next_expiry() const {
  if (waiting() == 0) return std::nullopt;
  return pings_[given_up_].at + timeout_;
}

}  // namespace tmss10
