// SPDX-License-Identifier: MIT
#include "core/verdict/sentence_text.hpp"
#include "core/verdict/short_time.hpp"
#include "count_text.hpp"
#include "html_text.hpp"
#include "page_sections.hpp"
#include "percent_text.hpp"
#include "svg_plot.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace tmss10 {
namespace {

std::string count_or_nothing(std::uint64_t count) {
  return count == 0 ? std::string() : grouped(count);
}

/// By which way the pings of an examination went, if that was not the run's own.
std::string other_way_of_pings(const run_outcome& of) {
  if (!of.examined || of.examined->pinged_through == of.examined->proxy) return {};
  const auto& proxy = of.examined->pinged_through;
  return proxy.empty() ? "direct, without the proxy" : "through the proxy " + proxy;
}

void add_counts(std::vector<page_fact>& to, const finished_run& of) {
  const auto& totals = of.outcome.figures.totals;
  if (totals.due() == 0) return;
  to.emplace_back("Way of the pings", other_way_of_pings(of.outcome));
  const bool is_bare = of.record.has_option("--connect-only");
  to.emplace_back(is_bare ? "Connections tried" : "Pings sent",
                  grouped(totals.transmitted));
  to.emplace_back(is_bare ? "Connections made" : "Answered in time",
                  grouped(totals.received));
  to.emplace_back("Lost", grouped(totals.lost));
  to.emplace_back("Could not be sent", count_or_nothing(totals.unsent));
  if (totals.decided() > 0) to.emplace_back("Loss", loss_percent_text(totals) + " %");
  to.emplace_back("Answered too late", count_or_nothing(totals.late));
  to.emplace_back("Still unanswered", count_or_nothing(totals.undecided()));
  to.emplace_back("Noticed late, since this machine was busy",
                  count_or_nothing(totals.noticed_late));
  to.emplace_back("Not sent, since this machine was busy",
                  count_or_nothing(totals.held_up));
}

void add_round_trips(std::vector<page_fact>& to, const round_trip_times& times) {
  if (times.count() == 0) return;
  to.emplace_back("Median round trip", short_time(times.percentile(50)));
  to.emplace_back("Shortest, average, longest",
                  fmt::format("{}, {}, {}", short_time(times.min()),
                              short_time(times.avg()), short_time(times.max())));
  if (times.count() < 2) return;
  to.emplace_back(
      "90, 95, 99 % take at most",
      fmt::format("{}, {}, {}", short_time(times.percentile(90)),
                  short_time(times.percentile(95)), short_time(times.percentile(99))));
  to.emplace_back(
      "Standard deviation, jitter",
      fmt::format("{}, {}", short_time(times.mdev()), short_time(times.jitter())));
  to.emplace_back("First round trip", short_time(times.first()));
}

void add_connections(std::vector<page_fact>& to, const run_figures& figures) {
  const auto& totals = figures.totals;
  if (totals.attempts > 1)
    to.emplace_back("Attempts at a connection", grouped(totals.attempts));
  to.emplace_back("Reconnections", count_or_nothing(totals.reconnections));
  if (totals.retransmitted_segments > 0) {
    to.emplace_back(
        "Sent again by TCP",
        fmt::format("{}, for {}", counted(totals.retransmitted_segments, "segment"),
                    counted(totals.retransmitted_pings, "ping")));
  }
  if (totals.bytes_sent > 0) {
    to.emplace_back("Bytes sent, received",
                    fmt::format("{}, {}", grouped(totals.bytes_sent),
                                grouped(totals.bytes_received)));
  }
  if (figures.kernel.smoothed_round_trip.count() > 0) {
    to.emplace_back("Round trip as the system measures it",
                    fmt::format("{} (smoothed), {} (shortest)",
                                short_time(figures.kernel.smoothed_round_trip),
                                short_time(figures.kernel.min_round_trip)));
  }
  if (const auto percent = figures.target.percent();
      percent && figures.target.outage_count > 0) {
    to.emplace_back("Available",
                    percent_text(*percent, figures.target.down.count() == 0) + " %");
  }
}

std::string failed_list(const failed_attempts& failed) {
  if (failed.count() < 2) return {};
  std::string out = "<p class=\"note\">Attempts that failed:</p>\n<ul>\n";
  for (const auto& kind : failed.kinds()) {
    out += fmt::format("<li>{}: {}</li>\n", html(counted(kind.count, "attempt")),
                       html(with_full_stop(diagnose(kind.last).sentence)));
  }
  return out + "</ul>\n";
}

std::string legend(const ping_points& pings) {
  bool has_lost = false;
  bool has_unsent = false;
  for (const auto& point : pings.all()) {
    has_lost = has_lost || point.lost > 0;
    has_unsent = has_unsent || point.unsent > 0;
  }
  std::string out;
  if (has_lost) out += " \u00d7 marks lost pings.";
  if (has_unsent) out += " \u25a1 marks pings that could not be sent.";
  if (pings.pings_per_point() > 1) {
    out += fmt::format(
        " Of up to {} pings in a row, the shortest and the longest time are drawn.",
        grouped(pings.pings_per_point()));
  }
  return out;
}

}  // namespace

