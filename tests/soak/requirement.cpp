// SPDX-License-Identifier: MIT
#include "requirement.hpp"

#include <sys/resource.h>

#include <stdexcept>

namespace tmss10::soak {

void must(bool holds, const char* otherwise) {
  if (!holds) throw std::runtime_error(otherwise);
}

void allow_descriptors(std::size_t count) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  must(limit.rlim_max > count, "the system allows too few descriptors");
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace tmss10::soak
