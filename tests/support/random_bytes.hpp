// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>

#include <cstddef>
#include <random>

namespace tmss10::test {

/// Bytes that do not compress; the same ones in every run.
inline bytes random_bytes(std::size_t size) {
  std::mt19937 generator(20'261'121);
  bytes out(size);
  for (std::byte& value : out)
    value = static_cast<std::byte>(generator() & 0xFFU);
  return out;
}

}  // namespace tmss10::test
