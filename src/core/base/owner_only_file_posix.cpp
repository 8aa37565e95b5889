// SPDX-License-Identifier: MIT
#include "owner_only_file.hpp"
#include "posix_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <fcntl.h>

namespace tmss10 {
namespace {

using posix::last_error;

std::error_code fill(const posix::descriptor& made, std::string_view content) {
  // A umask can take the owner's own rights away.
  if (::fchmod(made.number(), S_IRUSR | S_IWUSR) != 0) return last_error();
  if (const auto error = posix::write_all(made, content)) return error;
  return ::fsync(made.number()) == 0 ? std::error_code{} : last_error();
}

}  // namespace

std::error_code write_owner_only_file(const std::filesystem::path& file,
                                      std::string_view content) {
  posix::descriptor made(
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!made.is_open()) return last_error();
  auto error = fill(made, content);
  if (const auto at_close = made.close(); !error) error = at_close;
  if (error) ::unlink(file.c_str());
  return error;
}

}  // namespace tmss10
