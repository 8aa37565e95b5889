// SPDX-License-Identifier: MIT
#include "log_output.hpp"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <memory>
#include <poll.h>
#include <pthread.h>

namespace tmss10 {
namespace {

/// Formatting a line takes a few KiB; the usual 8 MiB count in full against RLIMIT_AS.
constexpr std::size_t stack_size = std::size_t{256} * 1024;

void* run(void* body) {
  sigset_t all;  // signals are for the program
  sigfillset(&all);
  (void)pthread_sigmask(SIG_SETMASK, &all, nullptr);
  const std::unique_ptr<std::function<void()>> mine(
      static_cast<std::function<void()>*>(body));
  (*mine)();
  return nullptr;
}

/// When whoever shares it has made it non-blocking.
void await_room() {
  pollfd what{STDERR_FILENO, POLLOUT, 0};
  ::poll(&what, 1, -1);
}

}  // namespace

log_write write_to_log(std::string_view text) {
  log_write out;
  while (out.written < text.size()) {
    const auto rest = text.substr(out.written);
    const ssize_t count = ::write(STDERR_FILENO, rest.data(), rest.size());
    if (count > 0) {
      out.written += static_cast<std::size_t>(count);
    } else if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      await_room();
    } else if (count == 0 || errno != EINTR) {
      out.error = {count == 0 ? EIO : errno, std::generic_category()};
      return out;
    }
  }
  return out;
}

void start_log_thread(std::function<void()> body) {
  auto own = std::make_unique<std::function<void()>>(std::move(body));
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stack_size);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread{};
  const int failure = pthread_create(&thread, &attributes, run, own.get());
  pthread_attr_destroy(&attributes);
  if (failure != 0) {
    throw std::system_error(failure, std::generic_category(), "the log's thread");
  }
  own.release();  // NOLINT(bugprone-unused-return-value): it is the thread's
}

}  // namespace tmss10
