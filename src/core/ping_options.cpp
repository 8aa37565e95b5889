// SPDX-License-Identifier: MIT
#include "option_values.hpp"
#include <tmss10/core/exit_code.hpp>
#include <tmss10/core/packet.hpp>
#include <tmss10/core/ping_options.hpp>
#include <tmss10/core/safe_text.hpp>
#include <tmss10/core/target.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <functional>
#include <limits>
#include <memory>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

using option_values::invalid;

/// What the command line says, before its parts are looked at together.
struct raw_command {
  ping_options options;
  std::optional<std::string> host;
  std::optional<std::string> logon;
  std::optional<std::uint16_t> port;
  std::optional<std::uint64_t> count;
  std::optional<std::chrono::nanoseconds> interval;
  std::optional<std::filesystem::path> key_target;
  std::optional<std::filesystem::path> proxy_credentials_file;
  bool continuous = false;
  bool v4 = false;
  bool v6 = false;
};

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

void add_output_options(CLI::App& app, raw_command& raw) {
  app.add_flag("-q", raw.options.quiet, "Quiet: the summary only");
  app.add_flag("-v", raw.options.verbose,
               "Show the stages, the addresses and microseconds");
  app.add_flag("-D", raw.options.timestamps, "Put a time stamp before each line");
  app.add_flag("--self-test", raw.options.self_test,
               "Start a responder inside the process and ping that");
  app.set_version_flag("-V,--version", "TMSS10Ping " TMSS10_VERSION,
                       "Show the version and stop");
}

/// Where to connect, from the host argument or -S. An error names the host argument,
/// never a logon.
target target_of(const raw_command& raw) {
  if (raw.logon && raw.host) {
    throw usage_error("--server and a host argument were both given; use one of them");
  }
  if (!raw.logon && !raw.host) throw usage_error("a host is required; see --help");
  const auto where = raw.logon ? parse_logon(*raw.logon) : parse_target(*raw.host);
  if (where) return *where;
  const std::string reason = where.error().message();
  if (raw.logon) throw usage_error("--server: " + reason);
  option_values::refuse_logon(*raw.host);
  throw usage_error(fmt::format("host {}: {}", in_quotes(*raw.host), reason));
}

void set_target(raw_command& raw) {
  if (raw.options.self_test) {
    if (raw.host || raw.logon || raw.port) {
      throw usage_error("--self-test pings its own responder; give it no host or port");
    }
    return;
  }
  const target where = target_of(raw);
  if (where.port && raw.port && *where.port != *raw.port) {
    throw usage_error(fmt::format("--port {} and port {} of the host differ; use one",
                                  *raw.port, *where.port));
  }
  raw.options.host = where.host;
  raw.options.port = where.port.value_or(raw.port.value_or(default_port));
}

void set_count(raw_command& raw) {
  if (raw.count && raw.continuous) {
    throw usage_error("--count and --continuous were both given; use one of them");
  }
  if (raw.count) raw.options.count = raw.count;
  if (raw.continuous) {
    raw.options.count = std::nullopt;
    raw.options.interval = std::chrono::seconds(1);
  }
  raw.options.interval = raw.interval.value_or(raw.options.interval);
}

void set_family(raw_command& raw) {
  if (raw.v4 && raw.v6) throw usage_error("-4 and -6 were both given; use one of them");
  if (raw.v4) raw.options.family = address_family::v4;
  if (raw.v6) raw.options.family = address_family::v6;
}

void set_proxy(raw_command& raw) {
  auto& proxy = raw.options.proxy;
  if (!raw.proxy_credentials_file) return;
  if (!proxy) throw usage_error("--proxy-credentials is of no use without --proxy");
  if (proxy->credentials) {
    throw usage_error(
        "--proxy has a user name, and --proxy-credentials was given; use "
        "one of them");
  }
  proxy->credentials_file = raw.proxy_credentials_file;
}

void check_connect_only(const ping_options& options) {
  if (!options.connect_only) return;
  if (options.key_file || options.payload_size > 0) {
    throw usage_error("--connect-only sends nothing; leave out --key-file and --size");
  }
}

void check_self_test(const ping_options& options) {
  if (options.self_test && options.proxy) {
    throw usage_error("--self-test pings its own responder; leave out --proxy");
  }
}

ping_command finish(raw_command& raw) {
  if (raw.key_target) {
    if (raw.host || raw.logon)
      throw usage_error("--generate-key pings nothing; give no host");
    return generate_key{*raw.key_target};
  }
  set_target(raw);
  set_count(raw);
  set_family(raw);
  set_proxy(raw);
  check_connect_only(raw.options);
  check_self_test(raw.options);
  return raw.options;
}

}  // namespace

ping_command parse_ping_command(int argc, const char* const* argv) {
  raw_command raw;
  CLI::App app("Tests the connection to a TMSS10Responder with empty TapeTrack packets.",
               "TMSS10Ping");
  option_values::set_up(app, "TMSS10Ping [options] HOST[:PORT]");
  add_target_options(app, raw);
  add_proxy_options(app, raw);
  add_run_options(app, raw);
  add_key_options(app, raw);
  add_output_options(app, raw);
  app.footer(exit_code_help());
  if (auto text = option_values::parse(app, argc, argv)) return *text;
  return finish(raw);
}

}  // namespace tmss10
