// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <vector>

namespace tmss10::soak {

/// Numbers of processors; none: any.
using processors = std::vector<int>;

/// Who runs on which processors, so that attackers take none of the others' time.
struct processor_plan {
  processors responder;
  processors honest;
  processors attackers;

  [[nodiscard]] std::string text() const;
};

/// So many for the responder, one for the honest client, the others for the attackers;
/// none of all these where there are not enough for two attackers' threads.
[[nodiscard]] processor_plan plan_processors(std::size_t for_responder);

/// The calling thread, and what it starts from now on.
void run_on(const processors& these);
/// Every thread of a process.
void run_on(const processors& these, pid_t process);

}  // namespace tmss10::soak
