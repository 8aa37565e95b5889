// SPDX-License-Identifier: MIT
#include "ping_command_line.hpp"

#include "option_values.hpp"
#include <tmss10/core/exit_code.hpp>
#include <tmss10/core/packet.hpp>
#include <tmss10/core/safe_text.hpp>
#include <tmss10/core/target.hpp>

#include <fmt/format.h>

#include <functional>
#include <limits>
#include <memory>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

using option_values::invalid;

std::string exit_code_help() {
  constexpr std::string_view indent = "\n       ";
  std::string out = "Exit codes:\n";
  for (const auto& [code, when] : exit_code_meanings()) {
    std::string text(when);
    if (const auto end = text.find('\n'); end != std::string::npos) {
      text.replace(end, 1, indent);
    }
    out += fmt::format("  {:>3}  {}\n", static_cast<int>(code), text);
  }
  return out;
}

void add_seconds(CLI::App& app, const std::string& names, const std::string& help,
                 option_values::zero may_be_zero,
                 const std::function<void(std::chrono::nanoseconds)>& store) {
  const std::string name = names.substr(names.find("--"));
  app.add_option_function<std::string>(
         names,
         [name, may_be_zero, store](const std::string& text) {
           store(option_values::seconds(name, text, may_be_zero));
         },
         help)
      ->type_name("S");
}

void add_target_options(CLI::App& app, raw_command& raw) {
  app.add_option_function<std::string>(
      "host", [&raw](const std::string& text) { raw.host = text; }, "");
  app.add_option_function<std::string>(
         "-P,--port",
         [&raw](const std::string& text) {
           const auto port = parse_port(text);
           if (!port) {
             throw invalid(fmt::format("--port: {} is not a whole number from 1 to 65535",
                                       in_quotes(text)));
           }
           raw.port = *port;
         },
         "Port (default 5000)")
      ->type_name("N");
  app.add_option_function<std::string>(
         "-S,--server", [&raw](const std::string& text) { raw.logon = text; },
         "user:password@host:port as other TapeTrack programs\ntake it; only host and "
         "port are used")
      ->type_name("LOGON");
  app.add_flag("-4", raw.v4, "IPv4 only");
  app.add_flag("-6", raw.v6, "IPv6 only");
  app.add_option_function<std::string>(
         "--source", [&raw](const std::string& text) { raw.options.source = text; },
         "Connect from this local address")
      ->type_name("ADDR");
}

/// The words in an error never have the URL: it may hold a password.
proxy_options proxy_of(const std::string& text) {
  if (text == "env") return {};
  auto url = parse_proxy_url(text);
  if (!url) throw invalid("--proxy: " + url.error().message());
  proxy_options out;
  out.address = url->address;
  if (url->credentials) {
    out.credentials =
        std::make_shared<const proxy_credentials>(std::move(*url->credentials));
  }
  return out;
}

void add_proxy_options(CLI::App& app, raw_command& raw) {
  app.add_option_function<std::string>(
         "-x,--proxy",
         [&raw](const std::string& text) { raw.options.proxy = proxy_of(text); },
         "HTTP proxy, http://[user:password@]host[:port], or\nenv: as https_proxy and "
         "no_proxy say")
      ->type_name("URL|env");
  app.add_option_function<std::string>(
         "--proxy-credentials",
         [&raw](const std::string& text) { raw.proxy_credentials_file = text; },
         "File with the line user:password for the proxy")
      ->type_name("F");
}

void add_run_options(CLI::App& app, raw_command& raw) {
  using option_values::zero;
  app.add_option_function<std::string>(
         "-c,--count",
         [&raw](const std::string& text) {
           constexpr auto most = std::numeric_limits<std::uint32_t>::max();
           raw.count = option_values::whole_number("--count", text, 1, most);
         },
         "Pings to send (default 4)")
      ->type_name("N");
  app.add_flag("-t,--continuous", raw.continuous, "Ping until interrupted");
  add_seconds(
      app, "-i,--interval",
      "From one send to the next (default 0: the next\ngoes when the answer is in; "
      "1 with -t)",
      zero::allowed, [&raw](auto value) { raw.interval = value; });
  add_seconds(app, "-W,--timeout", "Wait for a reply (default 5)", zero::refused,
              [&raw](auto value) { raw.options.timeout = value; });
  add_seconds(
      app, "--connect-timeout",
      "Wait for each of: look-up, connection, proxy,\ngreeting, handshake (default 5)",
      zero::refused, [&raw](auto value) { raw.options.connect_timeout = value; });
  add_seconds(app, "-w,--deadline", "End the whole run (default: none)", zero::refused,
              [&raw](auto value) { raw.options.deadline = value; });
  app.add_option_function<std::string>(
         "-s,--size",
         [&raw](const std::string& text) {
           raw.options.payload_size = static_cast<std::size_t>(
               option_values::whole_number("--size", text, 0, max_payload_size));
         },
         "Payload of N random bytes (default 0)")
      ->type_name("N");
  app.add_flag(
      "-C,--connect-only", raw.options.connect_only,
      "Time TCP connections, send nothing: for genuine\nTapeTrack servers, or any "
      "other");
  app.add_flag("--self-test", raw.options.self_test,
               "Start a responder inside the process and ping that");
}

