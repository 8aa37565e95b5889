// SPDX-License-Identifier: MIT
#include "fact_parts.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/baseline.hpp>
#include <tmss10/core/run/packet_sizes.hpp>
#include <tmss10/core/run/path.hpp>
#include <tmss10/core/run/peer_statement.hpp>
#include <tmss10/core/run/size_search.hpp>
#include <tmss10/core/verdict/path_judgement.hpp>

#include <utility>

namespace tmss10 {
namespace {

known_size known_size_of(const direction_sizes& at) {
  return {at.passed, at.vanished.has_value(), is_decided(at)};
}

std::vector<tried_end> tried_ends_of(const run_record& record) {
  std::vector<tried_end> out;
  for (const auto& one : record.addresses()) {
    const bool works = one.connected > 0;
    // Nobody knows what would have become of it.
    if (!works && one.last.error == errc::stopped) continue;
    out.push_back({printable(one.last.address), one.last.of_proxy, works});
  }
  return out;
}

std::vector<tried_end> ways_of(const run_record& record) {
  std::vector<tried_end> out;
  for (const auto& way : record.ways()) {
    if (way.was_cut_short) continue;
    auto name = printable(way.is_direct() ? way.address : way.proxy);
    if (name.empty()) continue;
    out.push_back({std::move(name), !way.is_direct(), way.works()});
  }
  return out;
}

std::vector<std::string> hops_of(const path& way) {
  const auto judged = judge_path(way);
  std::vector<std::string> out;
  if (judged.finding != path_finding::open || judged.hop > way.hops.size()) return out;
  for (std::size_t i = 0; i < judged.hop; ++i) {
    const auto* const answer = way.hops[i].answer();
    out.push_back(answer == nullptr ? std::string() : printable(answer->sender));
  }
  return out;
}

}  // namespace

run_facts facts_of(const run_record& record, const run_outcome& outcome) {
  run_facts out;
  out.id = record.run().id;
  // A report has microseconds.
  out.began = std::chrono::time_point_cast<std::chrono::system_clock::duration>(
      std::chrono::floor<std::chrono::microseconds>(record.began()));
  out.utc_offset = record.run().system.utc_offset;
  out.host = printable(outcome.host);
  out.host_is_address = plain_address(out.host).has_value();
  out.port = outcome.port;
  out.proxy = printable(outcome.proxy);
  take_options(out, record.run().options);

  const auto& totals = outcome.figures.totals;
  known_end end{static_cast<int>(outcome.judged.code), totals.received};
  if (outcome.why) end.failed = outcome.why->where;
  take_end(out, end);

  if (const auto& resolved = record.latest().resolved) {
    out.looked_up = printable(resolved->host);
    for (const auto& address : resolved->addresses)
      out.addresses.push_back(printable(address));
  }
  out.tried = tried_ends_of(record);
  out.ways = ways_of(record);
  out.missed = {totals.missed(), totals.decided()};
  if (totals.round_trips.count() > 0) {
    out.times = {totals.round_trips.percentile(50), totals.round_trips.percentile(95),
                 record.sample().all()};
  }
  if (const auto* const sizes = record.sizes()) {
    out.there = known_size_of(sizes->there);
    out.back = known_size_of(sizes->back);
  }
  if (const auto* const way = record.way()) out.hops = hops_of(*way);
  return out;
}

}  // namespace tmss10
