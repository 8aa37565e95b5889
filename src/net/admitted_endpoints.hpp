// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/net/dial_settings.hpp>
#include <tmss10/net/resolve.hpp>

namespace tmss10 {

/// Those of a host's addresses that may be connected to (dial_settings::admits). Fails
/// with errc::address_not_admitted when there is none.
[[nodiscard]] result<endpoints> admitted_endpoints(endpoints found,
                                                   const dial_settings& settings);

}  // namespace tmss10
