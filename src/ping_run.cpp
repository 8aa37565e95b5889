// SPDX-License-Identifier: MIT
#include "ping_run.hpp"

#include "ping_settings.hpp"
#include "text_stream.hpp"
#include "trace_file.hpp"
#include <tmss10/core/key.hpp>
#include <tmss10/core/report_text.hpp>
#include <tmss10/core/safe_text.hpp>
#include <tmss10/net/connection_pinger.hpp>
#include <tmss10/net/pinger.hpp>
#include <tmss10/net/responder.hpp>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <fmt/format.h>

#include <csignal>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

#ifdef SIGQUIT
constexpr int snapshot_signal = SIGQUIT;  // Ctrl-backslash
#else
constexpr int snapshot_signal = SIGBREAK;  // Ctrl-Break
#endif

/// One run: the pinger, what it prints, the signals that end it and, for --self-test, a
/// responder of its own.
class ping_run {
 public:
  explicit ping_run(ping_options options)
      : options_(std::move(options)),
        key_(options_.key_file ? load_key(*options_.key_file) : site_key::open_mode()),
        report_({options_.quiet, options_.verbose, options_.timestamps}),
        stop_signals_(io_, SIGINT, SIGTERM),
        snapshot_signals_(io_, snapshot_signal) {
    if (options_.self_test) start_responder();
    const auto tell = [this](const ping_event& happened) { show(happened); };
    if (options_.connect_only) {
      connector_.emplace(io_.get_executor(), connection_pinger_settings_of(options_),
                         tell);
    } else {
      pinger_.emplace(io_.get_executor(), pinger_settings_of(options_), key_, tell);
    }
  }

  exit_code run() {
    await_stop_signal();
    await_snapshot_signal();
    asio::co_spawn(io_, connector_ ? connector_->run() : pinger_->run(),
                   [this](const std::exception_ptr& error, std::optional<failure> why) {
                     if (error) std::rethrow_exception(error);
                     failure_ = std::move(why);
                     io_.stop();
                   });
    io_.run();
    trace_.end();
    return conclude();
  }

 private:
  void start_responder() {
    const bool v6 = options_.family == address_family::v6;
    responder_settings settings;
    settings.listen = {v6 ? "::1" : "127.0.0.1"};
    settings.port = 0;
    responder_.emplace(io_.get_executor(), settings, key_, [](const responder_event&) {});
    options_.host = settings.listen.front();
    options_.port = responder_->port();
    asio::co_spawn(io_, responder_->run(), [](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
    });
  }

  void stop() { connector_ ? connector_->stop() : pinger_->stop(); }
  [[nodiscard]] const statistics& totals() const {
    return connector_ ? connector_->totals() : pinger_->totals();
  }
  [[nodiscard]] bool deadline_passed() const {
    return connector_ ? connector_->deadline_passed() : pinger_->deadline_passed();
  }

  [[nodiscard]] run_figures figures() const {
    return {totals(), totals().outage.longest(std::chrono::steady_clock::now()),
            pinger_ ? pinger_->kernel() : tcp_facts{}};
  }

  void show(const ping_event& happened) {
    trace_.write(happened);
    if (has_come(options_.wait_for, happened)) {
      has_come_ = true;
      stop();
    }
    const auto* failed = std::get_if<event::not_connected>(&happened);
    if (failed != nullptr && !options_.count) return show_attempt(diagnose(failed->why));
    if (std::holds_alternative<event::established>(happened)) last_hint_.clear();
    if (!out_.write(report_.on(happened, std::chrono::system_clock::now()))) stop();
  }

  /// A run without an end tells each failed attempt; what is the same as before, without
  /// its hint and, if it is to be quiet, not at all.
  void show_attempt(diagnosis told) {
    const bool is_new = std::exchange(last_hint_, told.hint) != told.hint;
    if (!is_new) told.hint.clear();
    last_sentence_ = told.sentence;
    if (is_new || !options_.quiet) err_.write(failure_lines(told));
  }

  void await_stop_signal() {
    stop_signals_.async_wait([this](const asio::error_code& error, int number) {
      if (error) return;
      signal_ = number == SIGINT ? exit_code::interrupted : exit_code::terminated;
      stop();
    });
  }

  void await_snapshot_signal() {
    snapshot_signals_.async_wait([this](const asio::error_code& error, int /*number*/) {
      if (error) return;
      err_.write(snapshot_line(totals()));
      await_snapshot_signal();
    });
  }

  exit_code conclude() {
    out_.write(report_.summary(figures()));
    out_.check();
    run_end end{{}, signal_, deadline_passed(), options_.count, options_.limits, {}};
    if (options_.wait_for != awaited::nothing) end.has_come = has_come_;
    if (failure_) {
      const auto told = diagnose(*failure_);
      if (told.sentence != last_sentence_) err_.write(failure_lines(told));
      end.failure = told.code;
    } else if (const auto silence = pinger_ ? pinger_->silence() : std::nullopt) {
      err_.write(failure_lines(diagnose(*silence)));
    }
    const auto code = decide_exit_code(end, totals());
    const auto exceeded = options_.limits.exceeded_by(totals());
    if (code == exit_code::threshold_exceeded) {
      const bool stayed_up = exceeded.empty();
      err_.write(fmt::format("TMSS10Ping: {}\n",
                             stayed_up ? "--until-down: it stayed up" : exceeded));
    }
    return code;
  }

  ping_options options_;
  site_key key_;
  text_report report_;
  text_stream out_{stdout, "standard output"};
  text_stream err_{stderr, "standard error"};
  trace_file trace_{err_};
  asio::io_context io_{1};
  asio::signal_set stop_signals_;
  asio::signal_set snapshot_signals_;
  std::optional<responder> responder_;
  std::optional<pinger> pinger_;
  std::optional<connection_pinger> connector_;  // in place of it
  std::string last_sentence_;                   // of the attempts of a run without an end
  std::string last_hint_;
  std::optional<failure> failure_;
  std::optional<exit_code> signal_;
  bool has_come_ = false;  // what the run waits for
};

}  // namespace

exit_code run_ping(const ping_options& options) {
  return ping_run(options).run();
}

}  // namespace tmss10
