// SPDX-License-Identifier: MIT
#include "core/base/percent_encoding.hpp"
#include "core/report/html_text.hpp"
#include "core/report/page_clock.hpp"
#include "core/report/page_style.hpp"
#include "core/verdict/short_time.hpp"
#include <tmss10/core/base/timestamp.hpp>
#include <tmss10/core/exporter/status_page.hpp>

#include <fmt/format.h>

namespace tmss10 {
namespace {

/// Times since the exporter was started: with their dates once it has run over midnight.
page_clock clock_of(const exporter_status& of) {
  return page_clock(local_offset(of.now), of.counters.started, of.now);
}

std::string fact(std::string_view name, std::string_view markup) {
  return fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", html(name),
                     markup);
}

/// The path and query that probe it again, with all that happens in words.
std::string probe_link(const recent_probe& of) {
  return fmt::format("<a href=\"/probe?target={}&amp;module={}&amp;debug=true\">{}</a>",
                     percent_encoded(of.target), percent_encoded(of.module),
                     html_outside(of.target));
}

/// A table of probes has its times in the middle.
constexpr std::string_view probes_style =
    ".probes td.n, .probes th.n { padding-right:1.6rem } .probes .why { width:45% }\n";

std::string row_of(const recent_probe& of, const page_clock& clock) {
  return fmt::format(
      "<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td>"
      "<td class=\"why {}\"><span class=\"tone\">{}</span></td></tr>\n",
      html(clock.time(of.began)), probe_link(of), html(of.module),
      html(short_time(of.took)), of.succeeded ? "good" : "bad",
      of.succeeded ? "ok" : html_outside(of.sentence));
}

std::string table_of(std::string_view heading, const std::deque<recent_probe>& probes,
                     const page_clock& clock) {
  if (probes.empty()) return {};
  auto out = fmt::format(
      "<h2>{}</h2>\n<table class=\"probes\"><thead><tr><th>Began</th><th>Target</th>"
      "<th>Module</th><th class=\"n\">Took</th><th class=\"why\">Result</th></tr></thead>"
      "\n<tbody>\n",
      heading);
  for (const auto& one : probes)
    out += row_of(one, clock);
  return out + "</tbody></table>\n";
}

std::string facts_of(const exporter_status& of, const page_clock& clock) {
  const auto& counts = of.counters;
  std::string modules;
  for (const auto& name : of.modules)
    modules += (modules.empty() ? "" : ", ") + name;
  auto out = fact("Running since", html(clock.date_and_time(counts.started))) +
             fact("Files loaded", html(clock.date_and_time(counts.loaded))) +
             fact("Modules", html(modules)) +
             fact("Probes", fmt::format("{} succeeded, {} failed, {} running, {} waiting",
                                        counts.succeeded, counts.failed, counts.running,
                                        counts.waiting)) +
             fact("Refused requests",
                  fmt::format("{} malformed, {} not allowed, {} from other sites or for "
                              "other hosts, {} without a turn in time",
                              counts.malformed, counts.not_allowed, counts.foreign,
                              counts.no_turn)) +
             fact("Kept", fmt::format("{} targets with their counts, {} open sessions",
                                      counts.targets, counts.kept_sessions));
  if (!of.reload_error.empty())
    out += fact("Last reload", "<span class=\"bad tone\">failed</span>: " +
                                   html_outside(of.reload_error));
  return "<table class=\"facts\">" + out + "</table>\n";
}

}  // namespace

std::string status_page(const exporter_status& of) {
  auto out = fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
      "<title>TMSS10Exporter</title>\n<style>{}{}</style></head><body>\n"
      "<h1>TMSS10Exporter {}</h1>\n"
      "<p class=\"when\"><a href=\"/metrics\">Metrics of the exporter</a> · "
      "a probe: <code>/probe?target=HOST[:PORT]&amp;module=NAME[&amp;debug=true]</code>"
      "</p>\n",
      page_style, probes_style, html(of.version));
  const auto clock = clock_of(of);
  out += facts_of(of, clock);
  out += table_of("The last probes that failed", of.probes.failed(), clock);
  out += table_of("The last probes that succeeded", of.probes.succeeded(), clock);
  if (of.probes.failed().empty() && of.probes.succeeded().empty())
    out += "<p>Nobody has asked for a probe yet.</p>\n";
  return out + "</body></html>\n";
}

}  // namespace tmss10
