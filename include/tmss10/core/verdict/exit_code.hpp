// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

namespace tmss10 {

/// How TMSS10Ping ends. Scripts rely on the numbers; they never change.
enum class exit_code : int {
  all_answered = 0,
  not_all_answered = 1,
  usage = 2,
  name_not_found = 3,
  refused = 4,
  connect_timed_out = 5,
  unreachable = 6,
  proxy_unreachable = 7,
  proxy_refused = 8,
  no_responder = 9,
  keys_differ = 10,
  connection_lost = 11,
  threshold_exceeded = 12,
  hung_up = 129,
  interrupted = 130,
  reader_gone = 141,
  terminated = 143,
};

struct exit_code_meaning {
  exit_code code;
  std::string_view when;
};

/// Every exit code with the words that --help has for it, in order.
[[nodiscard]] std::span<const exit_code_meaning> exit_code_meanings();

/// What a monitoring plugin ends with (Monitoring Plugins' guidelines, section 2.4).
enum class nagios_state : int { ok = 0, warning = 1, critical = 2, unknown = 3 };

}  // namespace tmss10
