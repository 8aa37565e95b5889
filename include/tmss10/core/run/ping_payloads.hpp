// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>

#include <cstddef>
#include <cstdint>

namespace tmss10 {

/// What the pings of a run carry: random bytes, which gzip can't shrink, other ones for
/// each ping, and none of them kept per ping.
class ping_payloads {
 public:
  /// Payloads of `size` bytes. Throws std::runtime_error when the system gives no random
  /// bytes.
  explicit ping_payloads(std::size_t size);

  /// The payload of that ping, the same one whenever it is asked for.
  [[nodiscard]] bytes_view of(std::uint64_t sequence) const;

 private:
  std::size_t size_;
  bytes
      random_;  // a payload is a piece of it, beginning at as many places as it has bytes
};

}  // namespace tmss10
