// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/report/stand_ins.hpp>
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/findings.hpp>
#include <tmss10/core/run/icmp_error.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/run/run_description.hpp>
#include <tmss10/core/run/tried_way.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <optional>
#include <string>

namespace tmss10 {

/// Replaces the names and addresses in the facts of a run by stand-ins, and leaves out
/// what may hide some: connection requests as they arrived, texts of peers, labels, names
/// and files that the user has named. Words that are made of the facts then have none
/// either. The same name has the same stand-in wherever it is. Its memory has a bound.
class redaction {
 public:
  [[nodiscard]] run_description of(const run_description& run);
  [[nodiscard]] ping_event of(const ping_event& happened);
  /// To be asked after all events.
  [[nodiscard]] run_outcome of(const run_outcome& outcome);

 private:
  friend struct redacted_event;

  [[nodiscard]] findings of(const findings& what);
  [[nodiscard]] tried_way of(const tried_way& what);
  [[nodiscard]] failure of(const failure& what);
  [[nodiscard]] std::optional<icmp_error> of(const std::optional<icmp_error>& what);
  void remember(const ping_event& happened, const ping_event& instead);

  stand_ins names_;
  // What the verdict may have words of, before and after.
  std::string shortfall_;
  std::string shortfall_instead_;
  std::optional<ping_event> last_down_;
  std::optional<ping_event> last_down_instead_;
};

}  // namespace tmss10
