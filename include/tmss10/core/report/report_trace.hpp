// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/occurrence.hpp>

#include <string>
#include <string_view>

namespace tmss10 {

/// An event of a run as a line of the vendor's trace log, without its time and line feed;
/// empty when the log has nothing for it. Every field is the packet's own. No credentials
/// are in it.
[[nodiscard]] std::string trace_line(const occurrence& happened);

/// The first line of a run; the stamp says when the program was built.
[[nodiscard]] std::string trace_begin(std::string_view build_stamp);
/// The last one.
[[nodiscard]] std::string trace_end();

}  // namespace tmss10
