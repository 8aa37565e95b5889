// SPDX-License-Identifier: MIT
#include <tmss10/core/run/idle_search.hpp>

#include <algorithm>
#include <cmath>

namespace tmss10 {
namespace {

using duration = idle_search::duration;

/// A range is narrow at a second, or at a tenth of its upper end, whichever is more.
constexpr duration least_width = std::chrono::seconds(1);
constexpr int narrow_part = 10;

duration width_at(duration idle) {
  return std::max(least_width, idle / narrow_part);
}

/// Up to here, another end is taken for the same limit.
duration latest_like(duration idle) {
  return idle + 2 * width_at(idle);
}

double in_seconds(duration value) {
  return std::chrono::duration<double>(value).count();
}

/// A scale on which everything as wide as width_at() has about the same length: seconds
/// up to where a tenth is one, then logarithms.
double to_scale(duration idle) {
  const double bend = in_seconds(least_width) * narrow_part;
  const double value = in_seconds(idle);
  return value <= bend ? value : bend + bend * std::log(value / bend);
}

duration from_scale(double at) {
  const double bend = in_seconds(least_width) * narrow_part;
  const double value = at <= bend ? at : bend * std::exp((at - bend) / bend);
  return std::chrono::duration_cast<duration>(std::chrono::duration<double>(value));
}

/// How long a connection is known to have lived. One that ended by itself was there until
/// then.
duration lived(const idle_sample& one) {
  const bool counts = one.end == idle_end::survived || one.while_idle;
  return counts ? one.idle : duration(0);
}

}  // namespace

idle_search::idle_search(duration longest) : longest_(longest) {}

const idle_search::noted* idle_search::first_failure() const {
  const noted* out = nullptr;
  for (const auto& one : samples_) {
    if (one.what.end == idle_end::survived) continue;
    if (out == nullptr || one.what.idle < out->what.idle) out = &one;
  }
  return out;
}

duration idle_search::lived_below(duration limit) const {
  duration out{0};
  for (const auto& one : samples_) {
    if (one.what.idle < limit) out = std::max(out, lived(one.what));
  }
  return out;
}

bool idle_search::is_narrow() const {
  const auto* const failed = first_failure();
  if (failed == nullptr) return lived_below(duration::max()) >= longest_;
  const auto ended = failed->what.idle;
  return failed->what.while_idle || ended - lived_below(ended) <= width_at(ended);
}

bool idle_search::is_confirmed() const {
  const auto* const first = first_failure();
  if (first == nullptr) return true;
  const auto latest = latest_like(first->what.idle);
  return std::any_of(samples_.begin(), samples_.end(), [first, latest](const noted& one) {
    if (&one == first || one.what.end == idle_end::survived) return false;
    const bool is_same_moment =
        one.round == first->round && (one.what.while_idle || first->what.while_idle);
    return !is_same_moment && one.what.idle <= latest;
  });
}

/// Ends that name themselves differ by what timers differ by.
std::optional<duration> idle_search::contradiction() const {
  const auto* const failed = first_failure();
  if (failed == nullptr) return std::nullopt;
  const auto longest = lived_below(duration::max());
  const auto ended = failed->what.idle;
  const bool is_one = longest >= (failed->what.while_idle ? latest_like(ended) : ended);
  return is_one ? std::optional(longest) : std::nullopt;
}

bool idle_search::is_done() const {
  return is_narrow() && (is_confirmed() || contradiction());
}

std::size_t idle_search::begin_round(std::size_t most) {
  const auto last_round = most < points ? most_small_rounds : most_rounds;
  if (round_ >= last_round || is_done()) return 0;
  ++round_;
  return times(most).size();
}

std::vector<duration> idle_search::times(std::size_t connections) const {
  if (connections == 0) return {};
  const auto* const failed = first_failure();
  if (failed != nullptr && failed->what.while_idle)
    return {latest_like(failed->what.idle)};

  // The upper end is one of them, whether or not it was tried before: but where there is
  // only one connection, either that or what narrows the range.
  const auto upper = failed == nullptr ? longest_ : std::min(failed->what.idle, longest_);
  const bool tries_upper = failed == nullptr || is_narrow() || connections > 1;
  const std::size_t most_below = is_narrow()         ? 0
                                 : failed == nullptr ? points - 1
                                                     : points;
  const auto below = std::min(most_below, connections - (tries_upper ? 1 : 0));
  const double begin = to_scale(lived_below(upper));
  const double step = (to_scale(upper) - begin) / static_cast<double>(below + 1);
  std::vector<duration> out;
  for (std::size_t i = 1; i <= below; ++i)
    out.push_back(from_scale(begin + step * static_cast<double>(i)));
  if (tries_upper) out.push_back(upper);
  return out;
}

void idle_search::take(const idle_sample& one) {
  samples_.push_back({one, round_});
}

bool idle_search::needs(duration idle) const {
  const auto* const failed = first_failure();
  if (failed == nullptr || idle <= failed->what.idle) return true;
  if (is_done()) return false;
  if (failed->what.while_idle) return failed->round != round_;
  // Another that ends soon after this one spares a round.
  return is_narrow() && idle <= latest_like(failed->what.idle);
}

idle_range idle_search::range() const {
  idle_range out;
  out.asked = longest_;
  out.connections = samples_.size();
  out.rounds = round_;
  out.survived = lived_below(duration::max());
  if (const auto* const failed = first_failure()) {
    out.ended = failed->what.idle;
    out.how = failed->what.end;
    out.while_idle = failed->what.while_idle;
    out.survived = lived_below(failed->what.idle);
    out.survived_longer = contradiction();
    out.confirmed = is_confirmed();
  }
  out.complete = is_done();
  return out;
}

duration idle_search::remaining(const std::vector<duration>& awaited, duration waited,
                                duration reply_limit) const {
  const auto* const failed = first_failure();
  const bool is_overdue = !awaited.empty() && waited > awaited.front() + least_width;
  const bool is_silent =
      is_overdue || (failed != nullptr && failed->what.end == idle_end::silence);
  const auto reply = is_silent ? reply_limit : duration(0);
  const auto latest = awaited.empty() ? duration(0) : awaited.back() + reply;
  const auto of_this = std::max(latest - waited, duration(0));
  if (failed == nullptr || is_done()) return of_this;
  const bool is_last = failed->round != round_ || (is_narrow() && !awaited.empty());
  return is_last && !failed->what.while_idle ? of_this
                                             : of_this + failed->what.idle + reply;
}

}  // namespace tmss10
