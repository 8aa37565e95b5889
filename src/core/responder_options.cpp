// SPDX-License-Identifier: MIT
#include "option_values.hpp"
#include <tmss10/core/responder_options.hpp>
#include <tmss10/core/safe_text.hpp>
#include <tmss10/core/target.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <limits>

namespace tmss10 {
namespace {

using option_values::whole_number;

/// An option whose text is given to `set`.
CLI::Option* add(CLI::App& app, const std::string& names, const std::string& type,
                 const std::function<void(const std::string&)>& set,
                 const std::string& help) {
  return app.add_option_function<std::string>(names, set, help)->type_name(type);
}

void add_listening(CLI::App& app, responder_options& options) {
  add(
      app, "-P,--port", "N",
      [&options](const std::string& text) {
        constexpr auto most = std::numeric_limits<std::uint16_t>::max();
        options.port = static_cast<std::uint16_t>(whole_number("--port", text, 0, most));
      },
      "Port (default 5000); 0 takes a free one and says\nwhich");
  app.add_option("--listen", options.listen,
                 "Local address to listen on; may be repeated\n(default: every one, IPv4 "
                 "and IPv6)")
      ->type_name("ADDRESS")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add(
      app, "--threads", "N",
      [&options](const std::string& text) {
        constexpr std::uint64_t most = 256;
        options.threads =
            static_cast<std::size_t>(whole_number("--threads", text, 0, most));
      },
      "Threads that answer (default 1); 0: one for each\nprocessor");
  add(
      app, "-k,--key-file", "F",
      [&options](const std::string& text) { options.key_file = text; },
      "Site key, 64 hex digits (default: open mode)");
}

/// A limit on connections; `set` is given its number.
template <typename Set>
void add_limit(CLI::App& app, const std::string& name, Set set, const std::string& help) {
  const auto read = [name, set](const std::string& text) {
    constexpr std::uint64_t most = 1'000'000;
    set(static_cast<std::size_t>(whole_number(name, text, 1, most)));
  };
  add(app, name, "N", read, help)->group("Limits");
}

/// A limit on a time; `set` is given its seconds.
template <typename Set>
void add_time(CLI::App& app, const std::string& name, Set set, const std::string& help) {
  const auto read = [name, set](const std::string& text) {
    set(option_values::seconds(name, text, option_values::zero::refused));
  };
  add(app, name, "S", read, help)->group("Limits");
}

void add_limits(CLI::App& app, responder_options& options) {
  using std::chrono::nanoseconds;
  add_limit(
      app, "--max-connections",
      [&options](std::size_t most) { options.limits.connections = most; },
      "More get a busy greeting (default 10000)");
  add_limit(
      app, "--max-per-address",
      [&options](std::size_t most) { options.limits.per_address = most; },
      "The same of one IPv4 address or IPv6 /64 network\n(default 1000)");
  add_limit(
      app, "--max-unfinished",
      [&options](std::size_t most) { options.limits.unfinished = most; },
      "Connections that have not proved to be real; with\nmore the oldest one ends "
      "(default: half of those\nin all)");
  add_limit(
      app, "--max-unfinished-per-address",
      [&options](std::size_t most) { options.limits.unfinished_per_address = most; },
      "The same of one address or network (default: half\nof those of one)");
  add_limit(
      app, "--max-rate",
      [&options](std::size_t most) { options.max_rate = static_cast<double>(most); },
      "Messages a second that are read from a connection\n(default: as many as come)");
  add_time(
      app, "--start-timeout",
      [&options](nanoseconds limit) { options.start_timeout = limit; },
      "From accept to the first request (default 5)");
  add_time(
      app, "--idle-timeout",
      [&options](nanoseconds limit) { options.idle_timeout = limit; },
      "Close a connection that is idle for so long\n(default 600)");
}

/// An address with a port, which may be 0 here: a free one.
bool is_endpoint(const std::string& text) {
  const bool free_port = text.ends_with(":0");
  const auto where = parse_target(free_port ? text.substr(0, text.size() - 2) : text);
  return where && where->port.has_value() != free_port;
}

void add_operation(CLI::App& app, responder_options& options) {
  add(
      app, "--key-grace", "S",
      [&options](const std::string& text) {
        options.key_grace =
            option_values::seconds("--key-grace", text, option_values::zero::allowed);
      },
      "After SIGHUP has had the key file read again, the\nold key is valid for so long "
      "(default 600)");
  add(
      app, "--metrics", "ADDRESS:PORT",
      [&options](const std::string& text) {
        if (!is_endpoint(text)) {
          throw option_values::invalid(fmt::format(
              "--metrics: {} is not ADDRESS:PORT or [ADDRESS]:PORT", in_quotes(text)));
        }
        options.metrics = text;
      },
      "Answer Prometheus there, at /metrics");
}

void add_log_rate(CLI::App& app, responder_options& options) {
  add(
      app, "--log-rate", "N",
      [&options](const std::string& text) {
        constexpr auto most = std::numeric_limits<std::uint32_t>::max();
        options.log_rate =
            static_cast<std::uint32_t>(whole_number("--log-rate", text, 0, most));
      },
      "Lines a second that are logged on average (default\n10; 0: all)");
}

}  // namespace

responder_command parse_responder_command(int argc, const char* const* argv) {
  responder_options options;
  CLI::App app("Answers TMSS10Ping.", "TMSS10Responder");
  option_values::set_up(app, "TMSS10Responder [options]");
  app.option_defaults()->group("Listening");
  add_listening(app, options);
  add_limits(app, options);
  app.option_defaults()->group("Operation");
  add_operation(app, options);
  app.option_defaults()->group("Output");
  add_log_rate(app, options);
  app.add_flag("-q", options.quiet, "Log starts and failures only");
  app.add_flag("-v", options.verbose,
               "Log every request, and the end of each connection\nas key=value");
  app.set_version_flag("-V,--version", "TMSS10Responder " TMSS10_VERSION,
                       "Show the version and stop");
  app.footer(
      "Events go to standard error. SIGINT and SIGTERM close every session and end it;\n"
      "SIGHUP has the key file read again.\n"
      "Exit codes: 0 ended by a signal, 2 it could not start.");
  if (auto text = option_values::parse(app, argc, argv)) return *text;
  if (options.quiet && options.verbose) {
    throw usage_error("-q and -v were both given; use one of them");
  }
  return options;
}

}  // namespace tmss10
