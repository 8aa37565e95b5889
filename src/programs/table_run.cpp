// SPDX-License-Identifier: MIT
#include "table_run.hpp"

#include "describe_run.hpp"
#include "error_output.hpp"
#include "output_files.hpp"
#include "ping_run.hpp"
#include "read_targets.hpp"
#include "run_signals.hpp"
#include "run_so_far.hpp"
#include "run_watch.hpp"
#include "system/fine_timers.hpp"
#include "table_limits.hpp"
#include "table_looks.hpp"
#include "table_output.hpp"
#include "target_means.hpp"
#include "target_outcome.hpp"
#include <tmss10/core/options/target_entry.hpp>
#include <tmss10/core/options/understood_options.hpp>
#include <tmss10/core/verdict/judge_all.hpp>
#include <tmss10/core/verdict/target_state.hpp>
#include <tmss10/net/ping/fleet.hpp>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using clock = std::chrono::steady_clock;

std::vector<std::string> names_of(const std::vector<target_entry>& targets) {
  std::vector<std::string> out;
  out.reserve(targets.size());
  for (const auto& target : targets)
    out.push_back(target.name);
  return out;
}

/// One run with several targets.
class table_run {
 public:
  explicit table_run(const table_options& options)
      : options_(options),
        targets_(read_targets(options)),
        means_(targets_, options, warning()),
        watches_(needs_watches() ? targets_.size() : 0),
        signals_(io_, [this] { stop(); }) {
    if (options.min_ok > targets_.size()) {
      throw usage_error(fmt::format("--min-ok {}: there {} only {}", *options.min_ok,
                                    targets_.size() == 1 ? "is" : "are",
                                    targets_.size()));
    }
    output_.emplace(options_.common, names_of(targets_), warning(), [this] {
      io_.poll();
      return signals_.ended_by().has_value();
    });
    fleet_.emplace(
        io_.get_executor(), settings(), targets_.size(),
        [this](std::size_t target, pinging::listener listen) {
          return make(target, std::move(listen));
        },
        [this](const ping_event& happened) { show(happened); },
        [this](std::size_t target, const pinging& pings,
               const std::optional<failure>& why) { end(target, pings, why); });
    looks_.emplace(
        io_, table_looks::parts{options_.common, targets_, means_, *fleet_, *output_},
        [this] { return outcome_of_all(); }, [this] { stop_unwritable(); });
  }

  int run() {
    output_->begin(description());
    try {
      go_on_to_the_end();
    } catch (const std::exception& error) {
      output_->end_live();
      output_->end_trace();
      auto outcome = outcome_of_all();
      end_of_all end;
      end.broken = true;
      outcome.judged = judge_all(end, {});
      outcome.error = error.what();
      output_->break_off(outcome);
      throw;
    }
    return conclude();
  }

 private:
  using watch_pointer = std::unique_ptr<run_watch>;

  [[nodiscard]] bool needs_watches() const {
    return options_.common.wait_for != awaited::nothing || options_.common.max_failures;
  }

  file_warning warning() {
    return [this](const std::string& text) {
      if (options_.common.reports.nagios) {
        warnings_.push_back(text);
      } else {
        error_output(options_.common.timestamps).warn(text);
      }
    };
  }

  [[nodiscard]] fleet_settings settings() {
    auto out = room_for(options_, targets_.size());
    if (!out.note.empty()) warning()(out.note);
    return out.settings;
  }

  [[nodiscard]] run_description description() const {
    auto out = describe_run(options_.common);
    out.options = understood_options(options_);
    out.has_table = true;
    out.targets = names_of(targets_);
    return out;
  }

  void go_on_to_the_end() {
    if (signals_.ended_by()) return;  // while a FIFO had no reader
    began_ = std::chrono::system_clock::now();
    begin_ = clock::now();
    if (const auto& deadline = options_.common.deadline) {
      // A little later than those of the targets, which are to end by their own.
      deadline_timer_.expires_after(*deadline + std::chrono::milliseconds(50));
      deadline_timer_.async_wait([this](const asio::error_code& error) {
        if (!error) stop();
      });
    }
    looks_->start(began_);
    if (!output_->is_live()) signals_.await_snapshots([this] { looks_->show_counts(); });
    asio::co_spawn(io_, fleet_->run(), [this](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
      io_.stop();
    });
    io_.run();
  }

  void stop() {
    if (fleet_) fleet_->stop();
  }

  /// A report can't be written any more.
  void stop_unwritable() {
    is_unwritable_ = true;
    stop();
  }

  /// The options of a target, as of now: what is left of the deadline of all is its own.
  [[nodiscard]] ping_options options_for(std::size_t target) const {
    auto out = options_of(targets_[target], options_.common);
    if (out.deadline) {
      constexpr auto least = std::chrono::nanoseconds(std::chrono::milliseconds(1));
      out.deadline = std::max(*out.deadline - (clock::now() - begin_), least);
    }
    return out;
  }

