// SPDX-License-Identifier: MIT
#include <tmss10/core/base/random_bytes.hpp>

#include <unistd.h>

#if defined(__linux__) || defined(__APPLE__)
#include <sys/random.h>
#endif

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace tmss10 {
namespace {

/// How many bytes it gave; fewer than that many where it was interrupted, and -1 where it
/// gave none.
ssize_t ask_system(std::span<std::byte> to) {
#ifdef __linux__
  return getrandom(to.data(), to.size(), 0);
#else
  // POSIX.1-2024, GETENTROPY_MAX.
  const auto part = to.first(std::min<std::size_t>(to.size(), 256));
  const bool is_filled = getentropy(part.data(), part.size()) == 0;
  return is_filled ? static_cast<ssize_t>(part.size()) : -1;
#endif
}

}  // namespace

void fill_random(std::span<std::byte> out) {
  while (!out.empty()) {
    const auto given = ask_system(out);
    if (given < 0 && errno == EINTR) continue;
    if (given < 0) {
      throw std::system_error(errno, std::generic_category(),
                              "the system's random generator");
    }
    out = out.subspan(static_cast<std::size_t>(given));
  }
}

}  // namespace tmss10
