// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>

#include <string>

namespace tmss10 {

/// As ascii_name of a name that is not ASCII, in the way of each system.
[[nodiscard]] result<std::string> convert_name(const std::string& name);

}  // namespace tmss10
