// SPDX-License-Identifier: MIT
#include <tmss10/core/exporter/recent_probes.hpp>

namespace tmss10 {

void recent_probes::add(recent_probe one) {
  auto& to = one.succeeded ? succeeded_ : failed_;
  to.push_front(std::move(one));
  if (to.size() > most_of_each) to.pop_back();
}

}  // namespace tmss10
