// SPDX-License-Identifier: MIT
#include "table_looks.hpp"

#include "error_output.hpp"
#include "run_watch.hpp"
#include "target_outcome.hpp"
#include <tmss10/core/report/table_line.hpp>

#include <optional>
#include <utility>

namespace tmss10 {
namespace {

/// From one frame of the live table to the next.
constexpr auto frame_time = std::chrono::milliseconds(100);

/// Which of the counts a target that runs is in.
std::uint64_t& count_of(targets_now& counts, const statistics& totals) {
  if (totals.outage.going_on()) return counts.down;
  return totals.received > 0 ? counts.up : counts.undecided;
}

}  // namespace

table_looks::table_looks(asio::io_context& io, parts of, std::function<run_outcome()> all,
                         std::function<void()> fail)
    : of_(of),
      all_(std::move(all)),
      fail_(std::move(fail)),
      frames_(io),
      snapshots_(io) {}

void table_looks::start(std::chrono::system_clock::time_point began) {
  began_ = began;
  if (of_.output.is_live()) frames_.start(frame_time, [this] { return draw(); });
  if (const auto every = of_.common.reports.snapshot_every)
    snapshots_.start(*every, [this] { return snapshot(); });
}

void table_looks::show_counts() const {
  const auto counts = of_.pings.counts();
  targets_now now;
  now.ended = counts.ended;
  now.not_begun = counts.not_begun;
  for_each_running([&now](std::size_t /*target*/, const pinging& pings) {
    ++count_of(now, pings.totals());
  });
  error_output(of_.common.timestamps).write(targets_line(now));
}

void table_looks::for_each_running(const visitor& visit) const {
  for (std::size_t target = 0; target < of_.pings.begun(); ++target) {
    if (const auto* const pings = of_.pings.find(target)) visit(target, *pings);
  }
}

/// Whether there is a next frame.
bool table_looks::draw() {
  const auto find = [this](std::size_t target) { return of_.pings.find(target); };
  const bool written = of_.output.draw(find);
  if (!written) fail_();
  return written;
}

/// Whether there is a next one.
bool table_looks::snapshot() {
  bool written = true;
  for_each_running([this, &written](std::size_t target, const pinging& pings) {
    written = of_.output.snapshot_target(target, so_far(target, pings)) && written;
  });
  written = of_.output.snapshot(all_()) && written;
  if (!written) fail_();
  if (!of_.output.is_live()) show_counts();
  return written;
}

run_outcome table_looks::so_far(std::size_t target, const pinging& pings) const {
  const auto options = options_of(of_.targets[target], of_.common);
  const run_watch nothing(options);
  const auto proxy = of_.means.proxy_name(target, options);
  const std::optional<failure> none;
  const run_so_far now{.options = options,
                       .pings = pings,
                       .watch = nothing,
                       .proxy = proxy,
                       .began = began_,
                       .failed = none};
  return outcome_of_target(now, of_.targets[target]);
}

}  // namespace tmss10
