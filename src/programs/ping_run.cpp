// SPDX-License-Identifier: MIT
#include "ping_run.hpp"

#include "describe_run.hpp"
#include "earlier_run.hpp"
#include "error_output.hpp"
#include "examination.hpp"
#include "output_files.hpp"
#include "path_advice.hpp"
#include "ping_looks.hpp"
#include "ping_output.hpp"
#include "ping_settings.hpp"
#include "repeating_timer.hpp"
#include "run_signals.hpp"
#include "run_so_far.hpp"
#include "run_watch.hpp"
#include "system/fine_timers.hpp"
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/verdict/run_comparison.hpp>
#include <tmss10/core/verdict/shortfall.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/ping/pinging.hpp>
#include <tmss10/net/ping/probing.hpp>
#include <tmss10/net/responder/responder.hpp>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

/// "host:port" of the proxy; empty without one.
std::string proxy_name(const proxy_choice& of) {
  return of.proxy ? authority_of(of.proxy->host, of.proxy->port) : std::string();
}

site_key key_of(const ping_options& options, const file_warning& warn) {
  if (!options.key_file) return site_key::open_mode();
  return load_key(*options.key_file, warn);
}

/// One run: the pinger, what it prints, the signals that end it and, for --self-test, a
/// responder of its own.
class ping_run {
 public:
  explicit ping_run(ping_options options)
      : options_(std::move(options)),
        key_(key_of(options_, warning())),
        signals_(io_, [this] { stop(); }) {
    if (options_.baseline) earlier_.emplace(*options_.baseline, options_);
    if (options_.self_test) start_responder();
    auto choice = choose_proxy(options_, warning());
    proxy_ = proxy_name(choice);
    proxy_reason_ = choice.reason;
    // Last of what may fail: the reader of a FIFO that is opened and closed goes away.
    output_.emplace(options_, warning(), [this] { return is_over(); });
    const auto tell = [this](const ping_event& happened) { show(happened); };
    if (options_.examine) {
      examination_.emplace(options_, choice.proxy);
      look_ = examination_->look(io_.get_executor(), key_, tell);
    } else {
      look_ = look_of(io_.get_executor(), options_, choice.proxy, key_, tell);
    }
    pinging_ = pinging_of(io_.get_executor(), options_, choice.proxy, key_, tell);
  }

  int run() {
    const auto description = describe_run(options_);
    output_->begin(description);
    if (earlier_) earlier_->begin(description);
    try {
      go_on_to_the_end();
    } catch (const std::exception& error) {
      break_off(error.what());
      throw;
    }
    return conclude();
  }

 private:
  /// Warnings are lines on standard error. A plugin has none there: Icinga 2 takes its
  /// standard error for a part of its answer.
  file_warning warning() {
    return [this](const std::string& text) {
      if (options_.reports.nagios) {
        warnings_.push_back(text);
      } else {
        error_output(options_.timestamps).warn(text);
      }
    };
  }

  void go_on_to_the_end() {
    if (signals_.ended_by()) return;  // while a FIFO had no reader
    began_ = std::chrono::system_clock::now();
    output_->show_detail(proxy_reason_);
    signals_.await_snapshots([this] {
      const auto known = look_ ? look_->so_far() : std::nullopt;
      output_->show_snapshot(figures_of(now()), known);
    });
    if (const auto every = options_.reports.snapshot_every) {
      snapshot_timer_.start(*every, [this] { return snapshot(); });
    }
    asio::co_spawn(io_, look_and_ping(),
                   [this](const std::exception_ptr& error, std::optional<failure> why) {
                     if (error) std::rethrow_exception(error);
                     failure_ = std::move(why);
                     if (watch_.vain()) failure_ = watch_.vain();
                     io_.stop();
                   });
    io_.run();
  }

  /// Where there are pings, they find out themselves why there is no connection.
  asio::awaitable<std::optional<failure>> look_and_ping() {
    if (look_) {
      auto why = co_await look_->run();
      look_.reset();
      if (is_stopped_ || !options_.pings) co_return why;
      if (examination_) co_return co_await ping_examined(std::move(why));
    }
    co_return co_await pinging_->run();
  }

  /// `why`: what a run without an examination would have ended with. Another way may work
  /// all the same.
  asio::awaitable<std::optional<failure>> ping_examined(std::optional<failure> why) {
    const auto tell = [this](const ping_event& happened) { show(happened); };
    auto pings = examination_->pings(io_.get_executor(), key_, tell);
    if (!pings) co_return why;
    pinging_ = std::move(pings);
    const auto began = std::chrono::steady_clock::now();
    auto lost = co_await pinging_->run();
    const event::part_examined over{examined_part::pings,
                                    std::chrono::steady_clock::now() - began,
                                    is_stopped_ || pinging_->deadline_passed()};
    show(over);
    co_return why ? std::move(why) : std::move(lost);
  }

