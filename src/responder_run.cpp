// SPDX-License-Identifier: MIT
#include "responder_run.hpp"

#include "console.hpp"
#include "descriptor_limit.hpp"
#include "metrics_endpoint.hpp"
#include "responder_log.hpp"
#include "service_notify.hpp"
#include <tmss10/core/key.hpp>
#include <tmss10/net/responder.hpp>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <exception>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>

namespace tmss10 {
namespace {

responder_settings settings_of(const responder_options& options) {
  responder_settings out;
  out.listen = options.listen;
  out.port = options.port;
  out.limits = options.limits;
  out.start_timeout = options.start_timeout;
  out.idle_timeout = options.idle_timeout;
  out.max_rate = options.max_rate;
  out.threads = options.threads;
  if (out.threads == 0) out.threads = std::max(std::thread::hardware_concurrency(), 1U);
  out.tell_requests = options.verbose;
  return out;
}

log_level level_of(const responder_options& options) {
  if (options.quiet) return log_level::quiet;
  return options.verbose ? log_level::verbose : log_level::normal;
}

site_key key_of(const responder_options& options) {
  return options.key_file ? load_key(*options.key_file) : site_key::open_mode();
}

/// The responder with its log, its signals and its metrics.
class responder_service {
 public:
  explicit responder_service(const responder_options& options)
      : options_(options),
        log_(level_of(options), options.log_rate),
        key_(std::make_shared<const site_key>(key_of(options))),
        stop_signals_(io_, SIGINT, SIGTERM),
        grace_(io_),
        responder_(io_.get_executor(), settings_of(options), *key_,
                   [this](const responder_event& happened) { log_.tell(happened); }) {
#ifdef SIGBREAK  // Ctrl-Break: all that one Windows program can send another
    stop_signals_.add(SIGBREAK);
#endif
    end_with_console();
    responder_.replace_keys({key_, nullptr});
    await_reload();
    if (options.metrics) start_metrics(*options.metrics);
  }

  void run() {
    stop_signals_.async_wait([this](const asio::error_code& error, int /*number*/) {
      if (!error) stop();
    });
    asio::co_spawn(io_, responder_.run(), [this](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
      io_.stop();
    });
    notify_service_manager("READY=1");
    io_.run();
  }

 private:
  void start_metrics(const std::string& address) {
    metrics_.emplace(address, [this] { return responder_.counters(); });
    log_.note("metrics at " + metrics_->url());
  }

  void stop() {
    reload_signal_.cancel();  // or it would say that it is ready again
    notify_service_manager("STOPPING=1");
    responder_.stop();
  }

  void await_reload() {
    reload_signal_.async_wait([this](const asio::error_code& error, int /*number*/) {
      if (error) return;
      notify_reloading();
      reload();
      notify_service_manager("READY=1");
      await_reload();
    });
  }

  /// Takes the site key from its file again. What is wrong with it leaves the old one.
  void reload() {
    if (!options_.key_file) return log_.note("nothing to reload: there is no key file");
    try {
      replace_key(std::make_shared<const site_key>(load_key(*options_.key_file)));
    } catch (const std::system_error& error) {
      log_.note(std::string("the site key stays: ") + error.what());
    }
  }

  void replace_key(const std::shared_ptr<const site_key>& next) {
    const auto given = next->secret();
    const auto used = key_->secret();
    if (std::equal(given.begin(), given.end(), used.begin(), used.end())) {
      return log_.note("the site key is the same as before");
    }
    responder_.replace_keys({next, std::exchange(key_, next)});
    log_.note(fmt::format("the site key was replaced; the old one is valid for {} s more",
                          std::chrono::duration<double>(options_.key_grace).count()));
    grace_.expires_after(options_.key_grace);
    grace_.async_wait([this](const asio::error_code& error) {
      if (error) return;  // replaced once more
      responder_.replace_keys({key_, nullptr});
      log_.note("the old site key is not valid any more");
    });
  }

  const responder_options& options_;
  responder_log log_;
  std::shared_ptr<const site_key> key_;
  asio::io_context io_{1};
  // Both before anybody is told that we listen: who reads that may signal at once.
  asio::signal_set stop_signals_;
#ifdef SIGHUP
  asio::signal_set reload_signal_{io_, SIGHUP};
#else
  asio::signal_set reload_signal_{io_};
#endif
  asio::steady_timer grace_;  // until the key before this one is not valid any more
  responder responder_;
  std::optional<metrics_endpoint> metrics_;
};

}  // namespace

void run_responder(const responder_options& options) {
  raise_descriptor_limit();
  responder_service(options).run();
}

}  // namespace tmss10
