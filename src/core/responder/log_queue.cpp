// SPDX-License-Identifier: MIT
#include <tmss10/core/responder/log_queue.hpp>

#include <new>

namespace tmss10 {

void log_queue::add(std::string line, std::size_t room) {
  const auto size = line.size();
  if (bytes_ + size > room) return leave_out();
  try {
    lines_.push_back({left_out_, std::move(line)});
  } catch (const std::bad_alloc&) {
    return leave_out();
  }
  left_out_ = 0;
  bytes_ += size;
}

std::optional<log_queue::entry> log_queue::take() {
  if (lines_.empty()) return std::nullopt;
  auto out = std::move(lines_.front());
  lines_.pop_front();
  bytes_ -= out.line.size();
  return out;
}

std::uint64_t log_queue::take_left_out() {
  return lines_.empty() ? std::exchange(left_out_, 0) : 0;
}

}  // namespace tmss10
