// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/wire/key.hpp>

#include <array>
#include <cstddef>

namespace tmss10::test {

/// For those who keep a reference to their key.
inline const site_key open_mode_key = site_key::open_mode();

/// A site key of 32 bytes that are all the same.
[[nodiscard]] inline site_key key_of(int value) {
  std::array<std::byte, site_key::size> secret{};
  secret.fill(static_cast<std::byte>(value));
  return site_key(secret);
}

}  // namespace tmss10::test
