// SPDX-License-Identifier: MIT
#include <tmss10/core/responder/admission_limits.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

/// That share of a limit; at least one.
std::size_t share(std::size_t limit, double of) {
  return std::max<std::size_t>(static_cast<std::size_t>(static_cast<double>(limit) * of),
                               1);
}

}  // namespace

admission_limits within(const admission_limits& limits, std::size_t connections) {
  if (limits.connections <= connections) return limits;
  const double of =
      static_cast<double>(connections) / static_cast<double>(limits.connections);
  auto out = limits;
  out.connections = connections;
  out.per_address = share(limits.per_address, of);
  if (out.unfinished) out.unfinished = share(*out.unfinished, of);
  if (out.unfinished_per_address) {
    out.unfinished_per_address = share(*out.unfinished_per_address, of);
  }
  return out;
}

}  // namespace tmss10
