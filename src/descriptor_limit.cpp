// SPDX-License-Identifier: MIT
#include "descriptor_limit.hpp"

#ifndef _WIN32
#include <sys/resource.h>

#include <algorithm>
#include <climits>
#endif

namespace tmss10 {

void raise_descriptor_limit() {
#ifndef _WIN32
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
#ifdef __APPLE__
  // Its setrlimit(2) refuses more.
  limit.rlim_cur = std::min<rlim_t>(OPEN_MAX, limit.rlim_max);
#endif
  setrlimit(RLIMIT_NOFILE, &limit);  // if it fails, there are as many as before
#endif
}

}  // namespace tmss10
