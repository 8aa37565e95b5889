// SPDX-License-Identifier: MIT
#include "core/verdict/short_time.hpp"
#include "count_text.hpp"
#include "examination_text.hpp"
#include "html_text.hpp"
#include "page_sections.hpp"
#include "path_text.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/family_of_text.hpp>
#include <tmss10/core/verdict/attempt_result.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace tmss10 {
namespace {

/// A row of the table of ways; a way through a proxy, or several directly.
struct way_row {
  std::string way;
  std::string address;
  std::string from;
  std::string result;
  std::string_view tone;
  std::string time;
};

std::string cell(std::string_view label, const std::string& content,
                 std::string_view classes = {}) {
  return fmt::format(
      "<td role=\"cell\" data-label=\"{}\"{}>{}</td>", label,
      classes.empty() ? std::string() : fmt::format(" class=\"{}\"", classes), content);
}

std::string row_text(const way_row& row) {
  return "<tr role=\"row\">" + cell("way", html_outside(row.way)) +
         cell("address", html_outside(row.address)) +
         cell("from", row.from.empty() ? "\u2013" : html_outside(row.from)) +
         cell("result", html(row.result), fmt::format("tone {}", row.tone)) +
         cell("time", row.time, "n") + "</tr>\n";
}

std::string ways_table(const std::string& rows) {
  std::string head;
  for (const std::string_view name : {"way", "address", "from", "result", "time"}) {
    head += fmt::format("<th role=\"columnheader\" scope=\"col\"{}>{}</th>",
                        name == "time" ? " class=\"n\"" : "", name);
  }
  return fmt::format(
      "<table class=\"ways\" role=\"table\" aria-label=\"Ways that were "
      "tried\"><thead><tr "
      "role=\"row\">{}</tr></thead>\n<tbody>\n{}</tbody></table>\n",
      head, rows);
}

/// What the stages after the connection came to; empty if all is well or not known.
std::string_view what_is_missing(const connection_stages& at) {
  if (!at.why) return {};
  switch (at.why->where) {
    case stage::proxy_tunnel: return "connected, but no tunnel to the target";
    case stage::greeting: return "connected, but no greeting";
    case stage::handshake: return "connected, but no handshake";
    default: return {};
  }
}

/// Whether the latest connection was made to that address.
bool is_used(const tried_address& tried, const connection_stages& at) {
  if (tried.last.of_proxy)
    return at.proxy_connected && at.proxy_connected->address == tried.last.address;
  return at.connected && at.connected->address == tried.last.address;
}

void set_result(way_row& row, const tried_address& tried, const finished_run& of) {
  const auto& at = of.record.latest();
  row.result = attempt_result(tried.last.error, tried.last.icmp);
  row.tone = tried.last.error ? "bad" : "good";
  if (tried.last.error == errc::stopped) {
    row.result = "given up, since another address had connected";
    row.tone = "soft";
  }
  if (is_used(tried, at) && !what_is_missing(at).empty()) {
    row.result = what_is_missing(at);
    row.tone = "bad";
  }
  if (const auto pings = tried.answered + tried.lost; pings > 0) {
    row.result += fmt::format(", {} of {} answered", grouped(tried.answered),
                              counted(pings, "ping"));
    if (tried.lost > 0 && row.tone == "good")
      row.tone = tried.answered > 0 ? "warning" : "bad";
  }
  if (tried.times > 1) {
    if (tried.connected > 0 && tried.connected < tried.times) row.tone = "warning";
    row.result += fmt::format(" (connected in {} of {} attempts)",
                              grouped(tried.connected), grouped(tried.times));
  }
}

way_row row_of_way(const tried_address& tried, const finished_run& of) {
  const auto& last = tried.last;
  way_row out;
  const auto& begun = of.record.latest().begun;
  out.way = last.of_proxy ? "proxy " + (begun ? begun->proxy : of.outcome.proxy)
            : is_ipv6_text(last.address) ? "direct, IPv6"
                                         : "direct, IPv4";
  out.address = last.address;
  out.from = last.local_address;
  out.time = short_time(last.took);
  set_result(out, tried, of);
  return out;
}

way_row row_of_trial(const tried_way& way) {
  way_row out;
  out.way = !way.is_direct() ? "proxy " + way.proxy
            : way.is_v6()    ? "direct, IPv6"
                             : "direct, IPv4";
  out.address = way.address;
  out.from = way_begin(way);
  out.result = way_result(way);
  out.tone = way.works() ? "good" : way.was_cut_short ? "soft" : "bad";
  if (way.connection) out.time = short_time(*way.connection);
  return out;
}

/// Whether data gets no further than what answers there.
bool ends_data(const hop_row& row, const path_judgement& judged) {
  switch (judged.finding) {
    case path_finding::data_dropped:
    case path_finding::data_reset: return row.number == std::to_string(judged.hop);
    // There are two routers at that hop.
    case path_finding::data_on_some_ways:
      return !judged.whom.empty() && (row.who + " ").starts_with(judged.whom + " ");
    default: return false;
  }
}

std::string hop_item(const hop_row& row, bool is_last, bool is_open) {
  const auto* const classes = row.is_refusal       ? " class=\"failed\""
                              : is_last && is_open ? " class=\"end\""
                                                   : "";
  const bool is_silent = row.who == "*";
  const bool is_cut = row.who.starts_with("* and ");
  auto who = html_outside(row.who);
  if (is_silent) who = "<span class=\"soft\">does not answer</span>";
  if (is_cut) who = "<span class=\"tone\">nothing answers from here on</span>";
  auto what = row.what;
  // That a hop limit ends there is what each router says.
  if (row.is_refusal && !row.icmp.empty()) what += fmt::format(" ({})", row.icmp);
  if (!what.empty())
    who += fmt::format("<br><span class=\"{}\">{}</span>",
                       row.is_refusal ? "tone" : "soft", html(what));
  return fmt::format("<li{}><i>{}</i><span>{}</span><span>{}</span></li>\n", classes,
                     row.number.empty() ? "" : html(row.number), who, html(row.time));
}

}  // namespace

std::string page_ways(const finished_run& of) {
  std::string rows;
  const auto& ways = of.record.ways();
  for (const auto& way : ways)
    rows += row_text(row_of_trial(way));
  for (const auto& tried : of.record.addresses()) {
    const bool is_known = std::any_of(
        ways.begin(), ways.end(),
        [&tried](const tried_way& way) { return way.address == tried.last.address; });
    if (!is_known) rows += row_text(row_of_way(tried, of));
  }
  if (rows.empty()) return {};
  auto content = ways_table(rows);
  if (const auto more = of.record.more_attempts(); more > 0) {
    content +=
        fmt::format("<p class=\"note\">{} at other addresses are not listed.</p>\n",
                    counted(more, "attempt"));
  }
  return page_section("Ways that were tried", content);
}

std::string page_path(const finished_run& of) {
  const auto* const way = of.record.way();
  if (way == nullptr) return {};
  const auto judged = judge_path(*way);
  const auto rows = path_rows(*way, judged, true);
  const bool is_open = judged.finding == path_finding::open;
  auto content = fmt::format(
      "<p class=\"note\">To {} port {}. The requests were sent so that each hop in turn "
      "has to answer.</p>\n",
      html_outside(way->address), way->port);
  content += "<ol class=\"path\">\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto row = rows[i];
    if (ends_data(row, judged)) {
      row.what = "data gets no further";
      row.icmp.clear();
      row.is_refusal = true;
    }
    content += hop_item(row, i + 1 == rows.size(), is_open);
  }
  return page_section("Path of the connection requests", content + "</ol>\n");
}

}  // namespace tmss10
