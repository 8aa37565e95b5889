// SPDX-License-Identifier: MIT
#include "text_stream.hpp"

#include <cerrno>
#include <csignal>

namespace tmss10 {

bool text_stream::write(std::string_view text) {
  if (error_ || text.empty()) return !error_;
  errno = 0;
  const bool whole = std::fwrite(text.data(), 1, text.size(), file_) == text.size() &&
                     std::fflush(file_) == 0;
  if (!whole) error_ = {errno != 0 ? errno : EIO, std::generic_category()};
  return whole;
}

void text_stream::check() const {
  if (error_) throw std::system_error(error_, name_);
}

void ignore_broken_pipes() {
#ifdef SIGPIPE
  std::signal(SIGPIPE, SIG_IGN);
#endif
}

void go_on_writing_after(int signal) {
#ifdef SA_RESTART
  struct sigaction action {};
  if (sigaction(signal, nullptr, &action) != 0) return;
  action.sa_flags |= SA_RESTART;
  sigaction(signal, &action, nullptr);
#else
  static_cast<void>(signal);
#endif
}

}  // namespace tmss10
