// SPDX-License-Identifier: MIT
// Runs a program again and again, silently, and tells what each run took:
//
//     timed_runs COUNT PROGRAM [ARGUMENT]...
//
// A line for each run: wall time, processor time (user and system) in microseconds, and
// the peak of its memory in KiB. Fails when the program does. A program of its own
// because a process inherits the peak of the one that starts it: this one is smaller than
// any that is measured.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>

namespace {

double microseconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
}

/// One run; whether the program ended with 0.
bool run(char** command, const posix_spawn_file_actions_t& silent) {
  using clock = std::chrono::steady_clock;
  const auto began = clock::now();
  pid_t process = 0;
  if (posix_spawnp(&process, command[0], &silent, nullptr, command, environ) != 0)
    return false;
  int status = 0;
  rusage used{};
  wait4(process, &status, 0, &used);
  const std::chrono::duration<double, std::micro> took = clock::now() - began;
  std::printf("%.1f %.1f %ld\n", took.count(),
              microseconds(used.ru_utime) + microseconds(used.ru_stime), used.ru_maxrss);
  return status == 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  posix_spawn_file_actions_t silent;
  posix_spawn_file_actions_init(&silent);
  posix_spawn_file_actions_addopen(&silent, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&silent, stream, "/dev/null", O_WRONLY, 0);
  for (long left = std::strtol(argv[1], nullptr, 10); left > 0; --left) {
    if (run(argv + 2, silent)) continue;
    std::fprintf(stderr, "timed_runs: %s failed\n", argv[2]);
    return 1;
  }
  return 0;
}
