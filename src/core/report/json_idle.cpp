// SPDX-License-Identifier: MIT
#include "json_idle.hpp"

#include "idle_text.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/verdict/idle_judgement.hpp>

namespace tmss10 {

void put_idle(json& to, const idle_progress& at) {
  to["round"] = at.round;
  to["idle_ms"] = milliseconds_of(at.last.idle);
  to["end"] = name_of(at.last.end);
  put_if(to, "while_idle", at.last.while_idle);
}

void put_idle_limit(json& to, const idle_range& found) {
  to["asked_ms"] = milliseconds_of(found.asked);
  to["survived_ms"] = milliseconds_of(found.survived);
  if (found.ended) {
    to["ended_ms"] = milliseconds_of(*found.ended);
    to["end"] = name_of(found.how);
    put_if(to, "while_idle", found.while_idle);
  }
  if (found.survived_longer)
    to["survived_longer_ms"] = milliseconds_of(*found.survived_longer);
  to["complete"] = found.complete;
  if (found.admitted) to["admitted"] = *found.admitted;
  to["connections"] = found.connections;
  to["rounds"] = found.rounds;
  const auto judged = judge_idle(found);
  to["meaning"] = printable(judged.sentence);
  put_text(to, "advice", printable(judged.advice));
}

}  // namespace tmss10
