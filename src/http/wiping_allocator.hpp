// SPDX-License-Identifier: MIT
#pragma once

#include <openssl/crypto.h>

#include <cstddef>
#include <memory>

namespace tmss10 {

/// An allocator that overwrites what it gives back, for what may have a secret in it.
template <typename T>
class wiping_allocator {
 public:
  using value_type = T;

  wiping_allocator() = default;
  template <typename Other>
  wiping_allocator(const wiping_allocator<Other>& /*other*/) noexcept {}

  [[nodiscard]] T* allocate(std::size_t count) {
    return std::allocator<T>().allocate(count);
  }
  void deallocate(T* what, std::size_t count) noexcept {
    OPENSSL_cleanse(what, count * sizeof(T));
    std::allocator<T>().deallocate(what, count);
  }

  template <typename Other>
  bool operator==(const wiping_allocator<Other>& /*other*/) const noexcept {
    return true;
  }
};

}  // namespace tmss10
