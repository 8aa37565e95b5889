// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>

#include <optional>

namespace tmss10 {

/// The same event with the network interface that the connection is made from; none if it
/// is not that of a connection.
[[nodiscard]] std::optional<ping_event> with_interface(const ping_event& happened);

}  // namespace tmss10
