// SPDX-License-Identifier: MIT
#include <tmss10/core/run/outages.hpp>

#include <algorithm>

namespace tmss10 {

/// As long as nothing was answered, all time since the first ping was due is down.
void outages::begin(time_point sent) {
  const bool never_answered = last_answer_ == time_point::min();
  auto began = std::max(sent, last_answer_);
  if (never_answered && first_) began = std::min(began, *first_);
  due(began);
  if (!now_) {
    now_ = outage{began, {}, never_answered ? held_up_ : duration(0), {}};
    connects_ = true;
  }
  now_->begin = std::min(now_->begin, began);
}

void outages::due(time_point at) {
  if (!first_) first_ = at;
}

void outages::lost(time_point sent, std::error_code reason) {
  begin(sent);
  if (!now_->reason) now_->reason = reason;
}

void outages::not_connected(time_point tried, std::error_code reason) {
  begin(tried);
  if (connects_) now_->reason = reason;
  connects_ = false;
}

void outages::answered(time_point sent, time_point now) {
  due(sent);
  last_answer_ = now;
  if (!now_) return;
  now_->end = now;
  longest_ = std::max(longest_, now_->length(now));
  down_ += now_->length(now);
  ++count_;
  if (ended_.size() == most_kept) ended_.erase(ended_.begin());
  ended_.push_back(*now_);
  now_.reset();
}

void outages::held_up(duration length) {
  if (now_) now_->held_up += length;
  if (last_answer_ != time_point::min()) last_answer_ += length;
  if (first_) held_up_ += length;
}

outages::duration outages::longest(time_point now) const {
  return now_ ? std::max(longest_, now_->length(now)) : longest_;
}

outages::duration outages::down(time_point now) const {
  return now_ ? down_ + now_->length(now) : down_;
}

outages::duration outages::up(time_point now) const {
  if (!first_) return duration(0);
  return std::max(now - *first_ - held_up_ - down(now), duration(0));
}

}  // namespace tmss10
