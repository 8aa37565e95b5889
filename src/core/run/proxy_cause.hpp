// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure_cause.hpp>

#include <optional>
#include <system_error>

namespace tmss10 {

/// The cause of a failure to get a tunnel from a proxy that was reached.
[[nodiscard]] cause cause_in_tunnel(std::error_code error, const failed_proxy& proxy);

/// The cause of a failure to get a greeting through a tunnel, where it differs from that
/// on a direct connection: many proxies open a tunnel before they have connected to the
/// target, so that what comes through it, or comes not, may be the proxy's.
[[nodiscard]] std::optional<cause> cause_behind_proxy(const failure& what);

}  // namespace tmss10
