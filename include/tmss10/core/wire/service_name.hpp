// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>

#include <string_view>

namespace tmss10 {

/// The service that speaks like this when a client connects, as people call it; empty
/// when it is none of those known. At least the first 3 bytes should be there.
[[nodiscard]] std::string_view service_name(bytes_view first_bytes);

/// Of what came, nothing but what the service is recognised by; empty when it is none of
/// those known. service_name() has the same name for it.
[[nodiscard]] bytes opening_of_service(bytes_view first_bytes);

/// Whether that may be what a proxy itself says in a tunnel that leads nowhere: a reply
/// in HTTP, a page, or an alert because it waited for TLS.
[[nodiscard]] bool may_be_of_proxy(std::string_view service);

/// What a client speaks that begins like this where a TMSS10 client is expected: "HTTP",
/// "TLS", "SSH" or a version of the PROXY protocol, with which a load balancer says whom
/// a connection is from; empty when it is none of those.
[[nodiscard]] std::string_view caller_name(bytes_view first_bytes);

}  // namespace tmss10
