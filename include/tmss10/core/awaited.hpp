// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/ping_event.hpp>

namespace tmss10 {

/// What a run waits for before it ends.
enum class awaited { nothing, up, down };

/// Whether that has happened with this event: one ping was answered in time, or one was
/// not, or no connection could be made.
[[nodiscard]] bool has_come(awaited what, const ping_event& happened);

}  // namespace tmss10
