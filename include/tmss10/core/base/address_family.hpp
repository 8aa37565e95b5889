// SPDX-License-Identifier: MIT
#pragma once

namespace tmss10 {

/// The version of IP that may be used; `unknown` of a command line that asks for both.
enum class address_family { any, v4, v6, unknown };

}  // namespace tmss10
