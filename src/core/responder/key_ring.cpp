// SPDX-License-Identifier: MIT
#include <tmss10/core/responder/key_ring.hpp>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

bool same(const site_key& one, const site_key& other) {
  const auto left = one.secret();
  const auto right = other.secret();
  return std::equal(left.begin(), left.end(), right.begin(), right.end());
}

}  // namespace

key_ring::key_ring(std::shared_ptr<const site_key> first) : current_(std::move(first)) {}

key_ring::replacement key_ring::replace(std::shared_ptr<const site_key> next,
                                        clock::time_point now, clock::duration grace) {
  if (same(*next, *current_)) return {true, std::nullopt};
  expire(now);
  const bool for_good = grace > clock::time_point::max() - now;
  former_.push_front({current_, for_good ? clock::time_point::max() : now + grace});
  current_ = std::move(next);
  std::erase_if(former_, [this](const entry& one) { return same(*one.key, *current_); });
  if (former_.size() <= most_former) return {};
  const auto end = former_.back().end;
  former_.pop_back();
  return {false, end - now};
}

std::size_t key_ring::expire(clock::time_point now) {
  return std::erase_if(former_, [now](const entry& one) { return one.end <= now; });
}

std::optional<key_ring::clock::time_point> key_ring::next_end() const {
  if (former_.empty()) return std::nullopt;
  return std::min_element(
             former_.begin(), former_.end(),
             [](const entry& one, const entry& other) { return one.end < other.end; })
      ->end;
}

accepted_keys key_ring::keys() const {
  auto former = std::make_shared<accepted_keys::list>();
  for (const auto& one : former_)
    former->push_back(one.key);
  return {current_, std::move(former)};
}

}  // namespace tmss10
