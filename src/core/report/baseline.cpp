// SPDX-License-Identifier: MIT
#include "fact_parts.hpp"
#include "json_member.hpp"
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/baseline.hpp>
#include <tmss10/core/report/report_document.hpp>
#include <tmss10/core/run/failure_name.hpp>
#include <tmss10/core/run/peer_statement.hpp>
#include <tmss10/core/run/round_trip_sample.hpp>
#include <tmss10/core/verdict/attempt_result.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <utility>

namespace tmss10 {
namespace {

/// More than a day's pings of the shortest time: sums of them still fit.
constexpr std::uint64_t most_pings = 1'000'000'000'000'000;
/// Of values that are kept, in a report with all that is possible.
constexpr std::size_t most_values = 200'000;
constexpr int deepest = 16;

/// The members that are read; the others, some of which are long, are not kept.
constexpr std::array<std::string_view, 11> members_read{
    "schema", "version", "redacted", "run",          "resolved", "addresses",
    "ways",   "path",    "summary",  "packet_sizes", "sample"};

/// Decides which values of a document are kept, and keeps their number within a bound.
class value_filter {
 public:
  bool operator()(int depth, nlohmann::json::parse_event_t event,
                  const nlohmann::json& parsed) {
    using parse_event = nlohmann::json::parse_event_t;
    if (depth > deepest) throw bad_baseline("it is no report: it is nested too deeply");
    if (event == parse_event::key && depth == 1) {
      const auto& name = parsed.get_ref<const std::string&>();
      is_read_ =
          std::find(members_read.begin(), members_read.end(), name) != members_read.end();
      return is_read_;
    }
    if (is_read_ && ++values_ > most_values)
      throw bad_baseline("it is no report: it has too many values");
    return true;
  }

