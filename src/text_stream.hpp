// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <system_error>

namespace tmss10 {

/// Standard output or standard error. Whole lines are written as they come, to a
/// terminal, a file or a pipe alike.
class text_stream {
 public:
  /// `name` is for error messages.
  text_stream(std::FILE* file, std::string name) : file_(file), name_(std::move(name)) {}

  /// Writes and flushes. False, and nothing more is written, once the stream has failed
  /// (a full disk, a reader that went away).
  bool write(std::string_view text);

  /// Throws std::system_error naming the stream if it has failed.
  void check() const;

 private:
  std::FILE* file_;
  std::string name_;
  std::error_code error_;
};

/// Makes a write to a reader that went away an error like any other, in place of the end
/// of the process.
void ignore_broken_pipes();

/// A write that waits for its reader goes on after this signal, in place of failing. To
/// be called when the signal has its handler.
void go_on_writing_after(int signal);

}  // namespace tmss10
