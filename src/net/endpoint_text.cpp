// SPDX-License-Identifier: MIT
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/net/endpoint_text.hpp>

namespace tmss10 {

std::string endpoint_text(const asio::ip::tcp::endpoint& of) {
  return authority_of(of.address().to_string(), of.port());
}

}  // namespace tmss10
