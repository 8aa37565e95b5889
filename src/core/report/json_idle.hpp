// SPDX-License-Identifier: MIT
#pragma once

#include "json_parts.hpp"
#include <tmss10/core/run/idle_limit.hpp>

namespace tmss10 {

/// Adds what became of a connection that was idle.
void put_idle(json& to, const idle_progress& at);

/// Adds what --idle-limit found.
void put_idle_limit(json& to, const idle_range& found);

}  // namespace tmss10
