// SPDX-License-Identifier: MIT
#include "standard_descriptors.hpp"

#include <unistd.h>

#include <array>
#include <fcntl.h>
#include <stdexcept>

namespace tmss10 {

bool occupy_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) != -1) continue;
    // Not /dev/null, which an empty root lacks. The end for reading gets the lowest
    // number that is free: this one, as those below it are open by now.
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) return false;
    close(ends[1]);
  }
  return true;
}

void require_standard_output() {
  const int flags = fcntl(STDOUT_FILENO, F_GETFL);
  if (flags == -1 || (flags & O_ACCMODE) == O_RDONLY)
    throw std::runtime_error("standard output is not open for writing");
}

}  // namespace tmss10