  std::unique_ptr<pinging> make(std::size_t target, pinging::listener listen) {
    const auto options = options_for(target);
    if (needs_watches()) watches_[target] = std::make_unique<run_watch>(options);
    return means_.pings_of(io_.get_executor(), target, options, std::move(listen));
  }

  void show(const ping_event& happened) {
    const auto target = happened.target;
    const auto* const pings = fleet_->find(target);
    if (pings == nullptr) return;
    if (needs_watches() && watches_[target]->ends_with(happened, pings->totals())) {
      // One that is down is what --until-down waits for.
      if (watches_[target]->has_come() && options_.common.wait_for == awaited::down) {
        is_one_down_ = true;
        stop();
      } else {
        fleet_->stop(target);
      }
    }
    if (!output_->show(happened, pings->totals())) stop_unwritable();
  }

  void end(std::size_t target, const pinging& pings, const std::optional<failure>& why) {
    const auto options = options_of(targets_[target], options_.common);
    const run_watch nothing(options_.common);
    const auto& watch = needs_watches() ? *watches_[target] : nothing;
    const auto failed = failure_of_target(pings, watch.vain() ? watch.vain() : why);
    const auto proxy = means_.proxy_name(target, options);
    const run_so_far at_end{.options = options,
                            .pings = pings,
                            .watch = watch,
                            .proxy = proxy,
                            .began = began_,
                            .failed = failed,
                            .signal = signals_.ended_by(),
                            .reader_gone = output_->reader_is_gone()};
    auto outcome = outcome_of_target(at_end, targets_[target]);
    outcome.judged = verdict_of(at_end);
    if (is_one_down_) outcome.judged = {};
    // It was stopped for want of a report, whatever it was like until then.
    if (is_unwritable_ && !at_end.reader_gone) outcome.judged.code = exit_code::usage;
    drop_needless_reason(outcome);
    add(all_, outcome);
    judged_.push_back({targets_[target].name, outcome.judged});
    if (needs_watches()) watches_[target].reset();
    if (!output_->end_target(target, outcome)) stop_unwritable();
  }

  /// Those that get no turn any more.
  void end_unbegun() {
    const auto code = signals_.ended_by().value_or(exit_code::not_all_answered);
    for (auto target = fleet_->begun(); target < targets_.size(); ++target) {
      const auto options = options_of(targets_[target], options_.common);
      const auto outcome = outcome_of_unbegun(options, targets_[target],
                                              means_.proxy_name(target, options), code);
      add(all_, outcome);
      if (!output_->end_target(target, outcome)) is_unwritable_ = true;
    }
  }

  [[nodiscard]] std::size_t not_begun() const {
    return targets_.size() - std::min(fleet_->begun(), targets_.size());
  }

  [[nodiscard]] verdict judged() const {
    end_of_all end;
    end.signal = signals_.ended_by();
    end.not_begun = is_one_down_ ? 0 : not_begun();
    end.min_ok = options_.min_ok;
    end.reader_gone = output_->reader_is_gone();
    end.is_plugin = options_.common.reports.nagios;
    return judge_all(end, judged_);
  }

  [[nodiscard]] run_outcome outcome_of_all() const {
    run_outcome out;
    out.all = all_;
    out.warnings = warnings_;
    return out;
  }

  int conclude() {
    output_->end_live();
    output_->end_trace();
    end_unbegun();
    output_->show_summary();
    auto outcome = outcome_of_all();
    outcome.judged = judged();
    output_->conclude(outcome, [this] { return judged(); });
    const auto at_last = judged();  // the reader may have gone meanwhile
    if (at_last.code == exit_code::reader_gone) return at_last.status();
    if (!outcome.judged.exceeded.empty() && !options_.common.reports.nagios)
      error_output(options_.common.timestamps).warn(outcome.judged.exceeded);
    return outcome.judged.status();
  }

  const fine_timers timers_;
  const table_options& options_;
  std::vector<std::string> warnings_;  // for a plugin to tell
  const std::vector<target_entry> targets_;
  target_means means_;
  std::vector<watch_pointer> watches_;  // of those that run, if they are needed
  std::optional<table_output> output_;
  asio::io_context io_{1};
  run_signals signals_;
  asio::steady_timer deadline_timer_{io_};
  std::optional<fleet> fleet_;
  std::optional<table_looks> looks_;
  std::chrono::system_clock::time_point began_;
  clock::time_point begin_;
  targets_outcome all_;
  std::vector<judged_target> judged_;
  bool is_one_down_ = false;  // which is what the run waited for
  bool is_unwritable_ = false;
};

}  // namespace

int run_table(const table_options& options) {
  check_output_files(options.common);
  table_run run(options);
  try {
    return run.run();
  } catch (const std::exception& error) {
    throw broken_run(error.what());
  }
}

}  // namespace tmss10
