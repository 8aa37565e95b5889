// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tmss10 {

/// A number for people: "2,958".
[[nodiscard]] std::string grouped(std::uint64_t number);

/// "1 target", "2,958 targets"
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view noun);

/// A part of a list, ", " before it if it is not the first.
void append_item(std::string& list, std::string_view item);

}  // namespace tmss10
