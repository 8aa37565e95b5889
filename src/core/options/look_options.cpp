// SPDX-License-Identifier: MIT
#include "look_options.hpp"

#include "option_values.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using option_values::add;

std::vector<std::string> looks_given(const raw_command& raw) {
  std::vector<std::string> out;
  if (raw.options.path) out.emplace_back("--path");
  if (raw.options.mtu) out.emplace_back("--mtu");
  if (raw.options.idle_limit) out.emplace_back("--idle-limit");
  if (raw.options.examine) out.emplace_back("--examine");
  return out;
}

void refuse_if(bool given, const std::string& option, const std::string& look) {
  if (given) throw usage_error(fmt::format("{} is of no use with {}", option, look));
}

/// An examination's pings have a count and a limit, and are spread over less than that.
void set_examination(raw_command& raw) {
  auto& options = raw.options;
  constexpr std::uint64_t pings = 20;
  if (raw.count.value_or(0) > pings) {
    throw usage_error(
        fmt::format("--examine: at most {} pings; use a run of its own for more", pings));
  }
  options.interval = raw.interval.value_or(std::chrono::milliseconds(200));
  options.deadline = std::chrono::seconds(10);
  // The last one has a second to be answered in.
  constexpr std::chrono::nanoseconds room = std::chrono::seconds(9);
  const auto most = options.interval * (pings - 1) <= room
                        ? pings
                        : 1 + static_cast<std::uint64_t>(room / options.interval);
  if (raw.count.value_or(0) > most) {
    throw usage_error(
        fmt::format("--examine: so many pings at that interval take longer than its 10 "
                    "s; at most {} fit",
                    most));
  }
  options.count = raw.count.value_or(most);
}

/// What is about pings says nothing where there are none.
void refuse_ping_options(const raw_command& raw, const std::string& look) {
  const auto& options = raw.options;
  refuse_if(options.wait_for == awaited::up, "--until-up", look);
  refuse_if(options.wait_for == awaited::down, "--until-down", look);
  refuse_if(options.deadline.has_value(), "--deadline", look);
  refuse_if(options.examine && options.reports.nagios, "--nagios", look);
  if (options.pings) return;
  if (!options.idle_limit) refuse_if(raw.timeout.has_value(), "--timeout", look);
  refuse_if(options.payload_size > 0, "--size", look);
  refuse_if(options.audible, "--audible", look);
  refuse_if(raw.interval.has_value(), "--interval", look);
  refuse_if(options.max_failures.has_value(), "--max-failures", look);
  refuse_if(options.limits.max_loss.has_value(), "--max-loss", look);
  refuse_if(options.limits.max_round_trip.has_value(), "--max-rtt", look);
  refuse_if(options.limits.max_p95.has_value(), "--max-p95", look);
  refuse_if(options.reports.nagios, "--nagios", look);
  refuse_if(options.reports.csv.has_value(), "--csv", look);
  refuse_if(options.reports.prometheus.has_value(), "--prometheus", look);
  refuse_if(options.reports.snapshot_every.has_value(), "--snapshot-every", look);
}

}  // namespace

void add_look_options(CLI::App& app, raw_command& raw) {
  auto& options = raw.options;
  app.add_flag("--path", options.path,
               "Show how far connection requests get, hop by hop\n(Linux); pings follow "
               "only with -c or -t");
  add(
      app, "--max-hops", "N",
      [&raw](const std::string& text) {
        raw.max_hops = static_cast<std::uint8_t>(
            option_values::whole_number("--max-hops", text, 1, 255));
      },
      "Most hops that --path and --examine look at\n(default 30)");
  app.add_flag("--mtu", options.mtu,
               "Find the largest packet that gets through, each way\n(Linux; needs a "
               "responder); pings nothing");
  add(
      app, "--idle-limit", "S",
      [&options](const std::string& text) {
        options.idle_limit =
            option_values::seconds("--idle-limit", text, option_values::zero::refused);
      },
      "Find how long a connection may be idle, up to S\nseconds (needs a responder); "
      "pings nothing");
  app.add_flag(
      "--examine", options.examine,
      "Look at everything within a minute, and tell what\nis wrong and whom to ask");
}

bool has_look(const raw_command& raw) {
  return !looks_given(raw).empty();
}

void set_look(raw_command& raw) {
  auto& options = raw.options;
  options.max_hops = raw.max_hops.value_or(options.max_hops);
  const auto given = looks_given(raw);
  if (raw.max_hops && !options.path && !options.examine)
    throw usage_error("--max-hops is of no use without --path or --examine");
  if (given.empty()) return;
  if (given.size() > 1) {
    throw usage_error(
        fmt::format("{} and {} were both given; use one of them", given[0], given[1]));
  }
  const auto& look = given.front();
  const bool asks_for_pings = raw.count || raw.continuous;
  options.pings = options.examine || (options.path && asks_for_pings);
  if (!options.path) {
    refuse_if(raw.count.has_value() && !options.examine, "--count", look);
    refuse_if(raw.continuous, "--continuous", look);
    refuse_if(options.connect_only, "--connect-only", look);
  }
  if (!options.idle_limit && !options.examine)
    refuse_if(options.proxy.has_value(), "--proxy", look);
  refuse_ping_options(raw, look);
  if (options.examine) set_examination(raw);
}

}  // namespace tmss10
