// SPDX-License-Identifier: MIT
#include "core/verdict/short_time.hpp"
#include "html_text.hpp"
#include "page_sections.hpp"
#include "stage_boxes.hpp"
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/report/page_verdict.hpp>

#include <fmt/format.h>

namespace tmss10 {
namespace {

struct tone_words {
  std::string_view mark;
  std::string_view label;
};

tone_words words_for_verdict(const page_verdict& of) {
  switch (of.tone) {
    case page_tone::good: {
      if (of.is_awaited) return {"\u2022", "What was awaited has come"};
      return {"\u2713", "Works"};
    }
    case page_tone::warning: return {"!", "Needs attention"};
    case page_tone::bad: return {"\u2717", "Does not work"};
    case page_tone::unknown: break;
  }
  return {"?", "No result"};
}

std::string_view mark_of(stage_result result) {
  switch (result) {
    case stage_result::good: return "\u2713 ";
    case stage_result::troubled: return "! ";
    case stage_result::failed: return "\u2717 ";
    case stage_result::not_reached: break;
  }
  return "";
}

}  // namespace

std::string page_heading(const finished_run& of, const page_clock& clock) {
  const auto& outcome = of.outcome;
  auto name =
      outcome.host.empty() ? std::string("TMSS10Ping") : html_outside(outcome.host);
  if (!outcome.host.empty() && outcome.port != 0)
    name += fmt::format(", TCP {}", outcome.port);
  if (!outcome.proxy.empty()) name += " by the proxy " + html_outside(outcome.proxy);
  const auto& machine = of.record.run().system.host_name;
  const auto from =
      machine.empty() ? std::string() : "from " + html_outside(machine) + ", ";
  return fmt::format(
      "<header><h1>{}</h1><p class=\"when\">Tested with TMSS10Ping {}{}{}</p></header>\n",
      name, from, html(clock.date_and_time(of.record.began())),
      of.is_redacted ? ". Names and addresses are replaced by stand-ins" : "");
}

std::string page_verdict_section(const finished_run& of) {
  const auto verdict = page_verdict_of(of.record, of.outcome);
  const auto words = words_for_verdict(verdict);
  auto out = fmt::format(
      "<section class=\"verdict {}\" aria-label=\"Result\"><p class=\"label\"><span "
      "aria-hidden=\"true\">{} </span>{}</p><p class=\"say\">{}</p>",
      name_of(verdict.tone), words.mark, words.label, html(verdict.sentence));
  if (!verdict.advice.empty())
    out += fmt::format("<p class=\"ask\">{}</p>", html(verdict.advice));
  if (!verdict.remarks.empty()) {
    out += "<ul>";
    for (const auto& remark : verdict.remarks)
      out += fmt::format("<li>{}</li>", html(remark));
    out += "</ul>";
  }
  return out + "</section>\n";
}

std::string page_stages(const finished_run& of) {
  std::string out = "<ol class=\"stages\" aria-label=\"Stages of the run\">\n";
  for (const auto& box : stage_boxes(of.record, of.outcome)) {
    out += fmt::format(
        "<li class=\"{}\"><b>{}</b><span><span class=\"mark\" "
        "aria-hidden=\"true\">{}</span>{}{}</span>",
        name_of(box.result), html(box.name), mark_of(box.result),
        box.result == stage_result::failed ? "failed: " : "", html(box.words));
    if (box.took)
      out += fmt::format("<span class=\"soft\">{}</span>", short_time(*box.took));
    out += "</li>\n";
  }
  return out + "</ol>\n";
}

std::string page_section(std::string_view heading, const std::string& content) {
  if (content.empty()) return {};
  return fmt::format("<section><h2>{}</h2>\n{}</section>\n", html(heading), content);
}

std::string facts_table(std::string_view caption, const std::vector<page_fact>& facts) {
  std::string rows;
  for (const auto& [name, value] : facts) {
    if (value.empty()) continue;
    rows += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", html(name),
                        html(value));
  }
  if (rows.empty()) return {};
  return fmt::format("<table class=\"facts\" aria-label=\"{}\">\n{}</table>\n",
                     html(caption), rows);
}

}  // namespace tmss10
