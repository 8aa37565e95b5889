// SPDX-License-Identifier: MIT
#include "exporter_probes.hpp"

#include "ping_settings.hpp"
#include "probe_refusals.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/comparable_target.hpp>
#include <tmss10/core/exporter/probe_limit.hpp>
#include <tmss10/core/exporter/probe_metrics.hpp>
#include <tmss10/core/metrics/exposition.hpp>
#include <tmss10/core/options/usage_error.hpp>
#include <tmss10/core/run/failure_cause.hpp>

#include <asio/co_spawn.hpp>
#include <asio/post.hpp>

#include <chrono>
#include <cstdint>
#include <exception>
#include <optional>
#include <utility>

namespace tmss10 {
namespace {

using clock = std::chrono::steady_clock;

/// The module's options, for that target.
ping_options options_for(const probe_module& module, const target& where) {
  auto out = module.options;
  out.host = where.host;
  if (where.port) out.port = *where.port;
  return out;
}

/// Throws usage_error for a target that no proxy and nobody else can reach.
std::optional<proxy_settings> proxy_for(const loaded_module& module,
                                        const ping_options& options) {
  if (!asks_environment(options)) return module.proxy;
  auto out = choose_proxy(options, {}).proxy;
  if (out && module.credentials) out->credentials = module.credentials;
  return out;
}

/// Takes note of the session that a probe has made, if it has. Whether that was in place
/// of an earlier one.
bool note_session(kept_sessions::entry* of, const exporter_probe& ended) {
  const auto made = ended.session_made();
  if (of == nullptr || !made) return false;
  return std::exchange(of->made, made).has_value();
}

/// How long the session has been open that a probe has left.
std::optional<std::chrono::nanoseconds> age_of_session(const kept_sessions::entry* of) {
  if (of == nullptr || !of->session->open || !of->made) return std::nullopt;
  return clock::now() - *of->made;
}

}  // namespace

/// A request for a probe, until it is answered.
struct exporter_probes::task {
  std::shared_ptr<http_exchange> exchange;
  std::shared_ptr<const exporter_files> files;  // has the module
  probe_request request;
  std::string target;  // in the form in which it is compared
  probe_order order;
  /// When to give up waiting for a turn, and when the probe must have ended.
  clock::time_point turn_until;
  clock::time_point until;
  std::shared_ptr<exporter_probe> running = {};
  turns::patience patience = {};  // while it waits for its turn
  bool is_abandoned = false;
};

exporter_probes::exporter_probes(const asio::any_io_executor& executor,
                                 const allow_list& allowed, std::size_t at_once,
                                 fault_log tell_fault)
    : executor_(executor),
      allowed_(allowed),
      at_once_(at_once),
      tell_fault_(std::move(tell_fault)),
      turns_(executor, at_once),
      kept_(executor) {}

/// More than twice as many as may run would take the connections of health and metrics.
void exporter_probes::answer(const std::shared_ptr<http_exchange>& exchange,
                             const std::shared_ptr<const exporter_files>& files) {
  if (is_stopping_) {
    exchange->answer(stopping());
    return;
  }
  if (tasks_.size() >= 2 * at_once_) {
    ++counters_.no_turn;
    exchange->answer(no_turn(at_once_));
    return;
  }
  const auto of = task_of(exchange, files);
  if (!of) return;
  exchange->on_client_gone([executor = executor_, weak = std::weak_ptr(of)] {
    try {
      asio::post(executor, [weak] {
        const auto gone = weak.lock();
        if (!gone) return;
        gone->is_abandoned = true;
        gone->patience.end();
        if (gone->running) gone->running->stop();
      });
    } catch (const std::exception&) {  // then the probe runs to its end
    }
  });
  asio::co_spawn(executor_, run(of), [this, of](const std::exception_ptr& error) {
    tasks_.erase(of);
    if (!error) return;
    try {
      std::rethrow_exception(error);
    } catch (const std::exception& why) {
      ++counters_.failed;
      tell_fault_(why.what());
      of->exchange->answer(internal_error());
    }
  });
  tasks_.insert(of);
}

/// What is to be done for a request; null when it was answered.
std::shared_ptr<exporter_probes::task> exporter_probes::task_of(
    const std::shared_ptr<http_exchange>& exchange,
    const std::shared_ptr<const exporter_files>& files) {
  const auto refuse = [&exchange](std::uint64_t& count, http_answer answer) {
    ++count;
    exchange->answer(std::move(answer));
    return nullptr;
  };
  const auto& asked = exchange->request();
  auto request = parse_probe_request(asked.target);
  if (!request) return refuse(counters_.malformed, line_answer(400, request.error()));
  const auto* const with = files->find(request->module_name);
  if (with == nullptr)
    return refuse(counters_.malformed, no_module(request->module_name));
  auto options = options_for(with->module, request->where);
  const auto host = options.host;
  const auto port = options.port;
  std::optional<proxy_settings> proxy;
  try {
    proxy = proxy_for(*with, options);
    const bool is_allowed = proxy ? allowed_.admits_through_proxy(host, port)
                                  : allowed_.admits_host(host, port);
    if (!is_allowed) {
      return refuse(
          counters_.not_allowed,
          not_allowed(*request, proxy ? "through a proxy, --allow must name it itself"
                                      : "--allow does not include it"));
    }
    check_command(options);
  } catch (const usage_error& error) {
    return refuse(counters_.malformed, line_answer(400, printable(error.what())));
  }
  const auto limit = probe_limit(asked.field("X-Prometheus-Scrape-Timeout-Seconds"));
  address_filter admits = [this, host, port](const std::string& address) {
    return allowed_.admits_address(host, address, port);
  };
  probe_order order{.with = *with,
                    .options = std::move(options),
                    .proxy = std::move(proxy),
                    .admits = std::move(admits),
                    .with_lines = request->debug};
  auto comparable = comparable_target(request->where, with->module.options.port);
  const auto now = clock::now();
  return std::make_shared<task>(task{exchange, files, std::move(*request),
                                     std::move(comparable), std::move(order),
                                     now + limit / 2, now + limit});
}

asio::awaitable<void> exporter_probes::run(std::shared_ptr<task> of) {
  const auto& module = of->order.with.module;
  std::shared_ptr<kept_sessions::entry> kept;
  std::optional<turns::turn> alone;
  if (module.keep_connection && !module.options.connect_only) {
    kept = kept_.find(module.name, of->target, clock::now());
    if (kept->turn.waiting() < kept_sessions::most_waiting)
      alone = co_await kept->turn.take(of->turn_until, of->patience);
  }
  std::optional<turns::turn> turn;
  if (!kept || alone) turn = co_await turns_.take(of->turn_until, of->patience);
  if (of->is_abandoned) {
    ++counters_.abandoned;
    of->exchange->answer(abandoned());
    co_return;
  }
  if (is_stopping_) {
    of->exchange->answer(stopping());
    co_return;
  }
  if (!turn) {
    ++counters_.no_turn;
    of->exchange->answer(kept && !alone ? session_in_use(of->request)
                                        : no_turn(turns_.taken()));
    co_return;
  }
  co_await probe(*of, kept.get());
}

asio::awaitable<void> exporter_probes::probe(task& of, kept_sessions::entry* kept) {
  counters_.last_probe = std::chrono::system_clock::now();
  of.order.limit = of.until - clock::now();
  if (kept != nullptr) of.order.keep = kept->session;
  of.running = std::make_shared<exporter_probe>(executor_, of.order);
  co_await of.running->run();
  const auto ended = std::exchange(of.running, nullptr);
  of.order.keep = nullptr;
  const bool is_reconnected = note_session(kept, *ended);
  if (of.is_abandoned) {
    ++counters_.abandoned;
    of.exchange->answer(abandoned());
  } else if (is_stopping_) {
    of.exchange->answer(stopping());
  } else {
    auto facts = ended->facts();
    facts.session_age = age_of_session(kept);
    conclude(of, *ended, facts, is_reconnected);
  }
}

void exporter_probes::conclude(task& of, const exporter_probe& ended,
                               const probe_facts& facts, bool is_reconnected) {
  auto outcome = ended.outcome();
  if (outcome.why && outcome.why->error == errc::address_not_admitted) {
    ++counters_.not_allowed;
    of.exchange->answer(
        not_allowed(of.request, "none of its addresses is allowed by --allow"));
    return;
  }
  if (outcome.why && cause_of(*outcome.why) == cause::no_descriptor) kept_.close_some();
  if (is_reconnected) ++outcome.figures.totals.reconnections;
  const auto now = clock::now();
  const auto began = std::chrono::system_clock::now() - facts.took;
  const auto total = totals_.add(
      {of.request.module_name, of.target}, counts_of(outcome.figures.totals, facts), now,
      std::chrono::time_point_cast<probe_totals::wall_time::duration>(began));
  exposition metrics;
  add_probe_metrics(metrics, outcome, facts);
  add_totals(metrics, total);
  const bool succeeded = outcome.judged.code == exit_code::all_answered;
  ++(succeeded ? counters_.succeeded : counters_.failed);
  recent_.add({std::chrono::time_point_cast<probe_totals::wall_time::duration>(began),
               facts.took, of.request.target_text, of.request.module_name, succeeded,
               ended.sentence()});
  const auto format =
      format_for(of.exchange->request().field("Accept").value_or(std::string()));
  http_answer out;
  if (of.request.debug) {
    out.body = ended.lines() + "\n" + metrics.text(metric_format::prometheus_text);
  } else {
    out.content_type = content_type_of(format);
    out.body = metrics.text(format);
  }
  of.exchange->answer(std::move(out));
}

void exporter_probes::stop() {
  is_stopping_ = true;
  for (const auto& one : tasks_) {
    if (one->running)
      one->running->stop();
    else
      one->exchange->answer(stopping());
  }
  kept_.close_all();
}

void exporter_probes::forget_old() {
  const auto now = clock::now();
  kept_.close_old(now);
  totals_.forget_old(now);
}

exporter_counters exporter_probes::counters() const {
  auto out = counters_;
  out.running = turns_.taken();
  out.waiting = tasks_.size() - turns_.taken();
  out.targets = totals_.size();
  out.kept_sessions = kept_.open();
  return out;
}

}  // namespace tmss10
