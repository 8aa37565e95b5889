// SPDX-License-Identifier: MIT
#pragma once

namespace tmss10 {

/// What a program does; main_posix.cpp and main_windows.cpp call it as the system starts
/// them. The arguments are UTF-8 as far as the system tells, and may be written to.
/// Returns the exit code.
int run_program(int argc, char** argv);

}  // namespace tmss10