std::string page_plots(const finished_run& of, const page_clock& clock) {
  const auto& pings = of.record.pings();
  if (pings.all().empty()) return {};
  const auto begin = pings.all().front().begin;
  auto content = fmt::format(
      "<figure><div class=\"wide\">{}</div><div "
      "class=\"narrow\">{}</div>\n<figcaption>{}. "
      "The time runs from the first ping, at {} {}.{}</figcaption></figure>\n",
      svg_plot(pings, svg_width::wide), svg_plot(pings, svg_width::narrow),
      html(plot_words(pings)), clock.time(begin), clock.zone(), legend(pings));
  const auto bars = svg_histogram(of.outcome.figures.totals.round_trips);
  if (!bars.empty()) {
    content += fmt::format(
        "<figure class=\"bars\">{}<figcaption>How many round trips took how "
        "long.</figcaption></figure>\n",
        bars);
  }
  const bool is_bare = of.record.has_option("--connect-only");
  return page_section(is_bare ? "Times of the connections" : "Round-trip times", content);
}

std::string page_figures(const finished_run& of) {
  std::vector<page_fact> facts;
  const auto& figures = of.outcome.figures;
  add_counts(facts, of);
  add_round_trips(facts, figures.totals.round_trips);
  add_connections(facts, figures);
  return page_section("Figures",
                      facts_table("Figures", facts) + failed_list(figures.totals.failed));
}

std::string page_outages(const finished_run& of, const page_clock& clock) {
  constexpr std::size_t most_shown = 50;
  const auto& target = of.outcome.figures.target;
  if (target.outages.empty()) return {};
  const auto shown = std::min(target.outages.size(), most_shown);
  const auto more = target.outage_count - shown;
  std::string rows;
  for (auto at = target.outages.end() - static_cast<std::ptrdiff_t>(shown);
       at != target.outages.end(); ++at) {
    rows +=
        fmt::format("<tr><td>{}</td><td>{}</td><td>{} s</td><td>{}</td></tr>\n",
                    clock.time(at->begin), at->end ? clock.time(*at->end) : "until now",
                    trimmed(seconds_of(at->length), 2), html(at->reason.message()));
  }
  auto content = fmt::format(
      "<table aria-label=\"Outages\"><thead><tr><th scope=\"col\">from</th><th "
      "scope=\"col\">to</th><th scope=\"col\">length</th><th "
      "scope=\"col\">why</th></tr></thead>\n<tbody>{}</tbody></table>\n",
      rows);
  if (more > 0)
    content +=
        fmt::format("<p class=\"note\">{} before these.</p>\n", counted(more, "outage"));
  return page_section("Times without an answer", content);
}

}  // namespace tmss10
