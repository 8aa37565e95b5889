// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tmss10 {

/// The words of a status code: "Not Found" for 404. For one that is not known,
/// "<unknown-status>".
[[nodiscard]] std::string_view status_reason(int status);

}  // namespace tmss10
