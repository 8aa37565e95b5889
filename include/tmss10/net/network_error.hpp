// SPDX-License-Identifier: MIT
#pragma once

#include <system_error>

namespace tmss10 {

/// Asio's code in the form that core compares: the system's codes in
/// std::system_category, or in one of our own where that does not know them (Windows); a
/// name that was not found as errc::name_not_found, other look-up failures as
/// errc::resolver_failed, the end of the stream as errc::ended_without_close, a cancelled
/// wait as errc::stopped.
[[nodiscard]] std::error_code from_network(std::error_code error);

/// Whether the peer ended the connection: FIN, RST, or a write after one of them.
[[nodiscard]] bool is_end_of_connection(std::error_code asio_error);

}  // namespace tmss10
