// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tmss10 {

/// What toml++ says of a text that is not TOML, without what it quotes of the text: that
/// may be a part of a password. Of "Error while parsing key: expected '=', saw 's'" it
/// leaves "error while parsing key: expected '='".
[[nodiscard]] std::string toml_refusal(std::string_view description);

}  // namespace tmss10
