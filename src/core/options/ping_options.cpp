// SPDX-License-Identifier: MIT
#include "host_argument.hpp"
#include "known_options.hpp"
#include "look_options.hpp"
#include "option_values.hpp"
#include "ping_command_line.hpp"
#include "target_options.hpp"
#include "timestamp_options.hpp"
#include <tmss10/core/base/address_range.hpp>
#include <tmss10/core/base/target.hpp>
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/options/target_entry.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace tmss10 {
namespace {

/// Where to connect, from the host argument or -S. An error names the host argument,
/// never a logon.
target target_of(const raw_command& raw) {
  if (raw.logon && raw.host) {
    throw usage_error("--server and a host argument were both given; use one of them");
  }
  if (!raw.logon && !raw.host) throw usage_error("a host is required; see --help");
  if (raw.host) return read_host(*raw.host);
  const auto where = parse_logon(*raw.logon);
  if (where) return *where;
  throw usage_error("--server: " + where.error().message());
}

/// Whether several targets are meant, or may be: a file has any number of them.
bool has_table(const raw_command& raw) {
  if (raw.targets_file || raw.hosts.size() > 1) return true;
  if (!raw.host) return false;
  const auto range = parse_address_range(*raw.host);
  return !range || *range;  // a range that is wrong is one as well
}

void refuse_table_options(const raw_command& raw) {
  const auto refuse = [](const char* option) {
    throw usage_error(std::string(option) + " is of no use with one target");
  };
  if (raw.rate) refuse("--rate");
  if (raw.at_once) refuse("--at-once");
  if (raw.min_ok) refuse("--min-ok");
}

void set_target(raw_command& raw) {
  if (raw.options.self_test) {
    if (raw.host || raw.logon || raw.port) {
      throw usage_error("--self-test pings its own responder; give it no host or port");
    }
    raw.options.port = 0;  // a free one, once there is a responder
    return;
  }
  const target where = target_of(raw);
  refuse_table_options(raw);
  raw.options.host = where.host;
  raw.options.port = one_port_of(raw.port, where.port).value_or(default_port);
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

void check_reports(const report_options& reports) {
  if (count_on_standard_output(reports) > 1) {
    std::string all;
    for (const auto& file : report_files) {
      if (file.is_for_output)
        all.append(all.empty() ? "" : ", ").append(file.option).append(" -");
    }
    throw usage_error(
        fmt::format("only one of {} and --nagios may write to standard output", all));
  }
  const auto has_lines = [&reports](const report_file& file) {
    const auto& path = reports.*file.path;
    return file.has_lines && path && *path != "-";
  };
  if (reports.append &&
      std::none_of(report_files.begin(), report_files.end(), has_lines)) {
    throw usage_error("--append is of no use without a file for --json or --csv");
  }
  if (!reports.prometheus && !reports.labels.empty()) {
    throw usage_error("--label is of no use without --prometheus");
  }
  if (reports.redact && !reports.page && !reports.document) {
    throw usage_error("--redact is of no use without --report");
  }
  if (reports.nagios && reports.snapshot_every) {
    throw usage_error("--snapshot-every is of no use with --nagios");
  }
  const auto& thresholds = reports.thresholds;
  if (!reports.nagios && (thresholds.warn || thresholds.crit)) {
    throw usage_error("--warn and --crit are of no use without --nagios");
  }
  if (warns_too_late(thresholds)) {
    throw usage_error("--warn is above --crit, so there would be no warning");
  }
}

void check_baseline(const ping_options& options) {
  if (!options.baseline) return;
  if (options.self_test) {
    throw usage_error("--baseline is of no use with --self-test, which has no network");
  }
  if (options.wait_for != awaited::nothing) {
    throw usage_error(
        fmt::format("--baseline is of no use with {}",
                    options.wait_for == awaited::up ? "--until-up" : "--until-down"));
  }
}

void check_self_test(const ping_options& options) {
  if (options.self_test && options.proxy) {
    throw usage_error("--self-test pings its own responder; leave out --proxy");
  }
}

/// Whether an option means something to a command that pings nothing.
bool is_for_any_command(const CLI::Option& option) {
  return option.get_group() == output_group || option.check_name("--nagios") ||
         option.check_name("--generate-key");
}

generate_key key_command_of(const CLI::App& app, const raw_command& raw) {
  if (raw.host || raw.logon)
    throw usage_error("--generate-key pings nothing; give no host");
  std::string needless;
  for (const auto* option : app.get_options()) {
    if (option->count() == 0 || is_for_any_command(*option)) continue;
    needless += (needless.empty() ? "" : ", ") + option->get_name();
  }
  if (!needless.empty())
    throw usage_error("--generate-key pings nothing; leave out " + needless);
  if (*raw.key_target == "-") {
    throw usage_error(
        "--generate-key: a key is not shown; name a file (./- is one named -)");
  }
  return {*raw.key_target, raw.options.reports.nagios, raw.options.timestamps};
}

table_options table_command_of(raw_command& raw) {
  if (raw.options.self_test) {
    throw usage_error("--self-test pings its own responder; give it no host or port");
  }
  if (raw.logon) throw usage_error("--server is of no use with several targets");
  if (raw.targets_file && raw.host) {
    throw usage_error("--targets and a host argument were both given; use one of them");
  }
  if (has_look(raw))
    throw usage_error(
        "--path, --mtu, --idle-limit and --examine are for one target only");
  if (raw.options.reports.page || raw.options.reports.document)
    throw usage_error("--report is for one target only");
  if (raw.options.baseline) throw usage_error("--baseline is for one target only");
  raw.options.has_table = true;
  if (raw.targets_file) raw.options.target_files = {*raw.targets_file};
  raw.options.port = raw.port.value_or(default_port);
  set_run(raw);
  // First of all of them: one may be a part of a password that has blanks.
  for (const auto& host : raw.hosts)
    option_values::refuse_logon(host);
  if (!raw.targets_file) (void)targets_of(raw.hosts, raw.options);  // they are right
  table_options out;
  out.common = raw.options;
  out.hosts = raw.hosts;
  out.targets_file = raw.targets_file;
  out.rate = raw.rate.value_or(out.rate);
  out.at_once = raw.at_once.value_or(out.at_once);
  out.min_ok = raw.min_ok;
  return out;
}

ping_command finish(const CLI::App& app, raw_command& raw) {
  if (raw.key_target) return key_command_of(app, raw);
  if (has_table(raw)) return table_command_of(raw);
  set_target(raw);
  set_run(raw);
  return raw.options;
}

}  // namespace

void set_run(raw_command& raw) {
  set_count(raw);
  set_family(raw);
  join_proxy_options(raw);
  check_connect_only(raw.options);
  check_self_test(raw.options);
  check_baseline(raw.options);
  check_reports(raw.options.reports);
  set_look(raw);
}

ping_command parse_ping_command(int argc, const char* const* argv) {
  raw_command raw;
  CLI::App app("Tests the connection to a TMSS10Responder with empty TapeTrack packets.",
               "TMSS10Ping");
  option_values::set_up(app, "TMSS10Ping [options] HOST[:PORT]...");
  add_ping_options(app, raw);
  try {
    if (auto shown =
            option_values::parse(app, argc, argv, advice_on_extra_word, &raw.hosts)) {
      return show_ping_text{std::move(shown->text),
                            option_values::is_set(app, "--nagios"),
                            timestamps_asked_for(app)};
    }
    if (raw.host) raw.hosts.insert(raw.hosts.begin(), *raw.host);
    raw.options.timestamps = timestamps_asked_for(app);
    return finish(app, raw);
  } catch (const usage_error& error) {
    const std::span words(argv, static_cast<std::size_t>(argc));
    throw bad_ping_command(error.what(), known_of(app, raw, words));
  }
}

}  // namespace tmss10
