// SPDX-License-Identifier: MIT
#include "stop_signals.hpp"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>

namespace tmss10 {
namespace {

using clock = std::chrono::steady_clock;

constexpr clock::rep grace = clock::duration(std::chrono::seconds(1)).count();

// What a signal handler reads and writes must not need a lock.
static_assert(std::atomic<clock::rep>::is_always_lock_free);
static_assert(std::atomic<void (*)(int)>::is_always_lock_free);
std::atomic<clock::rep> first_at{0};                // 0: none has come
std::atomic<void (*)(int)> usual_handler{SIG_DFL};  // the same for all of them: Asio's

void on_stop_signal(int signal) {
  const int error = errno;
  const auto now = clock::now().time_since_epoch().count();
  clock::rep first = 0;
  if (!first_at.compare_exchange_strong(first, now) && now - first >= grace) {
    _exit(128 + signal);
  }
  usual_handler.load()(signal);
  errno = error;
}

bool is_ignored(int signal) {
  struct sigaction action {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

std::vector<int> stop_signals() {
  std::vector<int> out{SIGINT, SIGTERM};
  if (!is_ignored(SIGHUP)) out.push_back(SIGHUP);
  return out;
}

void end_at_second_stop_signal() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action {};
    if (sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN)
      continue;
    usual_handler = action.sa_handler;
    action.sa_handler = on_stop_signal;
    action.sa_flags |= SA_RESTART;
    sigaction(signal, &action, nullptr);
  }
}

end_of_signals::~end_of_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT})
    sigaddset(&set, signal);
  (void)pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

}  // namespace tmss10
