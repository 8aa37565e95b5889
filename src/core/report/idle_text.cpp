// SPDX-License-Identifier: MIT
#include "idle_text.hpp"

#include "count_text.hpp"
#include "wrapped.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/text_columns.hpp>
#include <tmss10/core/verdict/idle_judgement.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;
using text_lines = std::vector<std::string>;

/// For people who wait: "42 s", "12 min 5 s", "1 h 2 min".
std::string waiting_time(nanoseconds value) {
  constexpr std::int64_t minute = 60;
  constexpr std::int64_t hour = 60 * minute;
  const auto all = static_cast<std::int64_t>(std::ceil(seconds_of(value)));
  if (all < 2 * minute) return fmt::format("{} s", all);
  if (all < hour) return fmt::format("{} min {} s", all / minute, all % minute);
  return fmt::format("{} h {} min", all / hour, all % hour / minute);
}

std::string idle_end_text(const idle_sample& of) {
  switch (of.end) {
    case idle_end::survived: return "answered";
    case idle_end::silence: return "no answer, while a new connection works";
    case idle_end::reset: return "reset";
    case idle_end::closed: return "the end of the stream, without a close message";
    case idle_end::close_message: return "the responder's close message";
  }
  return {};
}

std::string time_of(const idle_sample& one) {
  if (one.end == idle_end::survived) return idle_at_least(one.idle);
  return one.while_idle ? idle_exactly(one.idle) : idle_at_most(one.idle);
}

std::string decided_line(const idle_sample& of) {
  return fmt::format("idle for {}: {}{}", time_of(of), idle_end_text(of),
                     of.while_idle ? ", by itself" : "");
}

std::string round_line(const idle_progress& at) {
  auto count = counted(at.awaited.size(), "connection");
  if (at.so_far.admitted == at.awaited.size()) count += " (the responder admits no more)";
  return fmt::format("round {}: {}, idle for up to {}", at.round, count,
                     idle_at_most(at.awaited.back()));
}

}  // namespace

text_lines idle_lines(const idle_progress& at, bool verbose) {
  switch (at.what) {
    case idle_progress::step::round:
      return at.awaited.empty() ? text_lines{} : text_lines{round_line(at)};
    case idle_progress::step::decided:
      return verbose ? text_lines{decided_line(at.last)} : text_lines{};
    case idle_progress::step::waiting: break;
  }
  return {};
}

text_lines idle_lines(const idle_range& found, std::size_t columns) {
  text_lines out;
  out.push_back(fmt::format("idle limit of {}, looked for up to {}:", found.target,
                            idle_at_least(found.asked)));
  if (!found.while_idle) {
    out.push_back(fmt::format("  survived  {:>8}", idle_at_least(found.survived)));
  }
  if (found.ended) {
    const idle_sample last{*found.ended, found.how, found.while_idle};
    out.push_back(fmt::format("  {:<8}  {:>8}  {}",
                              found.how == idle_end::silence ? "lost" : "ended",
                              time_of(last), idle_end_text(last)));
  }
  const auto judged = judge_idle(found);
  for (const auto& text : {judged.sentence, judged.advice, judged.note}) {
    for (auto& line : wrapped(text, columns))
      out.push_back(std::move(line));
  }
  return out;
}

text_lines idle_verdict(const idle_range& found, std::size_t columns) {
  return wrapped(judge_idle(found).sentence, columns);
}

std::string idle_status_line(const idle_progress& at, std::size_t columns) {
  const auto longest = at.awaited.empty() ? at.waited : at.awaited.back();
  auto out =
      fmt::format("round {}: idle for {} of {}, {} waiting, about {} left", at.round,
                  waiting_time(std::min(at.waited, longest)), waiting_time(longest),
                  counted(at.awaited.size(), "connection"), waiting_time(at.remaining));
  const auto& known = at.so_far;
  const auto add = [&out, columns](const std::string& part) {
    if (columns_of(out) + columns_of(part) <= columns) out += part;
  };
  if (known.survived > nanoseconds(0)) add("; survived " + idle_at_least(known.survived));
  if (known.ended) add("; ended at " + idle_at_most(*known.ended));
  return std::string(front_of(out, columns));
}

const char* name_of(idle_end end) {
  switch (end) {
    case idle_end::survived: return "survived";
    case idle_end::silence: return "silence";
    case idle_end::reset: return "reset";
    case idle_end::closed: return "closed";
    case idle_end::close_message: return "close_message";
  }
  return "";
}

}  // namespace tmss10
