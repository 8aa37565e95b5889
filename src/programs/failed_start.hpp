// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>

#include <string>

namespace tmss10 {

/// What keeps a run from beginning.
enum class failed_part {
  command_line,
  /// A file, a variable, the system.
  surroundings,
};

/// What there is to know of a command when it fails.
[[nodiscard]] ping_options known_of(const ping_command& command);

/// Says what is wrong, where its reader looks for it: on standard error, or on standard
/// output for a plugin. `known` is what is known of the command line. Returns what the
/// process is to exit with.
[[nodiscard]] int explain_failure(const ping_options& known, const std::string& message);

/// The same of a run that could not begin. First the reports for programs say so:
/// otherwise those of an earlier run would pass for its own. What can't be written, or is
/// meant for something else as well, stays as it is; so does a file that would be emptied
/// first when the command line itself is wrong, which may be --append misspelt.
[[nodiscard]] int explain_failed_start(const ping_options& known,
                                       const std::string& message,
                                       failed_part what_failed);

}  // namespace tmss10
