// SPDX-License-Identifier: MIT
#include "exporter_run.hpp"

#include "exporter_files.hpp"
#include "exporter_probes.hpp"
#include "exporter_server.hpp"
#include "exporter_site.hpp"
#include "http/http_server.hpp"
#include "probe_refusals.hpp"
#include "repeating_timer.hpp"
#include "service_log.hpp"
#include "system/console.hpp"
#include "system/descriptor_limit.hpp"
#include "system/fine_timers.hpp"
#include "system/reload_requests.hpp"
#include "system/service_notify.hpp"
#include "system/stop_signals.hpp"
#include <tmss10/net/endpoint_text.hpp>
#include <tmss10/net/run_through_bad_alloc.hpp>

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

/// For the answers to those who wait when the program is ended.
constexpr auto farewell = std::chrono::milliseconds(300);
/// Of those lines in the log that anybody who can connect causes; as by the responder.
constexpr std::uint32_t client_lines_per_second = 10;

/// How often it is looked for what nobody has asked for in a long time.
constexpr auto forget_pause = std::chrono::minutes(1);

/// Signals that end the program, by the names that their senders know.
const char* name_of_signal(int number) {
  switch (number) {
    case SIGINT: return "SIGINT";
    case SIGTERM: return "SIGTERM";
    default: return "SIGBREAK";
  }
}

std::string stopping_note(int signal, std::uint64_t running) {
  const char* const name = name_of_signal(signal);
  if (running == 0) return fmt::format("stopping: {}, with no probe running", name);
  return fmt::format("stopping: {}, with {} {} running", name, running,
                     running == 1 ? "probe" : "probes");
}

/// The exporter with its log, its signals and its server.
class exporter_service {
 public:
  explicit exporter_service(const exporter_options& options)
      : options_(options),
        log_(log_level::normal, client_lines_per_second),
        stop_signals_(io_, SIGINT, SIGTERM),
        farewell_(io_),
        probes_(io_.get_executor(), options_.allowed, options_.at_once,
                [this](const std::string& what) { note_fault(what); }),
        site_(options_, probes_, answers_, [this] { return reload(); }) {
#ifdef SIGBREAK  // Ctrl-Break: all that one Windows program can send another
    stop_signals_.add(SIGBREAK);
#endif
    end_with_console();
    if (const auto text = warning_of(options_); !text.empty()) warn(text);
    use(load());
    await_reload();
    server_.emplace(settings());
    for (const auto& at : server_->endpoints())
      log_.note("listening on " + url_of(at));
    note_descriptors();
  }

  void run() {
    stop_signals_.async_wait([this](const asio::error_code& error, int number) {
      if (!error) stop(number);
    });
    forgetting_.start(forget_pause, [this] {
      probes_.forget_old();
      return true;
    });
    notify_service_manager("READY=1");
    const auto work = asio::make_work_guard(io_);
    run_through_bad_alloc(io_);
    server_->stop();
    log_.note("stopped");
  }

 private:
  [[nodiscard]] std::shared_ptr<const exporter_files> load() {
    return load_exporter_files(options_,
                               [this](const std::string& text) { log_.note(text); });
  }

  void use(const std::shared_ptr<const exporter_files>& files) {
    files_.set(files);
    site_.use(files);
  }

  [[nodiscard]] http_server_settings settings() {
    return exporter_server_settings(
        {options_, files_, log_, answers_},
        [this](const std::shared_ptr<http_exchange>& exchange) {
          asio::post(io_, [this, exchange] { answer(exchange); });
        });
  }

  /// An error in one request must not affect the others.
  void answer(const std::shared_ptr<http_exchange>& exchange) {
    try {
      site_.answer(exchange);
    } catch (const std::exception& error) {
      note_fault(error.what());
      exchange->answer(internal_error());
    }
  }

  void note_fault(const std::string& what) {
    log_.note("a request could not be answered: " + what);
  }

  [[nodiscard]] std::string url_of(const asio::ip::tcp::endpoint& at) const {
    return (options_.tls_certificate ? "https://" : "http://") + endpoint_text(at) + "/";
  }

