// SPDX-License-Identifier: MIT
#pragma once

namespace tmss10 {

/// Signals are for the program, not for a thread that does something beside it: the
/// calling thread takes none from now on. Nothing to do on Windows, where a signal has a
/// thread of its own.
void take_no_signals();

}  // namespace tmss10
