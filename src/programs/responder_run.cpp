// SPDX-License-Identifier: MIT
#include "responder_run.hpp"

#include "metrics_endpoint.hpp"
#include "net/listen/handler_memory.hpp"
#include "responder_capacity.hpp"
#include "service_log.hpp"
#include "system/console.hpp"
#include "system/reload_requests.hpp"
#include "system/service_notify.hpp"
#include "system/stop_signals.hpp"
#include "system/system_facts.hpp"
#include <tmss10/core/base/target.hpp>
#include <tmss10/core/responder/key_ring.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/local_address.hpp>
#include <tmss10/net/responder/responder.hpp>
#include <tmss10/net/run_through_bad_alloc.hpp>

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
#include <new>
#include <optional>
#include <string_view>
#include <system_error>
#include <thread>

namespace tmss10 {
namespace {

std::size_t threads_of(const responder_options& options) {
  if (options.threads != 0) return options.threads;
  return std::max(std::thread::hardware_concurrency(), 1U);
}

/// A name is judged by what listens.
void check_metrics_host(std::string_view address) {
  const auto where = parse_target(address.substr(0, address.rfind(':')));
  if (where && read_address(where->host))
    (void)local_address_of("--metrics", where->host);
}

/// "Debian GNU/Linux 12 (bookworm), Linux 6.1.0 x86_64"
std::string system_text(const system_facts& of) {
  if (of.name.empty() || of.kernel.empty()) return of.name + of.kernel;
  return of.name + ", " + of.kernel;
}

responder_settings settings_of(const responder_options& options,
                               const admission_limits& limits) {
  if (options.metrics) check_metrics_host(*options.metrics);
  responder_settings out;
  out.listen = options.listen;
  out.port = options.port;
  out.limits = limits;
  out.start_timeout = options.start_timeout;
  out.idle_timeout = options.idle_timeout;
  out.max_rate = options.max_rate;
  out.threads = threads_of(options);
  out.tell_requests = options.verbose;
  out.observe = options.observe;
  out.version = TMSS10_VERSION;
  if (out.observe) out.system = system_text(ask_system_facts());
  return out;
}

log_level level_of(const responder_options& options) {
  if (options.quiet) return log_level::quiet;
  return options.verbose ? log_level::verbose : log_level::normal;
}

site_key key_of(const responder_options& options, service_log& log) {
  if (!options.key_file) return site_key::open_mode();
  return load_key(*options.key_file, [&log](const std::string& text) { log.note(text); });
}

/// The responder with its log, its signals and its metrics.
class responder_service {
 public:
  responder_service(const responder_options& options, const responder_capacity& capacity)
      : options_(options),
        log_(level_of(options), options.log_rate, capacity.note),
        keys_(std::make_shared<const site_key>(key_of(options, log_))),
        stop_signals_(io_, SIGINT, SIGTERM),
        key_end_(io_),
        responder_(io_.get_executor(), settings_of(options, capacity.limits),
                   *keys_.keys().current,
                   [this](const responder_event& happened) { log_.tell(happened); }) {
#ifdef SIGBREAK  // Ctrl-Break: all that one Windows program can send another
    stop_signals_.add(SIGBREAK);
#endif
    end_with_console();
    responder_.replace_keys(keys_.keys());
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
    run_through_bad_alloc(io_);
  }

 private:
  void start_metrics(const std::string& address) {
    metrics_.emplace(address, [this] { return responder_.counters(); });
    log_.note("metrics at " + metrics_->url());
  }

  void stop() {
    reload_requests_.cancel();  // or it would say that it is ready again
    try {
      notify_service_manager("STOPPING=1");
      responder_.stop();
    } catch (const std::bad_alloc&) {  // then without good-byes
      io_.stop();
    }
  }

  void await_reload() {
    reload_requests_.wait([this] {
      await_reload();  // first: it has the memory that this one had
      notify_reloading();
      reload();
      notify_service_manager("READY=1");
    });
  }

  /// Takes the site key from its file again. What is wrong with it leaves the old one.
  void reload() {
    if (!options_.key_file) return log_.note("nothing to reload: there is no key file");
    try {
      replace_key(std::make_shared<const site_key>(key_of(options_, log_)));
    } catch (const std::exception& error) {
      log_.note(std::string("the site key stays: ") + error.what());
    }
  }

  void replace_key(std::shared_ptr<const site_key> next) {
    auto changed = keys_;
    const auto done =
        changed.replace(std::move(next), key_ring::clock::now(), options_.key_grace);
    if (done.is_same) return log_.note("the site key is the same as before");
    use(std::move(changed));
    log_.note(fmt::format("the site key was replaced; the old one is valid for {} s more",
                          std::chrono::duration<double>(options_.key_grace).count()));
    if (done.cut_short) {
      log_.note(fmt::format(
          "{} old site keys are valid at most; the oldest one was dropped {:.0f} s early",
          key_ring::most_former, std::chrono::duration<double>(*done.cut_short).count()));
    }
  }

  /// All of it or nothing: what may take memory comes first.
  void use(key_ring changed) {
    auto accepted = changed.keys();
    responder_.replace_keys(std::move(accepted));
    keys_ = std::move(changed);
    if (const auto end = keys_.next_end()) await_end_of_key(*end);
  }

  /// Each old key has an end of its own. A timer that rang before a new key came finds
  /// nothing to drop.
  void await_end_of_key(key_ring::clock::time_point end) {
    key_end_.expires_at(end);
    key_end_.async_wait(key_end_memory_.bind([this](const asio::error_code& error) {
      if (!error) drop_ended_keys();  // or another key is the next to end
    }));
  }

  void drop_ended_keys() {
    const auto now = key_ring::clock::now();
    try {
      auto changed = keys_;
      if (changed.expire(now) == 0) {
        if (const auto end = keys_.next_end()) await_end_of_key(*end);
        return;
      }
      use(std::move(changed));
      log_.note(keys_.former() == 0
                    ? "the old site key is not valid any more"
                    : fmt::format("an old site key is not valid any more; {} still {}",
                                  keys_.former(), keys_.former() == 1 ? "is" : "are"));
    } catch (const std::bad_alloc&) {  // an ended key must not stay
      await_end_of_key(now + std::chrono::seconds(1));
    }
  }

  const responder_options& options_;
  service_log log_;
  key_ring keys_;
  asio::io_context io_{1};
  // Both before anybody is told that we listen: who reads that may signal at once.
  asio::signal_set stop_signals_;
  reload_requests reload_requests_{io_};
  end_of_signals end_of_signals_;
  asio::steady_timer key_end_;     // of the old key whose end comes next
  handler_memory key_end_memory_;  // of that wait, which no lack of memory may end
  responder responder_;
  std::optional<metrics_endpoint> metrics_;
};

}  // namespace

void run_responder(const responder_options& options) {
  const auto capacity = find_capacity(options, threads_of(options));
  responder_service(options, capacity).run();
}

}  // namespace tmss10