/// Milliseconds, with a fraction of up to nanoseconds.
void add_milliseconds(CLI::App& app, const std::string& name, const std::string& help,
                      std::optional<std::chrono::nanoseconds>& into) {
  app.add_option_function<std::string>(
         name,
         [name, &into](const std::string& text) {
           into = option_values::milliseconds(name, text);
         },
         help)
      ->type_name("MS");
}

void add_condition_options(CLI::App& app, raw_command& raw) {
  app.add_flag(
      "--until-up", raw.until_up,
      "Keep trying until one ping is answered; with -w,\nthe last failure's code");
  app.add_flag("--until-down", raw.until_down,
               "Ping until one ping is not answered; then exit 0");
  auto& limits = raw.options.limits;
  app.add_option_function<std::string>(
         "--max-loss",
         [&limits](const std::string& text) {
           limits.max_loss = option_values::percent("--max-loss", text);
         },
         "Exit 12 if more pings are lost, and 0 if not")
      ->type_name("PERCENT");
  add_milliseconds(app, "--max-rtt", "Exit 12 if a round trip takes longer",
                   limits.max_round_trip);
  add_milliseconds(app, "--max-p95", "Exit 12 if more than 5 % of them take longer",
                   limits.max_p95);
}

void add_key_options(CLI::App& app, raw_command& raw) {
  app.add_option_function<std::string>(
         "-k,--key-file",
         [&raw](const std::string& text) { raw.options.key_file = text; },
         "Site key, 64 hex digits (default: open mode)")
      ->type_name("F");
  app.add_option_function<std::string>(
         "--generate-key", [&raw](const std::string& text) { raw.key_target = text; },
         "Make a key file that only its owner can read, and\nstop")
      ->type_name("F");
}

void add_nagios_limit(CLI::App& app, const std::string& name, const std::string& help,
                      std::optional<nagios_limit>& into) {
  app.add_option_function<std::string>(
         name,
         [name, &into](const std::string& text) {
           into = parse_nagios_limit(text);
           if (!into) {
             throw invalid(fmt::format("{}: {} is not RTT,LOSS% (milliseconds, percent)",
                                       name, in_quotes(text)));
           }
         },
         help)
      ->type_name("RTT,LOSS%");
}

void add_report_options(CLI::App& app, raw_command& raw) {
  auto& reports = raw.options.reports;
  const auto add_file = [&app](const char* name, const char* help, auto& into) {
    app.add_option_function<std::string>(
           name, [&into](const std::string& text) { into = text; }, help)
        ->type_name("FILE");
  };
  add_file("--json", "Each event as a line of JSON; - is standard output", reports.json);
  add_file("--csv", "Each ping as a line of CSV; - is standard output", reports.csv);
  add_file("--prometheus", "The figures for node_exporter's textfile collector",
           reports.prometheus);
  app.add_flag("--nagios", reports.nagios,
               "One line and exit codes 0 to 3 for monitoring");
  add_nagios_limit(app, "--warn", "Where a warning begins, as 100,20%",
                   reports.thresholds.warn);
  add_nagios_limit(app, "--crit", "Where it becomes critical", reports.thresholds.crit);
}

color_choice color_of(const std::string& text) {
  if (text == "auto") return color_choice::automatic;
  if (text == "always") return color_choice::always;
  if (text == "never") return color_choice::never;
  throw invalid(fmt::format("--color: {} is not auto, always or never", in_quotes(text)));
}

void add_output_options(CLI::App& app, raw_command& raw) {
  app.add_flag("-q", raw.options.quiet, "Quiet: the summary only");
  app.add_flag("-v", raw.options.verbose,
               "Show the stages, the addresses and microseconds");
  app.add_flag("-D", raw.options.timestamps, "Put a time stamp before each line");
  app.add_option_function<std::string>(
         "--color",
         [&raw](const std::string& text) { raw.options.color = color_of(text); },
         "auto: in a terminal, unless NO_COLOR is set;\nalways: there in any case; never")
      ->type_name("WHEN");
  app.set_version_flag("-V,--version", "TMSS10Ping " TMSS10_VERSION,
                       "Show the version and stop");
}

}  // namespace

void add_ping_options(CLI::App& app, raw_command& into) {
  const auto group = [&app](const char* name) { app.option_defaults()->group(name); };
  group("Target");
  add_target_options(app, into);
  group("Proxy");
  add_proxy_options(app, into);
  group("Run");
  add_run_options(app, into);
  group("Conditions for scripts");
  add_condition_options(app, into);
  group("Site key");
  add_key_options(app, into);
  group("Reports");
  add_report_options(app, into);
  group("Output");
  add_output_options(app, into);
  app.footer(exit_code_help());
}

}  // namespace tmss10
