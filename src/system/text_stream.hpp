// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/exit_code.hpp>

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace tmss10 {

/// Standard output, standard error or a file. Whole lines are written as they come, to a
/// terminal, a file or a pipe alike.
class text_stream {
 public:
  /// `name` is for error messages.
  text_stream(std::FILE* file, std::string name) : file_(file), name_(std::move(name)) {}

  /// Writes and flushes. False, and nothing more is written, once the stream has failed
  /// (a full disk, a reader that went away).
  bool write(std::string_view text);

  /// Whether it has failed because nobody reads it any more.
  [[nodiscard]] bool reader_is_gone() const { return error_ == std::errc::broken_pipe; }

  /// Why it has failed, naming the stream.
  [[nodiscard]] std::optional<std::system_error> failed() const;

 private:
  std::FILE* file_;
  std::string name_;
  std::error_code error_;
};

/// Writes to standard output. Returns what the process is to end with: `all_answered`, or
/// `reader_gone`. Throws std::exception naming standard output if it can't be written.
[[nodiscard]] exit_code print(std::string_view text);

/// Makes a write to a reader that went away, or beyond the limit of a file's size, an
/// error like any other, in place of the end of the process.
void ignore_write_signals();

/// A write that waits for its reader goes on after this signal, in place of failing. To
/// be called when the signal has its handler.
void go_on_writing_after(int signal);

}  // namespace tmss10
