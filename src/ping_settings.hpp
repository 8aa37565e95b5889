// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/ping_options.hpp>
#include <tmss10/net/connection_pinger.hpp>
#include <tmss10/net/pinger.hpp>

namespace tmss10 {

/// What the command line, and the environment and files that it names, ask of a pinger.
/// Throws usage_error or std::system_error naming what is wrong.
[[nodiscard]] pinger_settings pinger_settings_of(const ping_options& options);

/// The same for pings that are connections.
[[nodiscard]] connection_pinger_settings connection_pinger_settings_of(
    const ping_options& options);

}  // namespace tmss10
