// SPDX-License-Identifier: MIT
#pragma once

namespace tmss10 {

/// Opens those of standard input, output and error that are closed, so that no file or
/// socket of this program takes their place and receives what is printed. To be called
/// before anything else is opened. Reading from one of them then finds the end, writing
/// fails; on Windows, what is written is discarded. False when the system does not allow
/// it.
[[nodiscard]] bool occupy_standard_descriptors();

/// Throws std::runtime_error when nothing can be written to standard output, because it
/// was closed when the program started. On Windows, that is no error: programs without a
/// console have none.
void require_standard_output();

}  // namespace tmss10
