// SPDX-License-Identifier: MIT
#pragma once

namespace tmss10 {

/// Raises SIGTERM when the console's window is closed, the user logs off or the machine
/// shuts down, and the process has the time to end that the system gives it (5 s as a
/// rule). To be called when the signals have their handlers. Does nothing where the
/// system has signals for all of that.
void end_with_console();

}  // namespace tmss10
