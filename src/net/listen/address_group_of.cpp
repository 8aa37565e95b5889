// SPDX-License-Identifier: MIT
#include "address_group_of.hpp"

#include <cstddef>
#include <span>

namespace tmss10 {

address_group address_group_of(const asio::ip::address& address) {
  if (address.is_v4()) {
    const auto all = address.to_v4().to_bytes();
    return address_group(std::as_bytes(std::span(all)));
  }
  const auto all = address.to_v6().to_bytes();
  return address_group(std::as_bytes(std::span(all)));
}

}  // namespace tmss10
