// SPDX-License-Identifier: MIT
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/run/idle_search.hpp>
#include <tmss10/core/verdict/idle_judgement.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// Three digits or so: more would say more than was measured.
int decimals_at(double value) {
  constexpr double tenths_up_to = 100;
  constexpr double hundredths_up_to = 1;
  return value < hundredths_up_to ? 2 : value < tenths_up_to ? 1 : 0;
}

template <typename Round>
std::string rounded_seconds(nanoseconds value, Round to_whole) {
  const double all = seconds_of(value);
  const int decimals = decimals_at(all);
  const double scale = std::pow(10, decimals);
  // Not what binary fractions add to a number of decimal ones.
  constexpr double binary_error = 1e-6;
  return trimmed(to_whole(all * scale, binary_error) / scale, decimals) + " s";
}

/// Where the time lies: "2.5 to 3.2 s", "at most 0.3 s".
std::string idle_range_text(const idle_range& found) {
  const auto ended = idle_at_most(*found.ended);
  if (found.survived <= nanoseconds(0)) return "at most " + ended;
  const auto survived = idle_at_least(found.survived);
  return survived.substr(0, survived.size() - 2) + " to " + ended;
}

/// Who may have ended it.
std::string idle_suspect(const idle_range& found) {
  return found.proxy.empty()
             ? std::string("Something on the way (a firewall, a NAT, a load balancer)")
             : fmt::format("The proxy {} or something else on the way", found.proxy);
}

std::string idle_finding(const idle_range& found) {
  if (found.while_idle) {
    const auto time = idle_exactly(*found.ended);
    switch (found.how) {
      case idle_end::close_message:
        return fmt::format(
            "The responder itself ends connections that were idle for {} (its "
            "--idle-timeout). Up to then, the path keeps them; beyond that it could not "
            "be tested.",
            time);
      case idle_end::closed:
        return fmt::format(
            "{} ends connections that were idle for {}, in order (FIN) but without the "
            "responder's close message.",
            idle_suspect(found), time);
      default:
        return fmt::format("{} resets connections that were idle for {}.",
                           idle_suspect(found), time);
    }
  }
  const auto range = idle_range_text(found);
  switch (found.how) {
    case idle_end::reset:
      return fmt::format(
          "{} forgets connections that were idle for {}, and answers what is then sent "
          "with a reset.",
          idle_suspect(found), range);
    case idle_end::silence:
      return fmt::format(
          "{} forgets connections that were idle for {}, and drops what is then sent "
          "without an answer.",
          idle_suspect(found), range);
    default:
      return fmt::format(
          "Connections that were idle for {} are ended when something is sent.", range);
  }
}

/// The interval at which something must be sent so that one of them may be lost. Empty
/// where none of whole seconds is short enough.
std::string keep_alive_of(const idle_range& found) {
  const auto half = std::chrono::floor<std::chrono::seconds>(found.survived / 2);
  return half.count() > 0 ? fmt::format("{} s", half.count()) : std::string();
}

std::string idle_advice(const idle_range& found) {
  // What ends a connection by itself let it live until then.
  auto known = found;
  if (known.while_idle) known.survived = *known.ended;
  const auto keep_alive = keep_alive_of(known);
  if (found.how == idle_end::close_message) {
    auto out = fmt::format(
        "To test the path for longer, start the responder with --idle-timeout {}.",
        std::ceil(2 * seconds_of(found.asked)));
    return out;
  }
  auto out = fmt::format(
      "Ask those who run it: \"TCP to {}: please raise the time-out of idle established "
      "connections from {} {} to more than {}.\"",
      found.target, found.while_idle || found.complete ? "about" : "less than",
      found.while_idle ? idle_exactly(*found.ended) : idle_at_most(*found.ended),
      idle_at_least(found.asked));
  if (!keep_alive.empty()) {
    out += fmt::format(
        " Or have the client send something at least every {} (TCP keep-alive interval).",
        keep_alive);
  }
  return out;
}

std::string idle_caution(const idle_range& found) {
  if (found.survived_longer) {
    return fmt::format(
        " But it is not the same for all connections: another one survived {}. There may "
        "be several ways, or the one that ended was hit by something else; look again.",
        idle_at_least(*found.survived_longer));
  }
  return found.complete ? std::string()
                        : " This was stopped before it was narrowed down and confirmed.";
}

/// That the search would be faster. Which limit it was, a busy greeting does not say.
std::string note_on_busy(const idle_range& found) {
  if (!found.admitted) return {};
  return fmt::format(
      "The responder was busy and admitted no more than {} at a time, so the search took "
      "longer than with {}. Raise its --max-per-address or, if it is full, its "
      "--max-connections.",
      *found.admitted == 1 ? std::string("1 connection")
                           : fmt::format("{} connections", *found.admitted),
      idle_search::points);
}

/// Connections have ended, but nobody knows whether they would again.
std::string one_end(const idle_range& found) {
  const auto time = idle_exactly(*found.ended);
  if (found.survived_longer) {
    return fmt::format(
        "Connections that were idle for {} ended, but another one survived {}: that "
        "is no idle limit. Something else ended them, such as a restart.",
        time, idle_at_least(*found.survived_longer));
  }
  return fmt::format(
      "Connections that were idle for {} ended, but that was seen only once: it may be a "
      "limit, or something else ended them, such as a restart.",
      time);
}

std::string without_idle_limit(const idle_range& found) {
  if (found.ended) return one_end(found);
  if (found.survived == nanoseconds(0))
    return "Nothing is known: no connection could be watched to its end.";
  const auto survived = idle_at_least(found.survived);
  if (found.survived >= found.asked) {
    return fmt::format(
        "Connections survive being idle for {}, the longest time that was tried.",
        survived);
  }
  return fmt::format(
      "Connections survive being idle for {}. This was stopped before longer times were "
      "known.",
      survived);
}

std::string shortfall_in(const idle_range& found) {
  const bool is_responders = found.how == idle_end::close_message;
  const auto time =
      found.while_idle ? idle_exactly(*found.ended) : idle_range_text(found);
  return fmt::format("--idle-limit: {} idle connections after {}",
                     is_responders                    ? "the responder ends"
                     : found.how == idle_end::silence ? "something on the way forgets"
                                                      : "something on the way ends",
                     time);
}

}  // namespace

std::string idle_exactly(nanoseconds value) {
  return rounded_seconds(value, [](double at, double) { return std::round(at); });
}

std::string idle_at_least(nanoseconds value) {
  return rounded_seconds(value,
                         [](double at, double error) { return std::floor(at + error); });
}

std::string idle_at_most(nanoseconds value) {
  return rounded_seconds(value,
                         [](double at, double error) { return std::ceil(at - error); });
}

idle_judgement judge_idle(const idle_range& found) {
  if (!found.is_limited()) {
    const bool is_unknown = !found.complete && !found.was_interrupted;
    return {without_idle_limit(found),
            {},
            is_unknown ? "--idle-limit: there is no answer: the search ended early" : "",
            note_on_busy(found)};
  }
  return {idle_finding(found) + idle_caution(found), idle_advice(found),
          shortfall_in(found), note_on_busy(found)};
}

}  // namespace tmss10
