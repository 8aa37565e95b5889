// SPDX-License-Identifier: MIT
#include "diagnostics.hpp"

#include "core/report/idle_text.hpp"
#include "core/report/size_text.hpp"
#include <tmss10/core/report/report_text.hpp>
#include <tmss10/core/verdict/unspecified_address.hpp>

#include <cstddef>
#include <limits>
#include <utility>
#include <variant>

namespace tmss10 {
namespace {

constexpr auto unlimited = std::numeric_limits<std::size_t>::max();

}  // namespace

diagnostics::diagnostics(const ping_options& options, screen* shown, file_warning warn)
    : goes_on_trying_(!options.count),
      quiet_(options.quiet),
      is_plugin_(options.reports.nagios),
      has_pings_(options.pings),
      err_(options.timestamps, options.color),
      screen_(shown),
      warn_(std::move(warn)) {}

bool diagnostics::on(const occurrence& happened, const statistics& /*totals*/) {
  const bool is_ping = std::holds_alternative<event::connection_failed>(happened.what);
  if (happened.told && goes_on_trying_ && !is_plugin_)
    show_attempt(*happened.told, is_ping && screen_ != nullptr);
  if (std::holds_alternative<event::established>(happened.what) ||
      std::holds_alternative<event::connection_made>(happened.what)) {
    last_hint_.clear();
  }
  if (const auto* at = std::get_if<event::idle_step>(&happened.what)) idle_ = at->at;
  if (const auto* at = std::get_if<event::resolved>(&happened.what)) remark_on(*at);
  if (const auto text = family_note_.on(happened.what)) note(*text);
  // A plugin has it in its line.
  if (const auto text = service_note_.on(happened.what); text && !is_plugin_)
    note("note: " + *text);
  return true;
}

/// A run without an end tells each failed attempt; what is the same as before, without
/// its hint and, if it is to be quiet or the ping has its line, not at all.
void diagnostics::show_attempt(diagnosis told, bool has_line) {
  const bool is_new = std::exchange(last_hint_, told.hint) != told.hint;
  if (!is_new) told.hint.clear();
  last_sentence_ = told.sentence;
  if (is_new || !(quiet_ || has_line)) tell(told);
}

/// Once a run.
void diagnostics::remark_on(const event::resolved& at) {
  if (has_remarked_) return;
  const auto remark = remark_on_unspecified(at);
  if (!remark) return;
  has_remarked_ = true;
  if (is_plugin_) return warn_(remark->sentence);
  tell(*remark);
}

/// A remark that no one has to act on at once.
void diagnostics::note(const std::string& text) {
  if (is_plugin_) return warn_(text);
  if (quiet_) return;
  if (screen_ != nullptr) screen_->hide_status();
  err_.write(text + "\n");
}

void diagnostics::tell(const diagnosis& told) {
  if (screen_ != nullptr) screen_->hide_status();
  err_.tell(told);
}

void diagnostics::show_snapshot(const run_figures& figures,
                                const std::optional<ping_event>& look) {
  if (screen_ != nullptr) screen_->hide_status();
  const auto* const sizes = look ? std::get_if<event::sizes_found>(&*look) : nullptr;
  err_.write(idle_        ? idle_status_line(*idle_, unlimited) + "\n"
             : sizes      ? size_status_line(*sizes->sizes) + "\n"
             : has_pings_ ? snapshot_line(figures)
                          : "nothing is known yet\n");
  if (screen_ != nullptr) screen_->draw_status(figures.totals);
}

void diagnostics::explain(const run_outcome& outcome,
                          const std::optional<std::string>& advice) {
  if (is_plugin_) return;
  if (outcome.why) {
    auto told = diagnose(*outcome.why);
    if (!advice) told.hint.clear();
    if (!told.hint.empty()) told.hint += *advice;
    if (told.sentence != last_sentence_) err_.tell(told);
  }
  const auto& judged = outcome.judged;
  if (!judged.exceeded.empty()) err_.tell({judged.exceeded, {}, judged.code});
}

}  // namespace tmss10
