// SPDX-License-Identifier: MIT
#include "owner_only_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fcntl.h>

namespace tmss10 {
namespace {

std::error_code last_error() {
  return {errno, std::generic_category()};
}

std::error_code write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return last_error();
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0 ? std::error_code{} : last_error();
}

}  // namespace

std::error_code write_owner_only_file(const std::filesystem::path& file,
                                      std::string_view content) {
  const int descriptor =
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return last_error();
  // A umask can take the owner's own rights away.
  std::error_code error;
  if (::fchmod(descriptor, S_IRUSR | S_IWUSR) != 0) error = last_error();
  if (!error) error = write_all(descriptor, content);
  if (::close(descriptor) != 0 && !error) error = last_error();
  if (error) ::unlink(file.c_str());
  return error;
}

}  // namespace tmss10
