// SPDX-License-Identifier: MIT
#pragma once

// The undefined-behaviour sanitizer needs descriptors for its own checks.
#if !defined(_WIN32) && !defined(__SANITIZE_ADDRESS__)
#define TMSS10_TEST_DESCRIPTORS

#include "../catch.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace tmss10::test {

/// No further descriptor can be had as long as it is there, but for those that others
/// give back.
class no_more_descriptors {
 public:
  no_more_descriptors() {
    REQUIRE(getrlimit(RLIMIT_NOFILE, &before_) == 0);
    const int lowest = dup(0);
    REQUIRE(lowest >= 0);
    close(lowest);
    const rlimit none{static_cast<rlim_t>(lowest), before_.rlim_max};
    REQUIRE(setrlimit(RLIMIT_NOFILE, &none) == 0);
  }
  ~no_more_descriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
  no_more_descriptors(const no_more_descriptors&) = delete;
  no_more_descriptors& operator=(const no_more_descriptors&) = delete;
  no_more_descriptors(no_more_descriptors&&) = delete;
  no_more_descriptors& operator=(no_more_descriptors&&) = delete;

 private:
  rlimit before_{};
};

}  // namespace tmss10::test
#endif
