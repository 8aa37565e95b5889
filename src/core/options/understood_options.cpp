// SPDX-License-Identifier: MIT
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/options/understood_options.hpp>
#include <tmss10/core/proxy/http_connect.hpp>

#include <utility>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// The options so far. Each is added by what it means, never by what was typed: so no
/// text is in it that nobody thought of.
class option_list {
 public:
  void flag(const char* name, bool is_set) {
    if (is_set) all_.push_back({name});
  }
  void add(const char* name, std::string value) {
    all_.push_back({name, std::move(value)});
  }
  void text(const char* name, const std::optional<std::string>& value) {
    if (value) add(name, *value);
  }
  void file(const char* name, const std::optional<std::filesystem::path>& value) {
    if (value) add(name, value->string());
  }
  void seconds(const char* name, nanoseconds value) {
    add(name, exact(seconds_of(value)));
  }
  void milliseconds(const char* name, const std::optional<nanoseconds>& value) {
    if (value) add(name, exact(milliseconds_of(*value)));
  }

  [[nodiscard]] std::vector<understood_option> take() { return std::move(all_); }

 private:
  std::vector<understood_option> all_;
};

void add_target(option_list& to, const ping_options& of) {
  // 0: not known. That of a self-test is of its own responder.
  if (of.port != default_port && of.port != 0 && !of.self_test)
    to.add("--port", std::to_string(of.port));
  to.flag("--ipv4", of.family == address_family::v4);
  to.flag("--ipv6", of.family == address_family::v6);
  to.text("--source", of.source);
  to.text("--interface", of.interface_name);
}

void add_proxy(option_list& to, const std::optional<proxy_options>& of) {
  if (!of) return;
  const auto& address = of->address;
  to.add("--proxy", address ? authority_of(address->host, address->port) : "env");
  to.file("--proxy-credentials", of->credentials_file);
  for (const auto& header : of->headers)
    to.add("--proxy-header", header.name);
}

void add_run(option_list& to, const ping_options& of) {
  constexpr nanoseconds usual_timeout = std::chrono::seconds(5);
  const bool waits = of.wait_for != awaited::nothing;
  if (of.count && of.pings) to.add("--count", std::to_string(*of.count));
  to.flag("--continuous", !of.count && !waits);
  // Without a count it is 1 s by itself.
  if (of.interval != nanoseconds(0) || !of.count) to.seconds("--interval", of.interval);
  if (of.timeout != usual_timeout) to.seconds("--timeout", of.timeout);
  // Only the option sets the limit of a look-up.
  if (of.look_up_timeout) to.seconds("--connect-timeout", of.connect_timeout);
  // An examination has one of its own.
  if (of.deadline && !of.examine) to.seconds("--deadline", *of.deadline);
  if (of.max_failures) to.add("--max-failures", std::to_string(*of.max_failures));
  if (of.payload_size > 0) to.add("--size", std::to_string(of.payload_size));
  to.flag("--connect-only", of.connect_only);
  to.flag("--self-test", of.self_test);
}

void add_look(option_list& to, const ping_options& of) {
  to.flag("--path", of.path);
  if (of.max_hops != ping_options().max_hops)
    to.add("--max-hops", std::to_string(of.max_hops));
  to.flag("--mtu", of.mtu);
  if (of.idle_limit) to.seconds("--idle-limit", *of.idle_limit);
  to.flag("--examine", of.examine);
}

void add_conditions(option_list& to, const ping_options& of) {
  to.flag("--until-up", of.wait_for == awaited::up);
  to.flag("--until-down", of.wait_for == awaited::down);
  if (of.limits.max_loss) to.add("--max-loss", exact(*of.limits.max_loss));
  to.milliseconds("--max-rtt", of.limits.max_round_trip);
  to.milliseconds("--max-p95", of.limits.max_p95);
}

/// As it is typed.
std::string limit_text(const nagios_limit& of) {
  std::string out;
  if (of.round_trip) out = of.round_trip->text();
  if (of.loss) out += "," + of.loss->text() + "%";
  return out;
}

void add_reports(option_list& to, const report_options& of) {
  to.file("--json", of.json);
  to.file("--csv", of.csv);
  to.flag("--append", of.append);
  to.file("--prometheus", of.prometheus);
  for (const auto& label : of.labels)
    to.add("--label", label.name + "=" + label.value);
  if (of.snapshot_every) to.seconds("--snapshot-every", *of.snapshot_every);
  to.file("--report", of.page);
  to.file("--report", of.document);
  to.flag("--redact", of.redact);
  to.flag("--nagios", of.nagios);
  if (of.thresholds.warn) to.add("--warn", limit_text(*of.thresholds.warn));
  if (of.thresholds.crit) to.add("--crit", limit_text(*of.thresholds.crit));
}

/// Both options set one thing.
void add_timestamps(option_list& to, timestamp_format format) {
  switch (format) {
    case timestamp_format::none: return;
    case timestamp_format::epoch: return to.flag("--timestamps", true);
    case timestamp_format::iso: return to.add("--timestamp-format", "iso");
    case timestamp_format::rfc3339: return to.add("--timestamp-format", "rfc3339");
    case timestamp_format::ctime: return to.add("--timestamp-format", "ctime");
  }
}

void add_output(option_list& to, const ping_options& of) {
  to.flag("--quiet", of.quiet);
  to.flag("--verbose", of.verbose);
  add_timestamps(to, of.timestamps);
  to.flag("--audible", of.audible);
  if (of.color == color_choice::always) to.add("--color", "always");
  if (of.color == color_choice::never) to.add("--color", "never");
}

void add_all_but_target(option_list& to, const ping_options& of) {
  add_proxy(to, of.proxy);
  add_run(to, of);
  add_look(to, of);
  add_conditions(to, of);
  to.file("--key-file", of.key_file);
  add_reports(to, of.reports);
  to.file("--baseline", of.baseline);
  add_output(to, of);
}

}  // namespace

std::vector<understood_option> understood_options(const ping_options& options) {
  option_list out;
  add_target(out, options);
  add_all_but_target(out, options);
  return out.take();
}

std::vector<understood_option> understood_options(const table_options& options) {
  const table_options usual;
  option_list out;
  add_target(out, options.common);
  out.file("--targets", options.targets_file);
  if (options.rate != usual.rate) out.add("--rate", std::to_string(options.rate));
  if (options.at_once != usual.at_once)
    out.add("--at-once", std::to_string(options.at_once));
  if (options.min_ok) out.add("--min-ok", std::to_string(*options.min_ok));
  add_all_but_target(out, options.common);
  return out.take();
}

}  // namespace tmss10
