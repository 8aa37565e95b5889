// SPDX-License-Identifier: MIT
#include <tmss10/core/base/random_bytes.hpp>

// clang-format off: one needs the other
#include <windows.h>

#include <ntsecapi.h>
// clang-format on

#include <algorithm>
#include <limits>
#include <system_error>

namespace tmss10 {

/// Not BCryptGenRandom(): bcrypt.dll is none of those that Windows takes from its own
/// directory whatever lies beside the program, and advapi32.dll is.
void fill_random(std::span<std::byte> out) {
  constexpr std::size_t most_at_once = std::numeric_limits<ULONG>::max();
  while (!out.empty()) {
    const auto part = out.first(std::min(out.size(), most_at_once));
    if (!RtlGenRandom(part.data(), static_cast<ULONG>(part.size()))) {
      throw std::system_error(std::make_error_code(std::errc::io_error),
                              "the system's random generator");
    }
    out = out.subspan(part.size());
  }
}

}  // namespace tmss10
