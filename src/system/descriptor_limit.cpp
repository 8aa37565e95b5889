// SPDX-License-Identifier: MIT
#include "descriptor_limit.hpp"

#ifndef _WIN32
#include <sys/resource.h>

#include <algorithm>
#include <climits>
#include <fcntl.h>
#endif

namespace tmss10 {

#ifndef _WIN32

std::optional<std::size_t> raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::nullopt;
  rlimit raised = limit;
  raised.rlim_cur = limit.rlim_max;
#ifdef __APPLE__
  // Its setrlimit(2) refuses more.
  raised.rlim_cur = std::min<rlim_t>(OPEN_MAX, limit.rlim_max);
#endif
  if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  if (limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
  return static_cast<std::size_t>(limit.rlim_cur);
}

std::size_t open_descriptors(std::size_t among) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < among; ++i)
    out += fcntl(static_cast<int>(i), F_GETFD) != -1 ? 1 : 0;
  return out;
}

#else

std::optional<std::size_t> raise_descriptor_limit() {
  return std::nullopt;
}

std::size_t open_descriptors(std::size_t /*among*/) {
  return 0;
}

#endif

}  // namespace tmss10
