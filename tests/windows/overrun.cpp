// SPDX-License-Identifier: MIT
// Writes behind an array on the stack if it has an argument, and says what it has come
// to.
#include <cstdint>
#include <cstdio>

extern "C" std::uintptr_t __stack_chk_guard;

namespace {

__attribute__((noinline)) void fill(volatile char* room, int size) {
  for (int i = 0; i < size; ++i)
    room[i] = 'x';
}

__attribute__((noinline)) void fill_some(int size) {
  volatile char room[16];
  fill(room, size);
}

}  // namespace

int main(int count, char** /*arguments*/) {
  std::printf("%016llx\n", static_cast<unsigned long long>(__stack_chk_guard));
  std::fflush(stdout);
  fill_some(count > 1 ? 64 : 16);
  std::puts("went on");
}
