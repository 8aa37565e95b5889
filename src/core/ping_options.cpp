// SPDX-License-Identifier: MIT
#include "option_values.hpp"
#include "ping_command_line.hpp"
#include <tmss10/core/ping_options.hpp>
#include <tmss10/core/safe_text.hpp>
#include <tmss10/core/target.hpp>

#include <fmt/format.h>

namespace tmss10 {
namespace {

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
  if (raw.until_up && raw.until_down) {
    throw usage_error("--until-up and --until-down were both given; use one of them");
  }
  if (raw.until_up || raw.until_down) {
    if (raw.count) {
      throw usage_error("--count is of no use with --until-up and --until-down");
    }
    raw.options.wait_for = raw.until_up ? awaited::up : awaited::down;
  }
  if (raw.continuous || raw.options.wait_for != awaited::nothing) {
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

void check_reports(const report_options& reports) {
  const bool json = reports.json && *reports.json == "-";
  const bool csv = reports.csv && *reports.csv == "-";
  if ((json && csv) || (reports.nagios && (json || csv))) {
    throw usage_error(
        "only one of --json -, --csv - and --nagios can have standard output");
  }
  const auto& thresholds = reports.thresholds;
  if (!reports.nagios && (thresholds.warn || thresholds.crit)) {
    throw usage_error("--warn and --crit are of no use without --nagios");
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
  check_reports(raw.options.reports);
  return raw.options;
}

}  // namespace

ping_command parse_ping_command(int argc, const char* const* argv) {
  raw_command raw;
  CLI::App app("Tests the connection to a TMSS10Responder with empty TapeTrack packets.",
               "TMSS10Ping");
  option_values::set_up(app, "TMSS10Ping [options] HOST[:PORT]");
  add_ping_options(app, raw);
  if (auto text = option_values::parse(app, argc, argv)) return *text;
  return finish(raw);
}

}  // namespace tmss10
