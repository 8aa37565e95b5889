// SPDX-License-Identifier: MIT
#include "core/base/posix_file.hpp"
#include "system/regular_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>

namespace tmss10 {

result<std::string> read_regular_file(const std::filesystem::path& file,
                                      std::size_t most) {
  // Not to wait for the writer of a FIFO, nor to get a terminal.
  const posix::descriptor opened(
      ::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!opened.is_open()) return failed(posix::last_error());
  struct stat facts {};
  if (::fstat(opened.number(), &facts) != 0) return failed(posix::last_error());
  if (const auto error = posix::why_not_regular(facts)) return failed(error);
  std::string out;
  constexpr std::size_t piece = 65'536;
  while (out.size() < most) {
    const auto before = out.size();
    out.resize(before + std::min(piece, most - before));
    const auto got = ::read(opened.number(), out.data() + before, out.size() - before);
    out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(posix::last_error());
    if (got == 0) break;
  }
  return out;
}

}  // namespace tmss10
