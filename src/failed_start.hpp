// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/ping_options.hpp>

#include <string>

namespace tmss10 {

/// What keeps a run from beginning.
enum class failed_part {
  command_line,
  /// A file, a variable, the system.
  surroundings,
};

/// Tells the reports for programs of a run that could not begin: otherwise those of an
/// earlier run would pass for its own. `known` is what is known of the command line. What
/// can't be written, or is meant for something else as well, stays as it is; so does a
/// file that would be emptied first when the command line itself is wrong, which may be
/// --append misspelt. False when nobody reads standard output any more.
[[nodiscard]] bool report_failed_start(const ping_options& known,
                                       const std::string& message,
                                       failed_part what_failed);

}  // namespace tmss10
