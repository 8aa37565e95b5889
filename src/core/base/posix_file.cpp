// SPDX-License-Identifier: MIT
#include "posix_file.hpp"

#include <tmss10/core/base/errc.hpp>

#include <unistd.h>

#include <cerrno>
#include <utility>

namespace tmss10::posix {

std::error_code last_error() {
  return {errno, std::generic_category()};
}

int descriptor::release() {
  return std::exchange(number_, -1);
}

std::error_code descriptor::close() {
  if (!is_open()) return {};
  return ::close(release()) == 0 ? std::error_code{} : last_error();
}

std::error_code write_all(const descriptor& to, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(to.number(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return last_error();
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

std::error_code why_not_regular(const struct stat& facts) {
  if (S_ISREG(facts.st_mode)) return {};
  if (S_ISDIR(facts.st_mode)) return std::make_error_code(std::errc::is_a_directory);
  if (S_ISFIFO(facts.st_mode)) return errc::file_is_fifo;
  if (S_ISCHR(facts.st_mode) || S_ISBLK(facts.st_mode)) return errc::file_is_device;
  return errc::file_not_regular;
}

}  // namespace tmss10::posix
