// SPDX-License-Identifier: MIT
#include "exporter_probes.hpp"

#include "ping_settings.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/comparable_target.hpp>
#include <tmss10/core/exporter/probe_limit.hpp>
#include <tmss10/core/exporter/probe_metrics.hpp>
#include <tmss10/core/metrics/exposition.hpp>

#include <asio/co_spawn.hpp>
#include <asio/post.hpp>
#include <fmt/format.h>

#include <exception>
#include <utility>

namespace tmss10 {
namespace {

using clock = std::chrono::steady_clock;

http_answer no_turn(std::size_t at_once) {
  return line_answer(
      503, fmt::format("{} {} already, and none has ended in time; see --at-once",
                       at_once, at_once == 1 ? "probe runs" : "probes run"));
}

http_answer session_in_use(const probe_request& of) {
  return line_answer(
      503, fmt::format("another probe of {} uses its session, and has not ended "
                       "in time; modules without keep-connection do not wait",
                       printable(of.target_text)));
}

http_answer stopping() {
  return line_answer(503, "the exporter stops");
}

http_answer no_module(const std::string& name) {
  return line_answer(400, fmt::format("there is no module {}", in_quotes(name)));
}

/// `what`: why, to follow the target.
http_answer not_allowed(const probe_request& of, const char* what) {
  return line_answer(
      403, fmt::format("{} may not be probed: {}", printable(of.target_text), what));
}

/// The module's options, for that target.
ping_options options_for(const probe_module& module, const target& where) {
  auto out = module.options;
  out.host = where.host;
  if (where.port) out.port = *where.port;
  return out;
}

}  // namespace

/// A request for a probe, until it is answered.
struct exporter_probes::task {
  std::shared_ptr<http_exchange> exchange;
  std::shared_ptr<const exporter_files> files;  // has the module
  probe_request request;
  std::string target;  // in the form in which it is compared
  probe_order order;
  /// When its turn is of no more use, since a probe needs some time, and when it ends.
  clock::time_point turn_until;
  clock::time_point until;
  std::shared_ptr<exporter_probe> running = {};
  bool is_abandoned = false;
};

exporter_probes::exporter_probes(const asio::any_io_executor& executor,
                                 const allow_list& allowed, std::size_t at_once)
    : executor_(executor),
      allowed_(allowed),
      turns_(executor, at_once),
      kept_(executor) {}

void exporter_probes::answer(const std::shared_ptr<http_exchange>& exchange,
                             const std::shared_ptr<const exporter_files>& files) {
  const auto of = task_of(exchange, files);
  if (!of) return;
  tasks_.insert(of);
  exchange->on_client_gone([this, weak = std::weak_ptr(of)] {
    try {
      asio::post(executor_, [weak] {
        const auto gone = weak.lock();
        if (!gone) return;
        gone->is_abandoned = true;
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
      of->exchange->answer(line_answer(500, printable(why.what())));
    }
  });
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
    check_command(options);
    proxy = asks_environment(options) ? choose_proxy(options, {}).proxy : with->proxy;
  } catch (const std::exception& error) {
    return refuse(counters_.malformed, line_answer(400, printable(error.what())));
  }
  const bool is_allowed = proxy ? allowed_.admits_through_proxy(host, port)
                                : allowed_.admits_host(host, port);
  if (!is_allowed)
    return refuse(counters_.not_allowed, not_allowed(*request, "--allow has not got it"));
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
    alone = co_await kept->turn.take(of->turn_until);
  }
  std::optional<turns::turn> turn;
  if (!kept || alone) turn = co_await turns_.take(of->turn_until);
  if (of->is_abandoned) {
    ++counters_.abandoned;
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
  if (of.is_abandoned) {
    ++counters_.abandoned;
  } else if (is_stopping_) {
    of.exchange->answer(stopping());
  } else {
    conclude(of, *ended, kept);
  }
}

void exporter_probes::conclude(task& of, exporter_probe& ended,
                               kept_sessions::entry* kept) {
  auto outcome = ended.outcome();
  auto facts = ended.facts();
  if (outcome.why && outcome.why->error == errc::address_not_admitted) {
    ++counters_.not_allowed;
    of.exchange->answer(not_allowed(of.request, "--allow has none of its addresses"));
    return;
  }
  const auto now = clock::now();
  if (kept != nullptr) {
    if (ended.made_session()) {
      // In place of the one that an earlier probe had, unless there was none.
      if (kept->made) ++outcome.figures.totals.reconnections;
      kept->made = now - facts.took;
    }
    if (kept->made) facts.session_age = now - *kept->made;
  }
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

exporter_counters exporter_probes::counters() const {
  auto out = counters_;
  out.running = turns_.taken();
  out.waiting = tasks_.size() - turns_.taken();
  out.targets = totals_.size();
  out.kept_sessions = kept_.open();
  return out;
}

}  // namespace tmss10
