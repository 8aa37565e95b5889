// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/responder/admission.hpp>

#include <asio/ip/address.hpp>

namespace tmss10 {

/// Those who share a limit with an address.
[[nodiscard]] address_group address_group_of(const asio::ip::address& address);

}  // namespace tmss10
