// SPDX-License-Identifier: MIT
#pragma once

#include "exporter_files.hpp"
#include "exporter_probe.hpp"
#include "http/http_exchange.hpp"
#include "kept_sessions.hpp"
#include "turns.hpp"
#include <tmss10/core/exporter/allow_list.hpp>
#include <tmss10/core/exporter/exporter_counters.hpp>
#include <tmss10/core/exporter/probe_request.hpp>
#include <tmss10/core/exporter/probe_totals.hpp>
#include <tmss10/core/exporter/recent_probes.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <unordered_set>

namespace tmss10 {

/// The probes of an exporter: which may be, how many at a time, and what is kept from one
/// to the next. Not for use from several threads.
class exporter_probes {
 public:
  /// Is told what is wrong with the exporter itself, so that a request gets no answer.
  using fault_log = std::function<void(const std::string& what)>;

  /// `allowed` must outlive it.
  exporter_probes(const asio::any_io_executor& executor, const allow_list& allowed,
                  std::size_t at_once, fault_log tell_fault);

  /// Answers a request for a probe, at once or when the probe has ended.
  void answer(const std::shared_ptr<http_exchange>& exchange,
              const std::shared_ptr<const exporter_files>& files);

  /// The files were loaded anew: sessions of modules that may be others are closed.
  void forget_sessions() { kept_.close_all(); }
  /// Drops what nobody has asked for in a long time.
  void forget_old();
  /// Ends all probes. Those who wait for one get to know that the exporter stops.
  void stop();

  /// What is known of all probes so far.
  [[nodiscard]] exporter_counters counters() const;
  [[nodiscard]] const recent_probes& recent() const { return recent_; }
  /// One more request that was for another host, or from a page of another site.
  void count_foreign() { ++counters_.foreign; }

 private:
  struct task;

  [[nodiscard]] std::shared_ptr<task> task_of(
      const std::shared_ptr<http_exchange>& exchange,
      const std::shared_ptr<const exporter_files>& files);
  [[nodiscard]] asio::awaitable<void> run(std::shared_ptr<task> of);
  [[nodiscard]] asio::awaitable<void> probe(task& of, kept_sessions::entry* kept);
  void conclude(task& of, const exporter_probe& ended, const probe_facts& facts,
                bool is_reconnected);

  asio::any_io_executor executor_;
  const allow_list& allowed_;
  std::size_t at_once_;
  fault_log tell_fault_;
  turns turns_;
  kept_sessions kept_;
  probe_totals totals_;
  recent_probes recent_;
  exporter_counters counters_;
  std::unordered_set<std::shared_ptr<task>> tasks_;
  bool is_stopping_ = false;
};

}  // namespace tmss10
