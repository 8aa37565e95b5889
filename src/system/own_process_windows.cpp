// SPDX-License-Identifier: MIT
#include "own_process.hpp"

#include <windows.h>

#include <ratio>

namespace tmss10 {
namespace {

/// FILETIME counts these, since 1601.
using file_time_units = std::chrono::duration<std::int64_t, std::ratio<1, 10'000'000>>;
constexpr file_time_units unix_epoch(116'444'736'000'000'000);

file_time_units units_of(const FILETIME& from) {
  ULARGE_INTEGER number{};
  number.LowPart = from.dwLowDateTime;
  number.HighPart = from.dwHighDateTime;
  return file_time_units(static_cast<std::int64_t>(number.QuadPart));
}

}  // namespace

process_facts ask_process_facts() {
  process_facts out;
  FILETIME started{};
  FILETIME ended{};
  FILETIME in_kernel{};
  FILETIME in_program{};
  if (GetProcessTimes(GetCurrentProcess(), &started, &ended, &in_kernel, &in_program) ==
      0) {
    return out;
  }
  using wall_clock = std::chrono::system_clock;
  out.cpu_time = units_of(in_kernel) + units_of(in_program);
  out.started = wall_clock::time_point(
      std::chrono::duration_cast<wall_clock::duration>(units_of(started) - unix_epoch));
  return out;
}

}  // namespace tmss10
