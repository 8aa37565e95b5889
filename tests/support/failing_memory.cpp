// SPDX-License-Identifier: MIT
#include "failing_memory.hpp"

#include <openssl/crypto.h>

#include <cstddef>
#include <cstdlib>
#include <new>

namespace tmss10::test {
namespace {

thread_local long countdown = 0;
thread_local bool goes_on_failing = false;
thread_local bool has_failed = false;

bool fails_now() {
  if (countdown == 0) return false;
  if (countdown > 1) {
    --countdown;
    return false;
  }
  if (!goes_on_failing) countdown = 0;
  has_failed = true;
  return true;
}

void* take(std::size_t size) {
  return fails_now() ? nullptr : std::malloc(size);
}

// Only possible before libcrypto allocates anything.
[[maybe_unused]] const bool libcrypto_fails_too =
    CRYPTO_set_mem_functions(
        [](std::size_t size, const char*, int) { return take(size); },
        [](void* what, std::size_t size, const char*, int) {
          return fails_now() ? nullptr : std::realloc(what, size);
        },
        [](void* what, const char*, int) { std::free(what); }) == 1;

}  // namespace

void fail_allocation(long which, bool all_after) {
  countdown = which;
  goes_on_failing = all_after;
  has_failed = false;
}

bool allocation_has_failed() {
  return has_failed;
}

}  // namespace tmss10::test

// The whole program's; the other forms call these. A sanitizer has its own of those that
// do not throw, which would not fit them.

void* operator new(std::size_t size) {
  void* const out = tmss10::test::take(size == 0 ? 1 : size);
  if (out == nullptr) throw std::bad_alloc();
  return out;
}

void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return tmss10::test::take(size == 0 ? 1 : size);
}

void operator delete(void* what) noexcept {
  std::free(what);
}

void operator delete(void* what, std::size_t /*size*/) noexcept {
  std::free(what);
}
