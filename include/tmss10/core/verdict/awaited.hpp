// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>

#include <string>

namespace tmss10 {

/// What a run waits for before it ends.
enum class awaited { nothing, up, down };

/// Whether that has happened with this event. Up: a ping was answered in time. Down: one
/// was not, the connection was lost, or none could be made because the target is down
/// (see says_down).
[[nodiscard]] bool has_come(awaited what, const ping_event& happened);

/// The words for an event that has_come() takes for the end of the target:
/// "--until-down: a ping was not answered".
[[nodiscard]] std::string words_for_down(const ping_event& happened);

/// Whether it makes no sense to wait for an end that has not begun: no connection could
/// be made, and that says nothing of the target and does not pass (see may_pass). To be
/// asked only while no ping was answered: later, anything may pass.
[[nodiscard]] bool is_in_vain(awaited what, const ping_event& happened);

}  // namespace tmss10
