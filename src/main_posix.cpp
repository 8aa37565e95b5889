// SPDX-License-Identifier: MIT
#include "program.hpp"

int main(int argc, char** argv) {
  return tmss10::run_program(argc, argv);
}
