// SPDX-License-Identifier: MIT
#pragma once

#include <sys/stat.h>

#include <string_view>
#include <system_error>

namespace tmss10::posix {

/// What errno says.
[[nodiscard]] std::error_code last_error();

/// A file descriptor, closed when it goes.
class descriptor {
 public:
  /// `number`: what open() and its like returned; negative when they failed.
  explicit descriptor(int number) : number_(number) {}
  ~descriptor() { (void)close(); }
  descriptor(descriptor&& other) noexcept : number_(other.release()) {}
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;
  descriptor& operator=(descriptor&&) = delete;

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }
  /// Leaves the closing to the caller.
  [[nodiscard]] int release();
  /// What was written may fail here, on a network file system.
  [[nodiscard]] std::error_code close();

 private:
  int number_;
};

[[nodiscard]] std::error_code write_all(const descriptor& to, std::string_view text);

/// No error for a regular file; otherwise is_a_directory, errc::file_is_fifo,
/// errc::file_is_device or errc::file_not_regular.
[[nodiscard]] std::error_code why_not_regular(const struct stat& facts);

}  // namespace tmss10::posix
