// SPDX-License-Identifier: MIT
#include "exporter_probe.hpp"

#include "ping_looks.hpp"
#include "ping_settings.hpp"
#include "run_so_far.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/exporter/module_words.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/report/table_line.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/core/verdict/shortfall.hpp>
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/path_mtu.hpp>
#include <tmss10/net/ping/connection_pinger.hpp>
#include <tmss10/net/ping/pinger.hpp>
#include <tmss10/net/watchdog.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace tmss10 {
namespace {

/// Whoever reads the lines of a probe reads them in a browser.
constexpr std::size_t columns_of_lines = 100;
/// A module may ask for any number of pings: this is enough to see what goes on.
constexpr std::size_t most_of_lines = 262'144;

std::string proxy_text(const std::optional<proxy_settings>& proxy) {
  return proxy ? authority_of(proxy->host, proxy->port) : std::string();
}

}  // namespace

exporter_probe::exporter_probe(const asio::any_io_executor& executor, probe_order order)
    : executor_(executor),
      order_(std::move(order)),
      proxy_(proxy_text(order_.proxy)),
      watch_(order_.options),
      record_(order_.with.buckets) {
  if (order_.with_lines) {
    text_style style;
    style.verbose = true;
    style.columns = columns_of_lines;
    text_.emplace(style);
  }
}

asio::awaitable<void> exporter_probe::run() {
  began_ = clock::now();
  began_at_ = std::chrono::system_clock::now();
  if (text_) begin_lines();
  if (order_.options.path) look_ = look();
  pinging_ = pings();
  failure_ = co_await look_and_ping();
  if (watch_.vain()) failure_ = watch_.vain();
  conclude();
}

/// The look at the path, if the module has one, and the pings, if it has any.
asio::awaitable<std::optional<failure>> exporter_probe::look_and_ping() {
  if (look_) {
    watchdog limit(executor_);
    limit.arm(order_.limit, [this] { look_->stop(); });
    auto why = co_await look_->run();
    look_.reset();
    look_took_ = clock::now() - began_;
    if (limit.expired()) co_return unfinished_look();
    limit.disarm();
    if (is_stopped_ || !order_.options.pings) co_return why;
    order_.limit = std::max(order_.limit - (clock::now() - began_), {});
    pinging_ = pings();
  }
  co_return co_await pinging_->run();
}

/// The look at the path took longer than the probe may.
failure exporter_probe::unfinished_look() const {
  failure out;
  const bool is_resolved = record_.facts().stages[stage::resolve].has_value();
  out.where = is_resolved ? stage::connect : stage::resolve;
  out.error = errc::deadline_passed;
  out.host = order_.options.host;
  out.port = order_.options.port;
  out.waited = clock::now() - began_;
  return out;
}

std::unique_ptr<probing> exporter_probe::look() {
  return look_of(
      executor_, order_.options, order_.proxy, order_.with.key,
      [this](const ping_event& happened) { hear(happened); }, order_.admits);
}

std::unique_ptr<pinging> exporter_probe::pings() {
  auto& options = order_.options;
  const time_budget budget(clock::now(), order_.limit);
  has_deadline_ = options.deadline && *options.deadline < order_.limit;
  options.deadline = std::min(options.deadline.value_or(order_.limit), order_.limit);
  auto listen = [this](const ping_event& happened) { hear(happened); };
  if (options.connect_only) {
    auto settings = connection_pinger_settings_of(options, order_.proxy);
    settings.dial.admits = order_.admits;
    settings.dial.budget = budget;
    if (order_.with.module.watch) settings.watch = *order_.with.module.watch;
    settings.closed_is_lost = true;
    return std::make_unique<connection_pinger>(executor_, std::move(settings),
                                               std::move(listen));
  }
  auto settings = pinger_settings_of(options, order_.proxy);
  settings.dial.admits = order_.admits;
  settings.dial.budget = budget;
  settings.keep = order_.keep;
  return std::make_unique<pinger>(executor_, std::move(settings), order_.with.key,
                                  std::move(listen));
}

void exporter_probe::stop() {
  is_stopped_ = true;
  if (look_) return look_->stop();
  if (pinging_) pinging_->stop();
}

void exporter_probe::hear(const ping_event& happened) {
  record_.on(happened, clock::now());
  losses_.on(happened);
  if (std::holds_alternative<event::established>(happened)) session_made_ = clock::now();
  if (auto found = shortfall_of(happened); !found.empty()) shortfall_ = std::move(found);
  if (text_) add_lines(text_->on(happened, std::chrono::system_clock::now()));
  if (watch_.ends_with(happened, pinging_->totals())) stop();
}

void exporter_probe::add_lines(const std::string& more) {
  if (lines_.size() + more.size() <= most_of_lines) {
    lines_ += more;
  } else if (!lines_left_out_) {
    lines_left_out_ = true;
    lines_ += "(more lines are left out)\n";
  }
}

void exporter_probe::conclude() {
  run_so_far now{.options = order_.options,
                 .pings = *pinging_,
                 .watch = watch_,
                 .proxy = proxy_,
                 .began = began_at_,
                 .failed = failure_};
  now.shortfall = shortfall_;
  outcome_ = outcome_of(now);
  outcome_.judged = verdict_of(now);
  drop_needless_reason(outcome_);
  add_facts();
  if (text_) end_lines();
}

void exporter_probe::add_facts() {
  record_.end(clock::now());
  facts_ = record_.facts();
  facts_.took = clock::now() - began_;
  facts_.way_took = look_took_;
  const auto address = read_address(facts_.address);
  const bool carries_nothing = order_.options.connect_only && !order_.options.path;
  if (order_.proxy || carries_nothing || !address) return;
  const auto& options = order_.options;
  facts_.path_mtu =
      believed_path_mtu(executor_, *address, {options.source, options.interface_name});
}

/// Of a session that is there already, no event tells with whom it is.
void exporter_probe::begin_lines() {
  lines_ = probe_line(order_.with.module, order_.limit) + "\n";
  if (!order_.keep || !order_.keep->open) return;
  const event::connecting to{order_.options.host, order_.options.port, {}, {}};
  (void)text_->on(to, began_at_);
  lines_ += "an earlier probe has left a session open\n";
}

void exporter_probe::end_lines() {
  const auto now = std::chrono::system_clock::now();
  lines_ += in_module_words(text_->summary(outcome_.figures, now), has_deadline_);
  if (outcome_.why) {
    const auto told = diagnose(*outcome_.why);
    lines_ += in_module_words(told.sentence, has_deadline_) + "\n";
    if (!told.hint.empty())
      lines_ += "hint: " + in_module_words(told.hint, has_deadline_) + "\n";
  }
  const auto& judged = outcome_.judged;
  if (!judged.exceeded.empty()) lines_ += judged.exceeded + "\n";
  lines_ += fmt::format("exit code: {}\n", static_cast<int>(judged.code));
}

std::string exporter_probe::sentence() const {
  const auto& judged = outcome_.judged;
  if (judged.code == exit_code::all_answered) return {};
  return in_module_words(target_sentence(outcome_, losses_), has_deadline_);
}

}  // namespace tmss10
