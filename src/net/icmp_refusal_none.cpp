// SPDX-License-Identifier: MIT
#include "icmp_refusal.hpp"

namespace tmss10 {

void keep_icmp_errors(asio::ip::tcp::socket& /*socket*/,
                      const asio::ip::tcp& /*protocol*/) {}

void keep_no_icmp_errors(asio::ip::tcp::socket& /*socket*/,
                         const asio::ip::tcp& /*protocol*/) {}

std::optional<icmp_refusal> take_icmp_error(asio::ip::tcp::socket& /*socket*/) {
  return std::nullopt;
}

}  // namespace tmss10
