// SPDX-License-Identifier: MIT
#include "responder_log.hpp"

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

/// Lines that may come at once: what a person who watches a few clients causes.
constexpr std::uint32_t burst = 1000;

}  // namespace

responder_log::responder_log(log_level level, std::uint32_t per_second)
    : level_(level), limit_(per_second, burst) {}

void responder_log::tell(const responder_event& happened) {
  const auto now = std::chrono::system_clock::now();
  const auto line = log_line(happened, level_, now);
  if (line.empty()) return;
  const std::scoped_lock lock(mutex_);
  const auto left_out = limit_.ask(std::chrono::steady_clock::now());
  if (!left_out) return;
  if (*left_out > 0) {
    out_.write(log_note(std::to_string(*left_out) + " lines were left out", now));
  }
  out_.write(line);
}

void responder_log::note(std::string_view text) {
  const auto line = log_note(text, std::chrono::system_clock::now());
  const std::scoped_lock lock(mutex_);
  out_.write(line);
}

}  // namespace tmss10
