// SPDX-License-Identifier: MIT
#include <tmss10/core/base/random_bytes.hpp>
#include <tmss10/core/run/ping_payloads.hpp>

namespace tmss10 {

ping_payloads::ping_payloads(std::size_t size) : size_(size), random_(2 * size) {
  fill_random(random_);
}

bytes_view ping_payloads::of(std::uint64_t sequence) const {
  if (size_ == 0) return {};
  return bytes_view(random_).subspan(static_cast<std::size_t>(sequence % size_), size_);
}

}  // namespace tmss10
