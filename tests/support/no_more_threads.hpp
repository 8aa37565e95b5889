// SPDX-License-Identifier: MIT
#pragma once

#ifdef __GLIBC__
#define TMSS10_CAN_REFUSE_THREADS

#include <cstddef>
#include <pthread.h>
#include <stdexcept>

namespace tmss10::test {

/// As long as it lives, the system starts no thread: the stack of one would not fit into
/// the address space. A limit on threads does not hold root up; this does.
class no_more_threads {
 public:
  no_more_threads() {
    pthread_attr_init(&before_);
    pthread_getattr_default_np(&before_);
    pthread_attr_t huge;
    pthread_attr_init(&huge);
    constexpr std::size_t beyond_any_address_space = std::size_t{1} << 60U;
    pthread_attr_setstacksize(&huge, beyond_any_address_space);
    const int error = pthread_setattr_default_np(&huge);
    pthread_attr_destroy(&huge);
    if (error != 0) throw std::runtime_error("the default size of a stack stays");
  }
  ~no_more_threads() {
    pthread_setattr_default_np(&before_);
    pthread_attr_destroy(&before_);
  }
  no_more_threads(const no_more_threads&) = delete;
  no_more_threads& operator=(const no_more_threads&) = delete;
  no_more_threads(no_more_threads&&) = delete;
  no_more_threads& operator=(no_more_threads&&) = delete;

 private:
  pthread_attr_t before_{};
};

}  // namespace tmss10::test
#endif
