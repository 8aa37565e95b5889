// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tmss10 {

/// How Windows' event log classes an entry.
enum class event_class { information, error };

/// Writes an entry to Windows' event log, with the service's name as its source. Nothing
/// happens when it can't be written: there is nowhere to say so. For any thread.
void write_event(std::string_view text, event_class what);

}  // namespace tmss10
