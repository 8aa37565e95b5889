// SPDX-License-Identifier: MIT
#include "html_text.hpp"
#include "page_sections.hpp"
#include "page_style.hpp"
#include <tmss10/core/report/report_page.hpp>

#include <fmt/format.h>

namespace tmss10 {
namespace {

/// Whatever gets into the page all the same: nothing runs, and nothing is asked for.
constexpr std::string_view security_policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

std::string title_of(const finished_run& of) {
  const auto& host = of.outcome.host;
  if (host.empty()) return "TMSS10Ping report";
  return fmt::format("{} \u2013 TMSS10Ping report", host);
}

}  // namespace

std::string report_page(const finished_run& of) {
  const page_clock clock(of.record.run().system.utc_offset, of.record.began(),
                         of.written);
  auto out = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>",
      security_policy, html(title_of(of)));
  out.append(page_style).append("</style>\n</head>\n<body>\n");
  out += page_heading(of, clock);
  out += "<main>\n";
  out += page_verdict_section(of) + page_stages(of);
  out += page_comparison(of);
  out += page_path(of) + page_ways(of);
  out += page_sizes(of) + page_idle_limit(of);
  out += page_plots(of, clock) + page_figures(of) + page_outages(of, clock);
  out += page_observation(of) + page_machine(of);
  out += page_events(of, clock);
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace tmss10
