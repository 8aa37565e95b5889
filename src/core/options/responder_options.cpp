// SPDX-License-Identifier: MIT
#include "core/base/file_named.hpp"
#include "endpoint_value.hpp"
#include "option_values.hpp"
#include "service_options.hpp"
#include <tmss10/core/options/responder_options.hpp>
#include <tmss10/core/proxy/http_connect.hpp>

#include <CLI/CLI.hpp>

#include <cstdint>
#include <limits>

namespace tmss10 {
namespace {

using option_values::add;
using option_values::whole_number;

void add_listening(CLI::App& app, responder_options& options) {
  add(
      app, "-P,--port", "N",
      [&options](const std::string& text) {
        constexpr auto most = std::numeric_limits<std::uint16_t>::max();
        options.port = static_cast<std::uint16_t>(whole_number("--port", text, 0, most));
      },
      "Port (default 5000); 0 picks a free one and logs it");
  add(
      app, "--listen", "ADDRESS",
      [&options](const std::string& text) { options.listen.push_back(text); },
      "Local address to listen on; may be repeated\n(default: all, IPv4 and IPv6)");
  add(
      app, "--threads", "N",
      [&options](const std::string& text) {
        constexpr std::uint64_t most = 256;
        options.threads =
            static_cast<std::size_t>(whole_number("--threads", text, 0, most));
      },
      "Threads that serve connections (default 1); 0: one\nper processor");
  add(
      app, "-k,--key-file", "F",
      [&options](const std::string& text) { options.key_file = file_named(text); },
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
      "Maximum connections (default 10000); more get a\nbusy greeting");
  add_limit(
      app, "--max-per-address",
      [&options](std::size_t most) { options.limits.per_address = most; },
      "Maximum connections per IPv4 address or IPv6 /64\nnetwork (default 1000)");
  add_limit(
      app, "--max-unfinished",
      [&options](std::size_t most) { options.limits.unfinished = most; },
      "Maximum connections not yet proved to be real; one\nmore closes the oldest "
      "(default: half\nof --max-connections)");
  add_limit(
      app, "--max-unfinished-per-address",
      [&options](std::size_t most) { options.limits.unfinished_per_address = most; },
      "Maximum connections per address or network not yet\nproved to be real (default: "
      "half\nof --max-per-address)");
  add_limit(
      app, "--max-rate",
      [&options](std::size_t most) { options.max_rate = static_cast<double>(most); },
      "Maximum messages per second per connection\n(default: no limit)");
  add_time(
      app, "--start-timeout",
      [&options](nanoseconds limit) { options.start_timeout = limit; },
      "Wait this long for the first request (default 10)");
  add_time(
      app, "--idle-timeout",
      [&options](nanoseconds limit) { options.idle_timeout = limit; },
      "Close a connection that is idle for this long\n(default 600)");
}

void add_operation(CLI::App& app, responder_options& options) {
  add(
      app, "--key-grace", "S",
      [&options](const std::string& text) {
        options.key_grace =
            option_values::seconds("--key-grace", text, option_values::zero::allowed);
      },
      "How long an old key stays valid after SIGHUP\n(default 600)");
  add(
      app, "--metrics", "ADDRESS:PORT",
      [&options](const std::string& text) {
        const auto where = read_endpoint("--metrics", text);
        options.metrics = authority_of(where.host, where.port);
      },
      "Serve Prometheus metrics at\nhttp://ADDRESS:PORT/metrics");
}

void add_log_rate(CLI::App& app, responder_options& options) {
  add(
      app, "--log-rate", "N",
      [&options](const std::string& text) {
        constexpr auto most = std::numeric_limits<std::uint32_t>::max();
        options.log_rate =
            static_cast<std::uint32_t>(whole_number("--log-rate", text, 0, most));
      },
      "Average log lines per second (default 10; 0: no\nlimit)");
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
  option_values::add_service_options(app, options.service);
  app.option_defaults()->group("Output");
  add_log_rate(app, options);
  app.add_flag_callback(
      "--no-observe", [&options] { options.observe = false; },
      "Do not tell clients how their connection is seen");
  app.add_flag("-q,--quiet", options.quiet, "Log only starts and failures");
  app.add_flag("-v,--verbose", options.verbose,
               "Log every request, and the end of each connection\nas key=value fields");
  app.set_version_flag("-V,--version", "TMSS10Responder " TMSS10_VERSION,
                       "Show the version and exit");
  app.footer(
      "Events are logged to standard error. SIGINT and SIGTERM close every session and\n"
      "end the program; SIGHUP reloads the key file.\n"
      "Exit codes: 0 ended by a signal, 2 could not start.");
  if (auto text = option_values::parse(app, argc, argv)) return *text;
  if (options.quiet && options.verbose) {
    throw usage_error("-q and -v were both given; use one of them");
  }
  option_values::require_full_path(options.service, "--key-file", options.key_file);
  return options;
}

}  // namespace tmss10
