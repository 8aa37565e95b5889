// SPDX-License-Identifier: MIT
#include "neighbour.hpp"

namespace tmss10 {

std::optional<bool> neighbour_answers(asio::ip::tcp::socket& /*of*/,
                                      const asio::ip::address& /*to*/) {
  return std::nullopt;
}

}  // namespace tmss10