 private:
  bool is_read_ = true;
  std::size_t values_ = 0;
};

nlohmann::json parsed(std::string_view document) {
  if (document.size() > largest_baseline)
    throw bad_baseline("it is too large for a report");
  if (document.empty()) throw bad_baseline("it is empty");
  value_filter filter;
  try {
    // By reference: a copy of it would be a std::function anyway.
    return nlohmann::json::parse(document, std::ref(filter));
  } catch (const nlohmann::json::parse_error& error) {
    if (error.byte > document.size())
      throw bad_baseline("it is not complete: it ends in the middle");
    throw bad_baseline(fmt::format("it is not JSON: byte {} is wrong", error.byte));
  } catch (const nlohmann::json::exception&) {
    throw bad_baseline("it is not JSON that can be read");
  }
}

void check_kind(const json_member& document) {
  const auto schema = document.find("schema");
  if (!schema) {
    throw bad_baseline("it is no report of --report FILE.json: it has no schema");
  }
  if (const auto name = schema->text(); name != "tmss10ping-report") {
    throw bad_baseline(fmt::format(
        "it is no report of --report FILE.json: its schema is {}", in_quotes(name)));
  }
  const auto version = document.at("version").number(std::numeric_limits<int>::max());
  if (version != report_document_version) {
    throw bad_baseline(
        fmt::format("it is a report of version {}; this program reads version {}",
                    version, report_document_version));
  }
  if (document.at("redacted").flag()) {
    throw bad_baseline(
        "it is a redacted report, with stand-ins for addresses; use one that was written "
        "without --redact");
  }
}

stage stage_from(const json_member& from) {
  const auto name = from.text();
  for (int i = 0; i <= static_cast<int>(stage::exchange); ++i) {
    if (name_of(static_cast<stage>(i)) == name) return static_cast<stage>(i);
  }
  throw bad_baseline(
      fmt::format("it is no report: there is no stage {}", in_quotes(name)));
}

void read_run(const json_member& run, run_facts& to) {
  to.id = run.at("id").text();
  to.began = run.at("began").time();
  if (const auto offset = run.find("utc_offset")) to.utc_offset = offset->offset();
  std::vector<understood_option> options;
  run.at("options").for_each([&options](const json_member& one) {
    auto& option = options.emplace_back();
    option.name = one.at("name").text();
    // Those of others may be as long as the name of a file.
    if (option.name != "--size") return;
    if (const auto value = one.find("value")) option.value = value->text();
  });
  take_options(to, options);
}

[[noreturn]] void refuse_counts(std::string_view why) {
  throw bad_baseline(fmt::format("it is no report: {}", why));
}

/// Counts that cannot be together are of no run.
void check_counts(const json_member& summary) {
  const auto count = [&summary](const char* name) {
    return summary.at(name).number(most_pings);
  };
  const auto sent = count("transmitted");
  const auto received = count("received");
  const auto lost = count("lost");
  if (received > sent || lost > sent - received)
    refuse_counts("more pings were answered or lost than were sent");
  const auto at_most = [&summary](const char* name, std::uint64_t most) {
    const auto one = summary.find(name);
    if (one && one->number(most_pings) > most)
      refuse_counts(fmt::format("summary.{} is more than there can be", name));
  };
  at_most("late", lost);
  at_most("noticed_late", received);
  at_most("undecided", sent - received - lost);
  if (received == 0 && summary.find("round_trip"))
    refuse_counts("it has round-trip times, but no ping was answered");
}

void read_summary(const json_member& summary, run_facts& to) {
  to.host = summary.at("host").text();
  to.host_is_address = plain_address(to.host).has_value();
  if (const auto port = summary.find("port"))
    to.port = static_cast<std::uint16_t>(
        port->number(std::numeric_limits<std::uint16_t>::max()));
  if (const auto proxy = summary.find("proxy")) to.proxy = proxy->text();
  check_counts(summary);
  constexpr std::uint64_t most_code = 255;
  known_end end{static_cast<int>(summary.at("exit_code").number(most_code)),
                summary.at("received").number(most_pings)};
  if (const auto failure = summary.find("failure"))
    end.failed = stage_from(failure->at("stage"));
  take_end(to, end);
  const auto missed =
      summary.at("lost").number(most_pings) + summary.at("unsent").number(most_pings);
  to.missed = {missed, missed + end.received};
  if (const auto times = summary.find("round_trip")) {
    to.times.emplace();
    to.times->median = times->at("median_ms").milliseconds();
    to.times->p95 = times->at("p95_ms").milliseconds();
  }
}

void read_addresses(const json_member& document, run_facts& to) {
  if (const auto resolved = document.find("resolved")) {
    to.looked_up = resolved->at("host").text();
    resolved->at("addresses").for_each([&to](const json_member& one) {
      to.addresses.push_back(one.text());
    });
  }
  document.at("addresses").for_each([&to](const json_member& one) {
    const auto connections = one.at("connections").number(most_pings);
    if (connections > one.at("attempts").number(most_pings))
      refuse_counts("an address has more connections than attempts");
    const bool works = connections > 0;
    const auto of_proxy = one.find("of_proxy");
    const auto reason = one.find("reason");
    const bool was_given_up =
        reason && reason->text() == attempt_result(errc::stopped, std::nullopt);
    if (!works && was_given_up) return;
    to.tried.push_back({one.at("address").text(), of_proxy && of_proxy->flag(), works});
  });
}

void read_ways(const json_member& ways, run_facts& to) {
  ways.for_each([&to](const json_member& one) {
    if (!one.at("complete").flag()) return;
    const auto proxy = one.find("proxy");
    const auto address = one.find("address");
    const bool works = one.at("works").flag();
    if (proxy) {
      to.ways.push_back({proxy->text(), true, works});
    } else if (address) {
      to.ways.push_back({address->text(), false, works});
    }
  });
}

known_size size_from(const json_member& direction) {
  constexpr auto most = std::numeric_limits<std::uint32_t>::max();
  return {static_cast<std::uint32_t>(direction.at("arrived").number(most)),
          direction.find("vanished").has_value(), direction.at("complete").flag()};
}

/// The address of the first one who answered.
std::string sender_at(const json_member& hop) {
  std::string out;
  bool is_found = false;
  hop.at("answers").for_each([&](const json_member& one) {
    if (is_found || one.at("reply").text() == "none") return;
    is_found = true;
    if (const auto address = one.find("address")) out = address->text();
  });
  return out;
}

void read_path(const json_member& way, run_facts& to) {
  constexpr std::uint64_t most_hops = 255;
  const auto last = way.find("hop");
  if (way.at("finding").text() != "open" || !last) return;
  const auto count = last->number(most_hops);
  std::vector<std::string> hops;
  way.at("hops").for_each(
      [&hops](const json_member& hop) { hops.push_back(sender_at(hop)); });
  if (count > hops.size()) return;
  hops.resize(count);
  to.hops = std::move(hops);
}

void read_sample(const json_member& sample, run_facts& to) {
  std::vector<std::chrono::nanoseconds> times;
  sample.at("round_trips_ms").for_each([&times](const json_member& one) {
    if (times.size() < round_trip_sample::most_kept) times.push_back(one.milliseconds());
  });
  if (times.size() > to.missed.all - to.missed.some)
    refuse_counts("it has more round-trip times than answers");
  if (to.times) to.times->sample = std::move(times);
}

/// Any of its spellings in one form.
std::string plain_host(std::string_view host) {
  if (auto address = plain_address(host)) return std::move(*address);
  auto out = lower_case(printable(host));
  if (out.size() > 1 && out.ends_with('.')) out.pop_back();
  return out;
}

}  // namespace

run_facts read_baseline(std::string_view text) {
  const auto values = parsed(text);
  const json_member document(values, {});
  check_kind(document);
  run_facts out;
  read_run(document.at("run"), out);
  read_summary(document.at("summary"), out);
  read_addresses(document, out);
  if (const auto ways = document.find("ways")) read_ways(*ways, out);
  if (const auto way = document.find("path")) read_path(*way, out);
  if (const auto sizes = document.find("packet_sizes")) {
    out.there = size_from(sizes->at("there"));
    out.back = size_from(sizes->at("back"));
  }
  if (const auto sample = document.find("sample")) read_sample(*sample, out);
  return out;
}

void check_target_of_baseline(const run_facts& before, std::string_view host,
                              std::uint16_t port) {
  if (before.host.empty()) throw bad_baseline("it is a report of a run without a target");
  if (before.port == port && plain_host(before.host) == plain_host(host)) return;
  throw bad_baseline(fmt::format("it is a report of {} port {}, not of {} port {}",
                                 before.host, before.port, printable(host), port));
}

}  // namespace tmss10
