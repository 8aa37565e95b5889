// SPDX-License-Identifier: MIT
#include <tmss10/core/run/ping_payloads.hpp>

#include <openssl/rand.h>

#include <stdexcept>

namespace tmss10 {

ping_payloads::ping_payloads(std::size_t size) : size_(size), random_(2 * size) {
  if (RAND_bytes(raw_out(random_), static_cast<int>(random_.size())) != 1) {
    throw std::runtime_error("the system gave no random bytes for payloads");
  }
}

bytes_view ping_payloads::of(std::uint64_t sequence) const {
  if (size_ == 0) return {};
  return bytes_view(random_).subspan(static_cast<std::size_t>(sequence % size_), size_);
}

}  // namespace tmss10
