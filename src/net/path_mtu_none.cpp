// SPDX-License-Identifier: MIT
#include <tmss10/net/path_mtu.hpp>

namespace tmss10 {

path_mtu path_mtu_towards(const asio::ip::address& /*to*/, const local_end& /*from*/) {
  return {};
}

bool probes_mtu() {
  return false;
}

}  // namespace tmss10
