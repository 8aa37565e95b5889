// SPDX-License-Identifier: MIT
#include <tmss10/core/exporter/exporter_metrics.hpp>
#include <tmss10/core/metrics/exposition.hpp>
#include <tmss10/core/metrics/process_metrics.hpp>

#include <cstddef>
#include <string>

namespace tmss10 {
namespace {

using wall_time = exporter_counters::wall_time;

void add_gauge(exposition& to, std::string_view name, std::string_view help,
               metric_value value) {
  to.add({name, help, metric_type::gauge}, value);
}

void add_counts(exposition& to, const exporter_counters& of) {
  const auto add = [&to, &of](const metric_family& family, const char* label,
                              const char* value, std::uint64_t count) {
    to.add(family, to.labels({{label, value}}), count, of.started);
  };
  constexpr metric_family probes{
      "tmss10_exporter_probes",
      "Requests for a probe that had their turn or were given up, by the result.",
      metric_type::counter};
  add(probes, "result", "success", of.succeeded);
  add(probes, "result", "failure", of.failed);
  add(probes, "result", "abandoned", of.abandoned);
  constexpr metric_family refused{"tmss10_exporter_refused_requests",
                                  "Requests that nothing was probed for, by the reason.",
                                  metric_type::counter};
  add(refused, "reason", "malformed", of.malformed);
  add(refused, "reason", "not_allowed", of.not_allowed);
  add(refused, "reason", "foreign", of.foreign);
  add(refused, "reason", "no_turn", of.no_turn);
}

void add_answers(exposition& to, const exporter_counters& of) {
  constexpr metric_family requests{
      "tmss10_exporter_http_requests",
      "Requests of all kinds that were answered, by the status of the answer.",
      metric_type::counter};
  for (std::size_t i = 0; i < of.answers.size(); ++i) {
    const auto labels = to.labels({{"code", std::to_string(answer_counts::codes.at(i))}});
    to.add(requests, labels, of.answers.at(i), of.started);
  }
}

void add_state(exposition& to, const exporter_counters& of) {
  add_gauge(to, "tmss10_exporter_running_probes", "Probes that run now.", of.running);
  add_gauge(to, "tmss10_exporter_waiting_probes", "Probes that wait for their turn.",
            of.waiting);
  add_gauge(to, "tmss10_exporter_targets",
            "Targets whose counts are kept, each once for every module.", of.targets);
  add_gauge(to, "tmss10_exporter_kept_sessions",
            "Sessions that are open between two probes.", of.kept_sessions);
  add_gauge(to, "tmss10_exporter_modules",
            "Modules, the one that always exists included.", of.modules);
}

void add_times(exposition& to, const exporter_counters& of) {
  const auto add = [&to](std::string_view name, std::string_view help, wall_time when) {
    add_gauge(to, name, help, when.time_since_epoch());
  };
  add("tmss10_exporter_start_time_seconds", "When the program was started (Unix time).",
      of.started);
  add("tmss10_exporter_last_load_time_seconds",
      "When the files were loaded that are in use (Unix time).", of.loaded);
  add_gauge(to, "tmss10_exporter_reload_successful",
            "Whether the last attempt to load the files went well.", !of.reload_failed);
  if (of.last_probe) {
    add("tmss10_exporter_last_probe_time_seconds",
        "When the last probe began (Unix time); missing before the first.",
        *of.last_probe);
  }
}

}  // namespace

std::string exporter_metrics(const exporter_counters& counters,
                             const process_facts& process, std::string_view version,
                             metric_format format) {
  exposition out;
  out.add_info({"tmss10_exporter_build", "The program's version.", metric_type::info},
               out.labels({{"version", std::string(version)}}));
  add_counts(out, counters);
  add_answers(out, counters);
  add_state(out, counters);
  add_times(out, counters);
  add_process_metrics(out, process);
  return out.text(format);
}

}  // namespace tmss10
