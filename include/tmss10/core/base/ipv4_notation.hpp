// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {

/// Reads an IPv4 address in each notation that inet_aton(3) takes, and with it the
/// system's look-up: one to four numbers, decimal or hexadecimal, of which the last fills
/// all bytes that are left ("127.1", "0x7f.0.0.1"). Returns it as four decimal numbers,
/// so that everything here means the same address; none for a text that is no such
/// address.
///
/// Fails with number_alone for one decimal number, which is a forgotten host or a port
/// rather than an address ("5000" would be 0.0.19.136); and with octal_address for a
/// number with a leading zero, which inet_aton reads as octal and inet_pton(3) refuses or
/// reads as decimal.
[[nodiscard]] result<std::optional<std::string>> read_ipv4(std::string_view text);

}  // namespace tmss10
