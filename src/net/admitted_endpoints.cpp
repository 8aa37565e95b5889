// SPDX-License-Identifier: MIT
#include "net/admitted_endpoints.hpp"

#include <utility>

namespace tmss10 {

result<endpoints> admitted_endpoints(endpoints found, const dial_settings& settings) {
  if (!settings.admits) return found;
  std::erase_if(found, [&settings](const auto& one) {
    return !settings.admits(one.address().to_string());
  });
  if (found.empty()) return failed(errc::address_not_admitted);
  return found;
}

}  // namespace tmss10
