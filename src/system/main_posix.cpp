// SPDX-License-Identifier: MIT
#include "program.hpp"
#include "standard_descriptors.hpp"
#include <tmss10/core/verdict/exit_code.hpp>

int main(int argc, char** argv) {
  using namespace tmss10;
  if (!occupy_standard_descriptors()) return static_cast<int>(exit_code::usage);
  return run_program(argc, argv);
}
