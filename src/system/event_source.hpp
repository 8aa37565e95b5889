// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace tmss10 {

/// The full path of this program.
[[nodiscard]] std::wstring program_file();

/// Makes a name known to Windows' event log, with this program as the file that has the
/// form of its texts. Throws std::system_error or std::runtime_error.
void add_event_source(const std::string& name);
/// Does nothing when there is none.
void remove_event_source(const std::string& name);

}  // namespace tmss10