  void stop() {
    is_stopped_ = true;
    if (look_) return look_->stop();
    if (pinging_) pinging_->stop();
  }

  /// Whether a signal has come that ends the run, also before it has begun.
  bool is_over() {
    io_.poll();
    return signals_.ended_by().has_value();
  }

  void start_responder() {
    const bool v6 = options_.family == address_family::v6;
    responder_settings settings;
    settings.listen = {v6 ? "::1" : "127.0.0.1"};
    settings.port = 0;
    settings.tell_requests = false;
    responder_.emplace(io_.get_executor(), settings, key_, [](const responder_event&) {});
    options_.host = settings.listen.front();
    options_.port = responder_->port();
    asio::co_spawn(io_, responder_->run(), [](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
    });
  }

  [[nodiscard]] const statistics& totals() const { return pinging_->totals(); }

  [[nodiscard]] run_so_far now() const {
    return {.options = options_,
            .pings = *pinging_,
            .watch = watch_,
            .proxy = proxy_,
            .began = began_,
            .failed = failure_,
            .signal = signals_.ended_by(),
            .shortfall = shortfall_,
            .worse = worse_,
            .reader_gone = output_->reader_is_gone()};
  }

  void show(const ping_event& happened) {
    if (examination_) examination_->hear(happened);
    if (earlier_) earlier_->hear(happened);
    const bool counts = !examination_ || examination_->falls_short(happened);
    if (auto found = shortfall_of(happened); counts && !found.empty())
      shortfall_ = std::move(found);
    if (watch_.ends_with(happened, totals())) stop();
    if (!output_->show(happened, totals())) stop();
  }

  /// Whether there is a next one.
  bool snapshot() {
    if (output_->snapshot(outcome_so_far())) return true;
    stop();
    return false;
  }

  void break_off(const std::string& message) {
    output_->end_trace();
    auto outcome = outcome_so_far();
    run_end end;
    end.broken = true;
    outcome.judged = judge(end, totals());
    outcome.error = message;
    output_->break_off(outcome);
  }

  int conclude() {
    output_->end_trace();
    auto outcome = outcome_so_far();
    // First: it shows whether anybody reads it.
    if (examination_)
      outcome.examined = examination_->conclude(outcome, signals_.ended_by().has_value());
    compare_with_earlier(outcome);
    if (options_.pings) {
      output_->show_summary(outcome);
    } else {
      output_->show_comparison(outcome);
    }
    outcome.judged = verdict_of(now());
    drop_needless_reason(outcome);
    output_->conclude(outcome, [this] { return verdict_of(now()); });
    const auto at_last = verdict_of(now());  // the reader may have gone meanwhile
    if (at_last.code == exit_code::reader_gone) return at_last.status();
    output_->explain(outcome, path_advice(options_, outcome));
    return outcome.judged.status();
  }

  /// `outcome`: without its verdict, which depends on this.
  void compare_with_earlier(run_outcome& outcome) {
    if (!earlier_) return;
    outcome.judged = verdict_of(now());
    outcome.compared = earlier_->compare_with(outcome);
    worse_ = compare(*outcome.compared).shortfall;
  }

  [[nodiscard]] run_outcome outcome_so_far() const {
    auto out = outcome_of(now());
    out.warnings = warnings_;
    return out;
  }

  const fine_timers timers_;
  ping_options options_;
  std::vector<std::string> warnings_;  // for a plugin to tell
  site_key key_;
  std::optional<ping_output> output_;  // is opened when the signals have their handlers
  asio::io_context io_{1};
  run_signals signals_;
  repeating_timer snapshot_timer_{io_};
  std::optional<responder> responder_;
  std::optional<examination> examination_;
  std::unique_ptr<probing> look_;  // until it has ended
  std::unique_ptr<pinging> pinging_;
  bool is_stopped_ = false;
  std::string shortfall_;
  std::optional<earlier_run> earlier_;
  std::string worse_;  // than that
  std::chrono::system_clock::time_point began_;
  std::string proxy_;
  std::string proxy_reason_;
  std::optional<failure> failure_;
  run_watch watch_{options_};
};

}  // namespace

int run_ping(const ping_options& options) {
  check_output_files(options);
  check_command(options);
  ping_run run(options);
  try {
    return run.run();
  } catch (const std::exception& error) {
    throw broken_run(error.what());
  }
}

}  // namespace tmss10
