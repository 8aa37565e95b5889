// SPDX-License-Identifier: MIT
#include <tmss10/core/run/outages.hpp>

#include <algorithm>

namespace tmss10 {

void outages::begin(time_point sent) {
  const auto began = std::max(sent, last_answer_);
  if (!now_) {
    now_ = outage{began, {}, {}, {}};
    connects_ = true;
  }
  now_->begin = std::min(now_->begin, began);
  due(began);
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
  if (ended_.size() == most_kept) ended_.pop_front();
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
