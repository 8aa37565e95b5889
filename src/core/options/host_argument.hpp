// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/target.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace tmss10 {

/// Whether an error quotes what is wrong. In a file it does not: that may be one with
/// passwords, given by mistake, and its line is named anyway.
enum class quoting { whole, none };

/// Reads HOST[:PORT] as an argument. Throws usage_error, with advice where it is clear
/// what was meant, and without the text if that may be a logon string with a password.
[[nodiscard]] target read_host(const std::string& text, quoting how = quoting::whole);

/// The port that --port and a host ask for; none if neither does. Throws usage_error if
/// they differ.
[[nodiscard]] std::optional<std::uint16_t> one_port_of(
    std::optional<std::uint16_t> of_option, std::optional<std::uint16_t> of_host);

/// What somebody may have meant who knows nc, telnet or check_ping, and gave a word that
/// is not expected; empty for no advice.
[[nodiscard]] std::string advice_on_extra_word(const std::string& word);

}  // namespace tmss10
