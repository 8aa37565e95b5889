// SPDX-License-Identifier: MIT
#include "host_name.hpp"
#include <tmss10/core/exporter/comparable_target.hpp>
#include <tmss10/core/proxy/http_connect.hpp>

namespace tmss10 {

std::string comparable_target(const target& of, std::uint16_t port_of_module) {
  return authority_of(comparable_host(of.host), of.port.value_or(port_of_module));
}

}  // namespace tmss10
