// SPDX-License-Identifier: MIT
#include "html_text.hpp"
#include "page_sections.hpp"
#include <tmss10/core/verdict/run_comparison.hpp>

#include <fmt/format.h>

namespace tmss10 {
namespace {

std::string_view heading_of_part(compared_part part) {
  switch (part) {
    case compared_part::stage: return "Stages";
    case compared_part::proxy: return "Way";
    case compared_part::ways: return "Addresses that were tried";
    case compared_part::addresses: return "Addresses of the name";
    case compared_part::packet_size_there: return "Packets to the server";
    case compared_part::packet_size_back: return "Packets from the server";
    case compared_part::loss: return "Loss";
    case compared_part::median: return "Median round trip";
    case compared_part::p95: return "95 % of round trips take up to";
    case compared_part::hops: break;
  }
  return "Hops";
}

struct change_words {
  std::string_view text;
  std::string_view tone;
};

change_words words_for_change(change_of_part change) {
  switch (change) {
    case change_of_part::same: return {"the same", "good"};
    case change_of_part::worse: return {"worse", "bad"};
    case change_of_part::better: return {"better", "good"};
    case change_of_part::different: return {"different", "soft"};
    case change_of_part::unsure: return {"may be chance", "warning"};
    case change_of_part::shown: return {"not judged", "soft"};
    case change_of_part::not_compared: break;
  }
  return {"not compared", "soft"};
}

std::string comparison_cell(std::string_view label, std::string_view text,
                            std::string_view classes = {}) {
  return fmt::format(
      "<td role=\"cell\" data-label=\"{}\"{}>{}</td>", label,
      classes.empty() ? std::string() : fmt::format(" class=\"{}\"", classes),
      text.empty() ? std::string("\u2013") : html_outside(text));
}

std::string comparison_row(const compared_item& item) {
  const auto words = words_for_change(item.is);
  return "<tr role=\"row\">" + comparison_cell("what", heading_of_part(item.what)) +
         comparison_cell("then", item.before) + comparison_cell("now", item.now) +
         comparison_cell("change", words.text, fmt::format("tone {}", words.tone)) +
         "</tr>\n";
}

}  // namespace

std::string page_comparison(const finished_run& of) {
  if (!of.outcome.compared) return {};
  const auto found = compare(*of.outcome.compared);
  std::string rows;
  for (const auto& item : found.items)
    rows += comparison_row(item);
  std::string head;
  for (const std::string_view name : {"what", "then", "now", "change"})
    head += fmt::format("<th role=\"columnheader\" scope=\"col\">{}</th>", name);
  return page_section(
      "Compared with " + found.time,
      fmt::format("<table class=\"ways\" role=\"table\" aria-label=\"This run and the "
                  "earlier one\"><thead><tr role=\"row\">{}</tr></thead>\n<tbody>\n"
                  "{}</tbody></table>\n",
                  head, rows));
}

}  // namespace tmss10
