// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace tmss10 {

/// What a system knows of a running program; none: it does not tell.
struct process_facts {
  /// Of all its threads, in the program and in the kernel.
  std::optional<std::chrono::nanoseconds> cpu_time = {};
  std::optional<std::uint64_t> resident_bytes = {};
  std::optional<std::uint64_t> virtual_bytes = {};
  std::optional<std::uint64_t> open_descriptors = {};
  std::optional<std::uint64_t> most_descriptors = {};
  std::optional<std::chrono::system_clock::time_point> started = {};
};

}  // namespace tmss10
