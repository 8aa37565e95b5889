// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

namespace tmss10 {

/// Fills `out` with bytes of the system's own generator, fit for keys: getrandom(2) on
/// Linux (3.17), getentropy() elsewhere, BCryptGenRandom() on Windows. libcrypto's
/// generators are seeded by the same; to set them up takes longer than all else that
/// happens until the first ping. Throws std::system_error when the system gives none:
/// nothing else takes their place.
void fill_random(std::span<std::byte> out);

}  // namespace tmss10
