// SPDX-License-Identifier: MIT
#pragma once

#include "icmp.hpp"
#include <tmss10/core/run/path.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <system_error>

namespace tmss10::test {

/// A look at a path with everything that there can be.
inline std::shared_ptr<const path> path_with_all() {
  using namespace std::chrono_literals;
  hop_answer router{hop_reply::hop_limit_exceeded, "192.0.2.254", 420us};
  router.icmp = icmp_v4(11, 0);
  router.hops_left = std::uint8_t{64};
  auto late = router;
  late.took = 1s;
  late.was_repeated = true;
  hop_answer unsent{hop_reply::not_sent};
  unsent.error = std::make_error_code(std::errc::network_unreachable);
  const hop_answer connection{hop_reply::connection, "198.51.100.7", 12'300us};
  path out{"198.51.100.7", 5000, 30};
  out.hops = {{1, {router}, "gateway.example"}, {2, {hop_answer{}}}, {3, {connection}}};
  out.name = "www.example";
  out.addresses = 2;
  out.own_hop_limit = 64;
  out.unlimited = connection;
  out.from_other_ports = {connection, hop_answer{}};
  out.from_one_port = {{1, {late}}, {2, {unsent}}};
  out.data = data_result::vanishes;
  out.data_of_all = {2, 1, 1};
  out.data_again = data_end::silence;
  out.last_data_hop = 1;
  return std::make_shared<const path>(out);
}

}  // namespace tmss10::test