  /// Each probe has a socket, some more for a moment, and each request has one.
  void note_descriptors() {
    const auto most = raise_descriptor_limit();
    const auto needed = 2 * options_.at_once + http_server::most_descriptors(settings());
    const auto kept = keeps_sessions() ? kept_sessions::most_kept : 0;
    if (!most || *most >= needed + kept) return;
    warn(
        fmt::format("{} file descriptors are available; {} may be needed for "
                    "--at-once {}{}",
                    *most, needed + kept, options_.at_once,
                    kept > 0 ? " and the sessions of all targets" : ""));
  }

  [[nodiscard]] bool keeps_sessions() const {
    const auto files = files_.get();
    return std::ranges::any_of(files->modules, [](const loaded_module& one) {
      return one.module.keep_connection;
    });
  }

  void warn(const std::string& text) {
    log_.note("warning: " + text);
  }

  /// What is wrong with the files leaves the old ones in use, and is returned.
  std::string reload() {
    std::shared_ptr<const exporter_files> loaded;
    try {
      loaded = load();
    } catch (const bad_exporter_files& errors) {
      return refuse_files(errors.lines());
    } catch (const std::exception& error) {
      return refuse_files({error.what()});
    }
    use(loaded);
    probes_.forget_sessions();
    log_.note("the files were loaded");
    note_descriptors();
    return {};
  }

  std::string refuse_files(const std::vector<std::string>& errors) {
    for (const auto& line : errors)
      log_.note("the files stay as they were: " + line);
    auto text = errors.front();
    if (errors.size() > 1)
      text += fmt::format(" (the first of {} faults; all are in the log)", errors.size());
    site_.reload_failed(text);
    return text;
  }

  void await_reload() {
    reload_requests_.wait([this] {
      await_reload();  // first: it has the memory that this one had
      notify_reloading();
      (void)reload();
      notify_service_manager("READY=1");
    });
  }

  void stop(int signal) {
    log_.note(stopping_note(signal, probes_.counters().running));
    reload_requests_.cancel();  // or it would say that it is ready again
    notify_service_manager("STOPPING=1");
    probes_.stop();
    farewell_.expires_after(farewell);
    farewell_.async_wait([this](const asio::error_code& /*error*/) { io_.stop(); });
  }

  const fine_timers timers_;
  const exporter_options& options_;
  service_log log_;
  asio::io_context io_{1};
  // Both before anybody is told that we listen: who reads that may signal at once.
  asio::signal_set stop_signals_;
  reload_requests reload_requests_{io_};
  end_of_signals end_of_signals_;
  asio::steady_timer farewell_;
  repeating_timer forgetting_{io_};
  current_files files_;
  answer_counts answers_;
  exporter_probes probes_;
  exporter_site site_;
  std::optional<http_server> server_;
};

/// How many modules there are. The one that always exists is counted if a file has it.
std::string modules_text(const exporter_files& files) {
  const auto is_of_file = [](const loaded_module& one) {
    return one.module.place.line > 0;
  };
  const auto count = std::ranges::count_if(files.modules, is_of_file);
  const bool has_built_in = !std::ranges::all_of(files.modules, is_of_file);
  if (count == 0) return "only the built-in module";
  return fmt::format("{} {}{}", count, count == 1 ? "module" : "modules",
                     has_built_in ? " and the built-in one" : "");
}

/// Throws like the start of the service.
void check_files(const exporter_options& options) {
  const auto tell = [](const std::string& line) {
    std::fprintf(stderr, "TMSS10Exporter: %s\n", line.c_str());
  };
  if (const auto text = warning_of(options); !text.empty()) tell("warning: " + text);
  const auto files = load_exporter_files(options, tell);
  std::printf("%s, all files are right\n", modules_text(*files).c_str());
}

}  // namespace

void run_exporter(const exporter_options& options) {
  if (options.check) return check_files(options);
  exporter_service(options).run();
}

}  // namespace tmss10
