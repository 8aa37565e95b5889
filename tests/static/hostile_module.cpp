// SPDX-License-Identifier: MIT

/// Ends the program that loads this module, at once and by a signal.
extern "C" [[gnu::constructor]] void end_program() {
  __builtin_trap();
}
