// SPDX-License-Identifier: MIT
#include "ping_run.hpp"

#include "console.hpp"
#include "fine_timers.hpp"
#include "ping_output.hpp"
#include "ping_settings.hpp"
#include "text_stream.hpp"
#include <tmss10/core/http_connect.hpp>
#include <tmss10/core/key.hpp>
#include <tmss10/net/connection_pinger.hpp>
#include <tmss10/net/pinger.hpp>
#include <tmss10/net/responder.hpp>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>

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

/// "host:port" of the proxy; empty without one.
std::string proxy_name(const dial_settings& of) {
  return of.proxy ? authority_of(of.proxy->host, of.proxy->port) : std::string();
}

/// One run: the pinger, what it prints, the signals that end it and, for --self-test, a
/// responder of its own.
class ping_run {
 public:
  explicit ping_run(ping_options options)
      : options_(std::move(options)),
        key_(options_.key_file ? load_key(*options_.key_file) : site_key::open_mode()),
        output_(options_),
        stop_signals_(io_, SIGINT, SIGTERM),
        snapshot_signals_(io_, snapshot_signal) {
    go_on_writing_after(snapshot_signal);
    end_with_console();
    if (options_.self_test) start_responder();
    const auto tell = [this](const ping_event& happened) { show(happened); };
    if (options_.connect_only) {
      auto settings = connection_pinger_settings_of(options_);
      proxy_ = proxy_name(settings.dial);
      connector_.emplace(io_.get_executor(), std::move(settings), tell);
    } else {
      auto settings = pinger_settings_of(options_);
      proxy_ = proxy_name(settings.dial);
      pinger_.emplace(io_.get_executor(), std::move(settings), key_, tell);
    }
  }

  int run() {
    await_stop_signal();
    await_snapshot_signal();
    asio::co_spawn(io_, connector_ ? connector_->run() : pinger_->run(),
                   [this](const std::exception_ptr& error, std::optional<failure> why) {
                     if (error) std::rethrow_exception(error);
                     failure_ = std::move(why);
                     io_.stop();
                   });
    io_.run();
    return conclude();
  }

 private:
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
    if (has_come(options_.wait_for, happened)) {
      has_come_ = true;
      stop();
    }
    if (!output_.show(happened, totals())) stop();
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
      output_.show_snapshot(totals());
      await_snapshot_signal();
    });
  }

  int conclude() {
    run_end end{{}, signal_, deadline_passed(), options_.count, options_.limits, {}};
    if (options_.wait_for != awaited::nothing) end.has_come = has_come_;
    if (failure_) end.failure = diagnose(*failure_).code;
    auto outcome = outcome_so_far();
    outcome.code = decide_exit_code(end, totals());
    return output_.conclude(outcome, remark_on(outcome.code));
  }

  [[nodiscard]] run_outcome outcome_so_far() const {
    run_outcome out;
    out.host = options_.host;
    out.port = options_.port;
    out.proxy = proxy_;
    out.figures = figures();
    out.why = failure_;
    if (!out.why && pinger_) out.why = pinger_->silence();
    return out;
  }

  /// What the exit code alone does not say.
  [[nodiscard]] std::string remark_on(exit_code code) const {
    if (code != exit_code::threshold_exceeded) return {};
    const auto exceeded = options_.limits.exceeded_by(totals());
    return exceeded.empty() ? "--until-down: it stayed up" : exceeded;
  }

  const fine_timers timers_;
  ping_options options_;
  site_key key_;
  ping_output output_;
  asio::io_context io_{1};
  asio::signal_set stop_signals_;
  asio::signal_set snapshot_signals_;
  std::optional<responder> responder_;
  std::optional<pinger> pinger_;
  std::optional<connection_pinger> connector_;  // in place of it
  std::string proxy_;
  std::optional<failure> failure_;
  std::optional<exit_code> signal_;
  bool has_come_ = false;  // what the run waits for
};

}  // namespace

int run_ping(const ping_options& options) {
  return ping_run(options).run();
}

}  // namespace tmss10
