// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/silence_cause.hpp>

#include <optional>

namespace tmss10 {

/// What the system knows of the data that went out on a connection, by its socket. None:
/// it does not tell (only Linux does, as TCP_INFO), or there is no connection any more.
[[nodiscard]] std::optional<tcp_facts> read_tcp_info(int socket);

}  // namespace tmss10
