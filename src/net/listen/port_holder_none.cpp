// SPDX-License-Identifier: MIT
#include <tmss10/net/listen/port_holder.hpp>

namespace tmss10 {

std::string port_holder(const asio::ip::tcp::endpoint& /*at*/) {
  return {};
}

}  // namespace tmss10
