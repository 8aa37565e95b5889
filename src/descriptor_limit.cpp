// SPDX-License-Identifier: MIT
#include "descriptor_limit.hpp"

#ifndef _WIN32
#include <sys/resource.h>
#endif

namespace tmss10 {

void raise_descriptor_limit() {
#ifndef _WIN32
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);  // if it fails, there are as many as before
#endif
}

}  // namespace tmss10
