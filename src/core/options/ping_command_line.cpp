// SPDX-License-Identifier: MIT
#include "ping_command_line.hpp"

#include "core/base/file_named.hpp"
#include "look_options.hpp"
#include "option_values.hpp"
#include "target_options.hpp"
#include "timestamp_options.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/proxy/proxy_header.hpp>
#include <tmss10/core/verdict/exit_code.hpp>

#include <fmt/format.h>

#include <functional>
#include <limits>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

using option_values::add;
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
  add(
      app, names, "S",
      [name, may_be_zero, store](const std::string& text) {
        store(option_values::seconds(name, text, may_be_zero));
      },
      help);
}

void add_target_options(CLI::App& app, raw_command& raw) {
  // Further hosts are words that no option takes: in an option with several values, CLI11
  // would take the brackets of an IPv6 address for those of a list.
  app.add_option_function<std::string>(
      "host", [&raw](const std::string& text) { raw.host = text; }, "");
  add_port(app, raw);
  add(
      app, "-S,--server", "LOGON", [&raw](const std::string& text) { raw.logon = text; },
      "user:password@host:port, as other TapeTrack\nprograms accept it; only host and "
      "port are used");
  add_family(app, raw);
  add_source(app, raw);
  add(
      app, "--interface", "NAME",
      [&raw](const std::string& text) { raw.options.interface_name = text; },
      "Connect through this network interface");
}

/// An error has the name alone: a value may be secret, too.
http_field proxy_header_of(const std::string& text) {
  auto field = parse_proxy_header(text);
  if (field) return std::move(*field);
  const auto end = text.find(':');
  const auto name = end == std::string::npos
                        ? std::string()
                        : in_quotes(text.substr(0, text.find_first_of(": \t"))) + ": ";
  throw invalid("--proxy-header: " + name + field.error().message());
}

void add_proxy_options(CLI::App& app, raw_command& raw) {
  add_proxy(app,
            [&raw](const std::string& text) { raw.options.proxy = read_proxy(text); });
  add_proxy_credentials(app, raw);
  add(
      app, "--proxy-header", "HEADER",
      [&raw](const std::string& text) {
        raw.proxy_headers.push_back(proxy_header_of(text));
      },
      "Header to send to the proxy, as 'Name: value'; may\nbe repeated");
}

/// check_ping has its thresholds in -w and -c.
void refuse_plugin_limit(const std::string& option, const std::string& text,
                         std::string_view instead) {
  if (text.find(',') == std::string::npos || !parse_nagios_limit(text)) return;
  throw invalid(fmt::format("{}: {} is a threshold; give it as {} {}, with --nagios",
                            option, in_quotes(text), instead, text));
}

void add_run_options(CLI::App& app, raw_command& raw) {
  using option_values::zero;
  add(
      app, "-c,--count", "N",
      [&raw](const std::string& text) {
        constexpr auto most = std::numeric_limits<std::uint32_t>::max();
        refuse_plugin_limit("--count", text, "--crit");
        raw.count = option_values::whole_number("--count", text, 1, most);
      },
      "Number of pings to send (default 4)");
  app.add_flag("-t,--continuous", raw.continuous, "Ping until interrupted");
  add_seconds(app, "-i,--interval",
              "Time between sends (default 0: send the next when\nthe reply arrives; 1 "
              "with -t or --until-*)",
              zero::allowed, [&raw](auto value) { raw.interval = value; });
  add_seconds(app, "-W,--timeout", "Time to wait for a reply (default 5)", zero::refused,
              [&raw](auto value) {
                raw.timeout = value;
                raw.options.timeout = value;
              });
  add_seconds(app, "--connect-timeout",
              "Time to wait for each stage: look-up, connection,\nproxy, greeting, "
              "handshake (default 5, look-up 12)",
              zero::refused, [&raw](auto value) {
                raw.options.connect_timeout = value;
                raw.options.look_up_timeout = value;
              });
  add(
      app, "-w,--deadline", "S",
      [&raw](const std::string& text) {
        refuse_plugin_limit("--deadline", text, "--warn");
        raw.options.deadline = option_values::seconds("--deadline", text, zero::refused);
      },
      "End the whole run after this time (default: none)");
  add(
      app, "--max-failures", "N",
      [&raw](const std::string& text) {
        constexpr auto most = std::numeric_limits<std::uint32_t>::max();
        raw.options.max_failures =
            option_values::whole_number("--max-failures", text, 1, most);
      },
      "End the run after N pings in a row without an\nanswer");
  add_size(app, raw);
  add_connect_only(app, raw);
  app.add_flag("--self-test", raw.options.self_test,
               "Start a responder inside the process and ping it");
}

