// SPDX-License-Identifier: MIT
#include "idna.hpp"

namespace tmss10 {

result<std::string> convert_name(const std::string& /*name*/) {
  return failed(errc::no_name_conversion);
}

}  // namespace tmss10
