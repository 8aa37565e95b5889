// SPDX-License-Identifier: MIT
#include <tmss10/core/base/random_bytes.hpp>

// clang-format off: one needs the other
#include <windows.h>

#include <bcrypt.h>
// clang-format on

#include <algorithm>
#include <limits>
#include <system_error>

namespace tmss10 {

/// Not RtlGenRandom(), which advapi32.dll only passes on to a DLL that Windows may look
/// for in the program's own folder. The programs load bcrypt.dll when this is called.
void fill_random(std::span<std::byte> out) {
  constexpr std::size_t most_at_once = std::numeric_limits<ULONG>::max();
  while (!out.empty()) {
    const auto part = out.first(std::min(out.size(), most_at_once));
    auto* const to = reinterpret_cast<PUCHAR>(part.data());
    if (BCryptGenRandom(nullptr, to, static_cast<ULONG>(part.size()),
                        BCRYPT_USE_SYSTEM_PREFERRED_RNG) != 0) {
      throw std::system_error(std::make_error_code(std::errc::io_error),
                              "the system's random generator");
    }
    out = out.subspan(part.size());
  }
}

}  // namespace tmss10
