// SPDX-License-Identifier: MIT
#include "log_account.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace tmss10::soak {
namespace {

/// "2026-11-21T08:45:36.525Z " stands before every line.
constexpr std::size_t stamp_size = 25;
constexpr std::size_t most_shown = 20;
constexpr std::size_t most_kinds = 200;

constexpr std::string_view good_end = ": the peer closed the session";

/// What a client can bring about, behind its address.
constexpr std::string_view of_clients[] = {
    "connected",          "request of ",          "turned away: ",
    "handshake failed: ", "session ended after ",
};

/// Numbers become N, so that lines of one kind are equal.
std::string kind_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_digit = (c >= '0' && c <= '9') || (c == '.' && out.ends_with('N'));
    if (!is_digit) {
      out += c;
    } else if (!out.ends_with('N')) {
      out += 'N';
    }
  }
  return out;
}

/// Of a line that tells how many events have none.
std::optional<std::uint64_t> left_out_in(std::string_view text) {
  std::uint64_t count = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), count);
  const std::string_view rest =
      count == 1 ? " line was left out" : " lines were left out";
  if (error != std::errc{} || !text.ends_with(rest)) return std::nullopt;
  return end + rest.size() == text.data() + text.size() ? std::optional(count)
                                                        : std::nullopt;
}

std::optional<std::uint16_t> port_at_end(std::string_view text) {
  const auto digits = text.substr(text.rfind(':') + 1);
  std::uint16_t port = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return port;
}

bool is_of_client(std::string_view text) {
  return std::any_of(std::begin(of_clients), std::end(of_clients),
                     [text](std::string_view begin) { return text.starts_with(begin); });
}

}  // namespace

bool is_honest(std::string_view address) {
  return address.starts_with("127.0.");
}

void log_account::add(std::string_view line) {
  const std::lock_guard lock(mutex_);
  const auto text = line.substr(std::min(stamp_size, line.size()));
  constexpr std::string_view listening = "listening on ";
  const auto space = text.find(' ');
  const auto peer = text.substr(0, space);
  const auto what =
      space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
  const bool is_listening = text.starts_with(listening);
  bool is_odd = true;
  if (is_listening) {
    if (!port_) port_ = port_at_end(text);
    is_odd = !port_;
    changed_.notify_all();
  } else if (const auto left_out = left_out_in(text)) {
    hostile_ends_ += *left_out;
    is_odd = false;
  } else if (peer.starts_with("127.") && is_of_client(what)) {
    const bool ended_well =
        what.starts_with("session ended after ") && what.ends_with(good_end);
    if (is_honest(peer) && ended_well) ++honest_sessions_;
    const bool goes_on = what == "connected" || what.starts_with("request of ");
    if (!is_honest(peer) && !goes_on) ++hostile_ends_;
    is_odd = is_honest(peer) && !ended_well && !goes_on;
  }
  const auto kind = kind_of(is_odd || is_listening ? text : what);
  if (by_kind_.size() < most_kinds || by_kind_.contains(kind)) ++by_kind_[kind];
  if (!is_odd) return;
  ++odd_lines_;
  if (first_odd_lines_.size() < most_shown) first_odd_lines_.emplace_back(line);
}

void log_account::end() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  changed_.notify_all();
}

std::optional<std::uint16_t> log_account::await_port() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return port_ || ended_; });
  return port_;
}

log_account::counts log_account::by_kind() const {
  const std::lock_guard lock(mutex_);
  return by_kind_;
}

std::uint64_t log_account::honest_sessions() const {
  const std::lock_guard lock(mutex_);
  return honest_sessions_;
}

std::uint64_t log_account::hostile_ends() const {
  const std::lock_guard lock(mutex_);
  return hostile_ends_;
}

std::uint64_t log_account::odd_lines() const {
  const std::lock_guard lock(mutex_);
  return odd_lines_;
}

std::vector<std::string> log_account::first_odd_lines() const {
  const std::lock_guard lock(mutex_);
  return first_odd_lines_;
}

}  // namespace tmss10::soak
