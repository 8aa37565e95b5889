// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

namespace tmss10 {

/// Fills `out` with bytes of the system's own generator, fit for keys: getentropy() (on
/// Linux, getrandom(2)) or RtlGenRandom(). libcrypto's generators stand on the same; to
/// set them up takes longer than all else that happens until the first ping. Throws
/// std::system_error when the system has none: nothing else takes their place.
void fill_random(std::span<std::byte> out);

}  // namespace tmss10
