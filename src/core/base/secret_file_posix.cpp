// SPDX-License-Identifier: MIT
#include "posix_file.hpp"
#include "secret_file.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fcntl.h>
#include <utility>

namespace tmss10 {
namespace {

using posix::last_error;

/// What others may do that they should not. A group may read a file of somebody else:
/// ssh(1) has the same rule. It may read a file of root's that is there for the group of
/// a service, also when root is who asks. A mode with an access list (systemd's
/// credentials) has the list's mask there, too.
mode_t excess_of(const struct stat& facts) {
  const mode_t excess = facts.st_mode & (S_IRWXG | S_IRWXO);
  const bool for_a_service = facts.st_uid == 0 && facts.st_gid != 0;
  const bool is_own = facts.st_uid == ::geteuid() && !for_a_service;
  return is_own ? excess : excess & ~S_IRGRP;
}

std::string warning_of(const struct stat& facts, const std::filesystem::path& file) {
  const mode_t excess = excess_of(facts);
  const bool readable = (excess & (S_IRGRP | S_IROTH)) != 0;
  const bool writable = (excess & (S_IWGRP | S_IWOTH)) != 0;
  if (!readable && !writable) return {};
  const auto name = printable(file.string());
  // Whoever reads it as one of the others must own it first.
  const auto me = ::geteuid();
  const auto owning = me == 0 || me == facts.st_uid
                          ? std::string()
                          : fmt::format("chown {} {} && ", me, name);
  return fmt::format("other users may {} it (mode {:04o}); to mend that: {}chmod 600 {}",
                     !writable  ? "read"
                     : readable ? "read and change"
                                : "change",
                     facts.st_mode & 07777U, owning, name);
}

std::error_code read_into(std::string& text, const posix::descriptor& from) {
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t got = ::read(from.number(), text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return last_error();
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  text.resize(size);
  return {};
}

}  // namespace

result<secret_file> read_secret_file(const std::filesystem::path& file,
                                     std::size_t most) {
  // Not to wait for the writer of a FIFO, nor to get a terminal.
  const posix::descriptor opened(
      ::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!opened.is_open()) return failed(last_error());
  struct stat facts {};
  if (::fstat(opened.number(), &facts) != 0) return failed(last_error());
  if (const auto error = posix::why_not_regular(facts)) return failed(error);
  secret_file out{secret_text(most), warning_of(facts, file)};
  if (const auto error = read_into(out.content.text, opened)) return failed(error);
  return out;
}

}  // namespace tmss10
