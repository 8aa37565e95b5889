// SPDX-License-Identifier: MIT
#include "text_stream.hpp"

#include "standard_descriptors.hpp"
#include "write_text.hpp"

#include <csignal>

namespace tmss10 {

bool text_stream::write(std::string_view text) {
  if (!error_) error_ = write_text(file_, text);
  return !error_;
}

std::optional<std::system_error> text_stream::failed() const {
  if (!error_) return std::nullopt;
  return std::system_error(error_, name_);
}

exit_code print(std::string_view text) {
  require_standard_output();
  text_stream out(stdout, "standard output");
  out.write(text);
  if (out.reader_is_gone()) return exit_code::reader_gone;
  if (const auto failed = out.failed()) throw *failed;
  return exit_code::all_answered;
}

void ignore_write_signals() {
#ifdef SIGPIPE
  std::signal(SIGPIPE, SIG_IGN);
#endif
#ifdef SIGXFSZ
  std::signal(SIGXFSZ, SIG_IGN);
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
