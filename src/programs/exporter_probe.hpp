// SPDX-License-Identifier: MIT
#pragma once

#include "exporter_files.hpp"
#include "run_watch.hpp"
#include <tmss10/core/exporter/probe_facts.hpp>
#include <tmss10/core/exporter/probe_record.hpp>
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/report/report_text.hpp>
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/loss_kinds.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>
#include <tmss10/net/dial_settings.hpp>
#include <tmss10/net/ping/kept_session.hpp>
#include <tmss10/net/ping/pinging.hpp>
#include <tmss10/net/ping/probing.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace tmss10 {

/// What a probe is to do.
struct probe_order {
  /// With the key of the module, which must outlive the probe.
  const loaded_module& with;
  /// Those of the module, with the target.
  ping_options options;
  /// The proxy for that target.
  std::optional<proxy_settings> proxy;
  /// Whether an address of the target may be connected to.
  address_filter admits;
  /// Where its session is kept; null: it is not.
  std::shared_ptr<kept_session> keep = {};
  /// Whether text for people is wanted, too.
  bool with_lines = false;
  /// The longest time that it may take.
  std::chrono::nanoseconds limit{0};
};

/// One run of pings, or a look at the path, for a request.
class exporter_probe {
 public:
  exporter_probe(const asio::any_io_executor& executor, probe_order order);

  /// To be called once, and awaited before the object goes.
  [[nodiscard]] asio::awaitable<void> run();
  /// Ends it at once.
  void stop();

  /// What was found, with its verdict. `facts` includes what no event says.
  [[nodiscard]] const run_outcome& outcome() const { return outcome_; }
  [[nodiscard]] const probe_facts& facts() const { return facts_; }
  /// Why it failed, in a sentence without the target; empty if it did not.
  [[nodiscard]] std::string sentence() const;
  /// What a person reads of it; empty unless it was ordered.
  [[nodiscard]] const std::string& lines() const { return lines_; }
  /// When it made the session that it had last; none: it made none.
  [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> session_made()
      const {
    return session_made_;
  }

 private:
  using clock = std::chrono::steady_clock;

  [[nodiscard]] std::unique_ptr<pinging> pings();
  [[nodiscard]] std::unique_ptr<probing> look();
  [[nodiscard]] asio::awaitable<std::optional<failure>> look_and_ping();
  [[nodiscard]] failure unfinished_look() const;
  void hear(const ping_event& happened);
  void conclude();
  void add_facts();
  void begin_lines();
  void add_lines(const std::string& more);
  void end_lines();

  asio::any_io_executor executor_;
  probe_order order_;
  std::string proxy_;  // "host:port"
  run_watch watch_;
  probe_record record_;
  loss_kinds losses_;
  std::optional<text_report> text_;
  std::string lines_;
  bool lines_left_out_ = false;
  std::unique_ptr<probing> look_;
  std::unique_ptr<pinging> pinging_;
  std::optional<failure> failure_;
  std::string shortfall_;
  clock::time_point began_;
  std::optional<std::chrono::nanoseconds> look_took_;
  std::chrono::system_clock::time_point began_at_;
  run_outcome outcome_;
  probe_facts facts_;
  std::optional<clock::time_point> session_made_;
  bool is_stopped_ = false;
  bool has_deadline_ = false;  // the module, and it comes before the limit
};

}  // namespace tmss10
