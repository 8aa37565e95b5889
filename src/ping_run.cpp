// SPDX-License-Identifier: MIT
#include "ping_run.hpp"

#include "text_stream.hpp"
#include <tmss10/core/key.hpp>
#include <tmss10/core/report_text.hpp>
#include <tmss10/core/safe_text.hpp>
#include <tmss10/net/pinger.hpp>
#include <tmss10/net/responder.hpp>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>

#include <csignal>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace tmss10 {
namespace {

#ifdef SIGQUIT
constexpr int snapshot_signal = SIGQUIT;  // Ctrl-backslash
#else
constexpr int snapshot_signal = SIGBREAK;  // Ctrl-Break
#endif

void check_source(const std::string& source) {
  asio::error_code error;
  asio::ip::make_address(source, error);
  if (error) throw usage_error("--source: " + in_quotes(source) + " is not an address");
}

pinger_settings settings_of(const ping_options& options) {
  if (options.source) check_source(*options.source);
  pinger_settings out;
  out.dial.host = options.host;
  out.dial.port = options.port;
  out.dial.family = options.family;
  out.dial.source = options.source;
  out.dial.timeout = options.connect_timeout;
  out.count = options.count;
  out.interval = options.interval;
  out.reply_timeout = options.timeout;
  out.deadline = options.deadline;
  out.payload_size = options.payload_size;
  return out;
}

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
    pinger_.emplace(io_.get_executor(), settings_of(options_), key_,
                    [this](const ping_event& happened) { show(happened); });
  }

  exit_code run() {
    await_stop_signal();
    await_snapshot_signal();
    asio::co_spawn(io_, pinger_->run(),
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
    responder_.emplace(io_.get_executor(), settings, key_, [](const responder_event&) {});
    options_.host = settings.listen.front();
    options_.port = responder_->port();
    asio::co_spawn(io_, responder_->run(), [](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
    });
  }

  void show(const ping_event& happened) {
    if (!out_.write(report_.on(happened, std::chrono::system_clock::now()))) {
      pinger_->stop();
    }
  }

  void await_stop_signal() {
    stop_signals_.async_wait([this](const asio::error_code& error, int number) {
      if (error) return;
      signal_ = number == SIGINT ? exit_code::interrupted : exit_code::terminated;
      pinger_->stop();
    });
  }

  void await_snapshot_signal() {
    snapshot_signals_.async_wait([this](const asio::error_code& error, int /*number*/) {
      if (error) return;
      err_.write(snapshot_line(pinger_->totals()));
      await_snapshot_signal();
    });
  }

  exit_code conclude() {
    const auto& totals = pinger_->totals();
    out_.write(report_.summary(totals));
    out_.check();
    run_end end{{}, signal_, pinger_->deadline_passed(), options_.count};
    if (failure_) {
      const auto told = diagnose(*failure_);
      err_.write(failure_lines(told));
      end.failure = told.code;
    }
    return decide_exit_code(end, totals);
  }

  ping_options options_;
  site_key key_;
  text_report report_;
  text_stream out_{stdout, "standard output"};
  text_stream err_{stderr, "standard error"};
  asio::io_context io_{1};
  asio::signal_set stop_signals_;
  asio::signal_set snapshot_signals_;
  std::optional<responder> responder_;
  std::optional<pinger> pinger_;
  std::optional<failure> failure_;
  std::optional<exit_code> signal_;
};

}  // namespace

exit_code run_ping(const ping_options& options) {
  return ping_run(options).run();
}

}  // namespace tmss10
