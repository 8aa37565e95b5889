// SPDX-License-Identifier: MIT
#include <tmss10/core/run/run_facts.hpp>

namespace tmss10 {
namespace {

int place_of_stage(stage of) {
  switch (of) {
    case stage::resolve:
    case stage::proxy_resolve: return 0;
    case stage::connect:
    case stage::proxy_connect: return 1;
    case stage::proxy_tunnel: return 2;
    case stage::greeting: return 3;
    case stage::handshake: return 4;
    case stage::exchange: break;
  }
  return 5;
}

}  // namespace

bool is_earlier(stage one, stage other) {
  return place_of_stage(one) < place_of_stage(other);
}

}  // namespace tmss10
