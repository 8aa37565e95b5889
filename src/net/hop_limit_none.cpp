// SPDX-License-Identifier: MIT
#include "hop_limit.hpp"

namespace tmss10 {

bool has_path_requests() {
  return false;
}

void set_hop_limit(asio::ip::tcp::socket& /*socket*/, std::optional<int> /*hops*/) {}

std::uint8_t own_hop_limit_to(const asio::ip::tcp::endpoint& /*to*/) {
  return 0;
}

void require_hops_left(asio::ip::tcp::socket& /*socket*/, int /*least*/) {}

void keep_hops_left(asio::ip::tcp::socket& /*socket*/) {}

std::error_code take_socket_error(asio::ip::tcp::socket& /*socket*/) {
  return {};
}

bool is_soft_error(std::error_code /*error*/) {
  return false;
}

}  // namespace tmss10
