// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/bytes.hpp>

#include <string_view>

namespace tmss10 {

/// The service that speaks like this when a client connects, as people call it; empty
/// when it is none of those known. At least the first 3 bytes should be there.
[[nodiscard]] std::string_view service_name(bytes_view first_bytes);

}  // namespace tmss10
