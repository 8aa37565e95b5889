// SPDX-License-Identifier: MIT
#include "json_idle.hpp"
#include "json_parts.hpp"
#include "json_path.hpp"
#include "json_sizes.hpp"
#include "json_way.hpp"
#include "recent_events.hpp"
#include "stage_boxes.hpp"
#include "time_ranges.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/page_verdict.hpp>
#include <tmss10/core/report/report_document.hpp>

#include <utility>

namespace tmss10 {
namespace {

json texts_array(const std::vector<std::string>& texts) {
  auto out = json::array();
  for (const auto& text : texts)
    out.push_back(printable(text));
  return out;
}

json run_object(const run_record& record) {
  const auto& run = record.run();
  json out{{"id", run.id}, {"began", utc_time(record.began())}};
  put_run(out, run);
  put_text(out, "host_name", run.system.host_name);
  return out;
}

json verdict_object(const page_verdict& of) {
  json out{{"tone", name_of(of.tone)}, {"sentence", printable(of.sentence)}};
  put_text(out, "advice", of.advice);
  out["remarks"] = texts_array(of.remarks);
  return out;
}

json stages_array(const std::vector<stage_box>& boxes) {
  auto out = json::array();
  for (const auto& box : boxes) {
    json one{{"name", box.name}, {"result", name_of(box.result)}};
    put_text(one, "words", box.words);
    if (box.took) one["took_ms"] = milliseconds_of(*box.took);
    out.push_back(std::move(one));
  }
  return out;
}

json addresses_array(const run_record& record) {
  auto out = json::array();
  for (const auto& tried : record.addresses()) {
    json one;
    put_attempt(one, tried.last);
    one["attempts"] = tried.times;
    one["connections"] = tried.connected;
    out.push_back(std::move(one));
  }
  return out;
}

json ways_array(const run_record& record) {
  auto out = json::array();
  for (const auto& way : record.ways()) {
    json one;
    put_way(one, way);
    out.push_back(std::move(one));
  }
  return out;
}

json round_trip_point(const timed_round_trip& of) {
  return {{"sent", utc_time(of.sent)}, {"round_trip_ms", milliseconds_of(of.took)}};
}

/// The extremes of a point in the order in which they were sent.
void add_times(json& to, const ping_point& of) {
  if (!of.shortest || !of.longest) return;
  const bool is_one =
      of.shortest->sent == of.longest->sent && of.shortest->took == of.longest->took;
  const bool is_first = of.shortest->sent <= of.longest->sent;
  to.push_back(round_trip_point(is_first ? *of.shortest : *of.longest));
  // Two pings may have been sent and answered at the same time.
  const bool is_other = of.pings - of.lost - of.unsent > 1;
  if (!is_one || is_other)
    to.push_back(round_trip_point(is_first ? *of.longest : *of.shortest));
}

json pings_object(const ping_points& pings) {
  json out{{"per_point", pings.pings_per_point()}};
  auto points = json::array();
  for (const auto& point : pings.all()) {
    add_times(points, point);
    if (point.lost + point.unsent == 0) continue;
    json missed{{"sent", utc_time(point.begin)}};
    if (point.lost > 0) missed["lost"] = point.lost;
    if (point.unsent > 0) missed["unsent"] = point.unsent;
    points.push_back(std::move(missed));
  }
  out["points"] = std::move(points);
  return out;
}

json sample_object(const round_trip_sample& sample) {
  auto times = json::array();
  for (const auto took : sample.all())
    times.push_back(milliseconds_of(took));
  return {{"every", sample.every()}, {"round_trips_ms", std::move(times)}};
}

json histogram_array(const round_trip_times& times) {
  auto out = json::array();
  for (const auto& range : time_ranges(times)) {
    out.push_back({{"begin_ms", milliseconds_of(std::chrono::nanoseconds(range.begin))},
                   {"end_ms", milliseconds_of(std::chrono::nanoseconds(range.end))},
                   {"count", range.count}});
  }
  return out;
}

json events_array(const run_record& record) {
  auto out = json::array();
  for (const auto& line : record.events())
    out.push_back({{"time", utc_time(line.at)}, {"text", printable(line.text)}});
  return out;
}

void put_looks(json& to, const run_record& record) {
  const auto put = [&to](const char* name, const auto* found, const auto& write) {
    if (found == nullptr) return;
    auto object = json::object();
    write(object, *found);
    to[name] = std::move(object);
  };
  put("path", record.way(), put_path);
  put("packet_sizes", record.sizes(), put_sizes);
  put("idle_limit", record.idle(), put_idle_limit);
  put("observed", record.observed(), put_observation);
}

}  // namespace

std::string report_document(const finished_run& of) {
  const auto& record = of.record;
  json out{{"schema", "tmss10ping-report"},
           {"version", report_document_version},
           {"written", utc_time(of.written)},
           {"redacted", of.is_redacted}};
  out["verdict"] = verdict_object(page_verdict_of(record, of.outcome));
  out["run"] = run_object(record);
  out["stages"] = stages_array(stage_boxes(record, of.outcome));
  if (const auto& resolved = record.latest().resolved) {
    out["resolved"] = {{"host", printable(resolved->host)},
                       {"addresses", texts_array(resolved->addresses)},
                       {"took_ms", milliseconds_of(resolved->took)}};
  }
  out["addresses"] = addresses_array(record);
  if (!record.ways().empty()) out["ways"] = ways_array(record);
  put_looks(out, record);
  out["pings"] = pings_object(record.pings());
  out["sample"] = sample_object(record.sample());
  out["histogram"] = histogram_array(of.outcome.figures.totals.round_trips);
  json summary;
  put_summary(summary, of.outcome);
  out["summary"] = std::move(summary);
  out["events"] = events_array(record);
  out["earlier_events"] = record.earlier_events();
  return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace tmss10