/// Milliseconds, with a fraction of up to nanoseconds.
void add_milliseconds(CLI::App& app, const std::string& name, const std::string& help,
                      std::optional<std::chrono::nanoseconds>& into) {
  add(
      app, name, "MS",
      [name, &into](const std::string& text) {
        into = option_values::milliseconds(name, text);
      },
      help);
}

void add_condition_options(CLI::App& app, raw_command& raw) {
  app.add_flag("--until-up", raw.until_up,
               "Keep trying until a ping is answered; if -w ends\nthe run first, exit "
               "with the last failure's code");
  app.add_flag("--until-down", raw.until_down,
               "Ping until the target is down, then exit with 0; a\n"
               "wrong name, key or proxy ends it with its own code");
  auto& limits = raw.options.limits;
  add(
      app, "--max-loss", "PERCENT",
      [&limits](const std::string& text) {
        limits.max_loss = option_values::percent("--max-loss", text);
      },
      "Exit with 12 if more pings are lost; losses up to\nPERCENT are not a failure; "
      "applies to --until-* too");
  add_milliseconds(app, "--max-rtt", "Exit with 12 if a round trip takes longer",
                   limits.max_round_trip);
  add_milliseconds(app, "--max-p95",
                   "Exit with 12 if more than 5 % of round trips take\nlonger",
                   limits.max_p95);
}

void add_key_options(CLI::App& app, raw_command& raw) {
  add_key_file(
      app, [&raw](const std::string& text) { raw.options.key_file = file_named(text); });
  add(
      app, "--generate-key", "F",
      [&raw](const std::string& text) { raw.key_target = file_named(text); },
      "Create a key file that only its owner can read, and\nexit");
}

color_choice color_of(const std::string& text) {
  if (text == "auto") return color_choice::automatic;
  if (text == "always") return color_choice::always;
  if (text == "never") return color_choice::never;
  throw invalid(fmt::format("--color: {} is not auto, always or never", in_quotes(text)));
}

void add_output_options(CLI::App& app, raw_command& raw) {
  app.add_flag("-q,--quiet", raw.options.quiet, "Show only the summary");
  app.add_flag("-v,--verbose", raw.options.verbose,
               "Show stages, addresses and microseconds");
  add_timestamp_options(app, raw);
  app.add_flag("-a,--audible", raw.options.audible,
               "Ring the terminal's bell at each answer");
  add(
      app, "--color", "WHEN",
      [&raw](const std::string& text) { raw.options.color = color_of(text); },
      "Colours in a terminal: auto (default, unless\nNO_COLOR is set), always (even if "
      "it is) or never");
  app.set_version_flag("-V,--version", "TMSS10Ping " TMSS10_VERSION,
                       "Show the version and exit");
}

}  // namespace

void add_ping_options(CLI::App& app, raw_command& into) {
  const auto group = [&app](const char* name) { app.option_defaults()->group(name); };
  group("Target");
  add_target_options(app, into);
  group("Several targets");
  add_table_options(app, into);
  group("Proxy");
  add_proxy_options(app, into);
  group("Run");
  add_run_options(app, into);
  group("The way there");
  add_look_options(app, into);
  group("Conditions for scripts");
  add_condition_options(app, into);
  group("Site key");
  add_key_options(app, into);
  group("Reports");
  add_report_options(app, into);
  group(output_group);
  add_output_options(app, into);
  app.footer(exit_code_help());
}

}  // namespace tmss10
