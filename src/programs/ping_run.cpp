// SPDX-License-Identifier: MIT
#include "ping_run.hpp"

#include "describe_run.hpp"
#include "error_output.hpp"
#include "output_files.hpp"
#include "ping_output.hpp"
#include "ping_settings.hpp"
#include "run_signals.hpp"
#include "run_so_far.hpp"
#include "run_watch.hpp"
#include "system/fine_timers.hpp"
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/ping/pinging.hpp>
#include <tmss10/net/responder/responder.hpp>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>

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
        signals_(io_, [this] {
          if (pinging_) pinging_->stop();
        }) {
    if (options_.self_test) start_responder();
    auto choice = choose_proxy(options_, warning());
    proxy_ = proxy_name(choice);
    proxy_reason_ = choice.reason;
    // Last of what may fail: the reader of a FIFO that is opened and closed goes away.
    output_.emplace(options_, warning(), [this] { return is_over(); });
    const auto tell = [this](const ping_event& happened) { show(happened); };
    pinging_ = pinging_of(io_.get_executor(), options_, choice.proxy, key_, tell);
  }

  int run() {
    output_->begin(describe_run(options_));
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
    signals_.await_snapshots([this] { output_->show_snapshot(figures_of(now())); });
    if (const auto every = options_.reports.snapshot_every) {
      await_snapshot_time(std::chrono::steady_clock::now() + *every, *every);
    }
    asio::co_spawn(io_, pinging_->run(),
                   [this](const std::exception_ptr& error, std::optional<failure> why) {
                     if (error) std::rethrow_exception(error);
                     failure_ = std::move(why);
                     if (watch_.vain()) failure_ = watch_.vain();
                     io_.stop();
                   });
    io_.run();
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
            .reader_gone = output_->reader_is_gone()};
  }

  void show(const ping_event& happened) {
    if (watch_.ends_with(happened, totals())) pinging_->stop();
    if (!output_->show(happened, totals())) pinging_->stop();
  }

  /// What was missed while this program was held up is not made up for.
  void await_snapshot_time(std::chrono::steady_clock::time_point due,
                           std::chrono::nanoseconds every) {
    snapshot_timer_.expires_at(due);
    snapshot_timer_.async_wait([this, due, every](const asio::error_code& error) {
      if (error) return;
      if (!output_->snapshot(outcome_so_far())) return pinging_->stop();
      const auto next = due + every;
      const auto at = std::chrono::steady_clock::now();
      await_snapshot_time(next > at ? next : at + every, every);
    });
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
    output_->show_summary(outcome.figures);  // first: it shows whether anybody reads it
    outcome.judged = verdict_of(now());
    drop_needless_reason(outcome);
    output_->conclude(outcome, [this] { return verdict_of(now()); });
    const auto at_last = verdict_of(now());  // the reader may have gone meanwhile
    if (at_last.code == exit_code::reader_gone) return at_last.status();
    output_->explain(outcome);
    return outcome.judged.status();
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
  asio::steady_timer snapshot_timer_{io_};
  std::optional<responder> responder_;
  std::unique_ptr<pinging> pinging_;
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
