// SPDX-License-Identifier: MIT
#include <tmss10/net/path_mtu.hpp>

namespace tmss10 {

path_mtu path_mtu_towards(const asio::ip::address& /*to*/, const local_end& /*from*/) {
  return {};
}

std::optional<std::uint32_t> believed_path_mtu(const asio::any_io_executor& /*executor*/,
                                               const asio::ip::address& /*to*/,
                                               const local_end& /*from*/) {
  return std::nullopt;
}

bool probes_mtu() {
  return false;
}

}  // namespace tmss10
