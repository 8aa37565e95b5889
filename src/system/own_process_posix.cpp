// SPDX-License-Identifier: MIT
#include "own_process.hpp"
#include "regular_file.hpp"

#include <unistd.h>

#include <ctime>
#ifdef __linux__
#include <sys/resource.h>

#include <cstddef>
#include <filesystem>
#include <sstream>
#include <string>
#elif defined(__APPLE__)
#include <sys/sysctl.h>

#include <array>
#include <cstddef>
#endif

namespace tmss10 {
namespace {

using process_start = std::chrono::system_clock::time_point;

std::chrono::nanoseconds duration_of(const timespec& from) {
  return std::chrono::seconds(from.tv_sec) + std::chrono::nanoseconds(from.tv_nsec);
}

std::optional<std::chrono::nanoseconds> used_cpu_time() {
  timespec used{};
  if (::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0) return std::nullopt;
  return duration_of(used);
}

#ifdef __linux__

/// The line of a file of proc(5); empty if it can't be read.
std::string line_of_proc(const char* path) {
  constexpr std::size_t most = 4096;
  return read_regular_file(path, most).value_or(std::string());
}

void add_memory(process_facts& to) {
  std::istringstream line(line_of_proc("/proc/self/statm"));
  const long page = ::sysconf(_SC_PAGESIZE);
  std::uint64_t pages = 0;
  std::uint64_t resident = 0;
  if (page <= 0 || !(line >> pages >> resident)) return;
  to.virtual_bytes = pages * static_cast<std::uint64_t>(page);
  to.resident_bytes = resident * static_cast<std::uint64_t>(page);
}

/// Nobody else may use the descriptor with which the directory is read.
void add_descriptors(process_facts& to) {
  std::error_code error;
  std::filesystem::directory_iterator at("/proc/self/fd", error);
  std::uint64_t count = 0;
  for (; !error && at != std::filesystem::directory_iterator(); at.increment(error))
    ++count;
  if (!error && count > 0) to.open_descriptors = count - 1;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
    to.most_descriptors = limit.rlim_cur;
}

/// How long the machine had been running when the program was started.
std::optional<std::chrono::nanoseconds> start_after_boot() {
  const auto line = line_of_proc("/proc/self/stat");
  // The name of the program is in parentheses, and may have anything in it.
  std::istringstream rest(line.substr(line.rfind(')') + 1));
  constexpr int fields_before = 19;  // from the third to the 21st
  std::string ignored;
  for (int i = 0; i < fields_before; ++i)
    rest >> ignored;
  std::int64_t ticks = 0;
  const long per_second = ::sysconf(_SC_CLK_TCK);
  if (per_second <= 0 || !(rest >> ticks)) return std::nullopt;
  return std::chrono::nanoseconds(ticks * (1'000'000'000 / per_second));
}

/// A sandbox may hide /proc/stat, which has the time of the start of the machine.
std::optional<process_start> find_start() {
  const auto after_boot = start_after_boot();
  timespec since_boot{};
  if (!after_boot || ::clock_gettime(CLOCK_BOOTTIME, &since_boot) != 0)
    return std::nullopt;
  return process_start::clock::now() -
         std::chrono::duration_cast<process_start::duration>(duration_of(since_boot) -
                                                             *after_boot);
}

#elif defined(__APPLE__)

void add_memory(process_facts& /*to*/) {}
void add_descriptors(process_facts& /*to*/) {}

std::optional<process_start> find_start() {
  std::array<int, 4> name{CTL_KERN, KERN_PROC, KERN_PROC_PID, ::getpid()};
  kinfo_proc facts{};
  std::size_t size = sizeof(facts);
  if (::sysctl(name.data(), name.size(), &facts, &size, nullptr, 0) != 0 || size == 0)
    return std::nullopt;
  const auto& at = facts.kp_proc.p_starttime;
  return process_start(std::chrono::seconds(at.tv_sec) +
                       std::chrono::microseconds(at.tv_usec));
}

#else

void add_memory(process_facts& /*to*/) {}
void add_descriptors(process_facts& /*to*/) {}
std::optional<process_start> find_start() {
  return std::nullopt;
}

#endif

}  // namespace

process_facts ask_process_facts() {
  // Once: it is computed from the clock on the wall, which may be set later.
  static const auto started = find_start();
  process_facts out;
  out.cpu_time = used_cpu_time();
  add_memory(out);
  add_descriptors(out);
  out.started = started;
  return out;
}

}  // namespace tmss10
