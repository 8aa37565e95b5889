// SPDX-License-Identifier: MIT
#include <tmss10/core/base/random_bytes.hpp>

#include <unistd.h>

#ifdef __APPLE__
#include <sys/random.h>
#endif

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace tmss10 {
namespace {

/// What getentropy() gives at once (POSIX.1-2024, GETENTROPY_MAX).
constexpr std::size_t most_at_once = 256;

}  // namespace

void fill_random(std::span<std::byte> out) {
  while (!out.empty()) {
    const auto part = out.first(std::min(out.size(), most_at_once));
    if (getentropy(part.data(), part.size()) != 0) {
      throw std::system_error(errno, std::generic_category(),
                              "the system's random generator");
    }
    out = out.subspan(part.size());
  }
}

}  // namespace tmss10
