// SPDX-License-Identifier: MIT
#include "without_signals.hpp"

#include <csignal>

namespace tmss10 {

void take_no_signals() {
  sigset_t all;
  sigfillset(&all);
  (void)pthread_sigmask(SIG_SETMASK, &all, nullptr);
}

}  // namespace tmss10
