// SPDX-License-Identifier: MIT
#include "failing_memory.hpp"

#include <openssl/crypto.h>

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace tmss10::test {
namespace {

thread_local long countdown = 0;
thread_local bool goes_on_failing = false;
thread_local bool has_failed = false;
std::atomic<std::uint64_t> allocations_so_far = 0;

bool fails_now() {
  allocations_so_far.fetch_add(1, std::memory_order_relaxed);
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

#ifdef TMSS10_TEST_FREED_MEMORY

thread_local std::string_view wanted;
thread_local int times_found = 0;

void look_into(const void* what) {
  if (what == nullptr || wanted.empty()) return;
  const auto size = malloc_usable_size(const_cast<void*>(what));
  const std::string_view content(static_cast<const char*>(what), size);
  if (content.find(wanted) != std::string_view::npos) ++times_found;
}

#else

void look_into(const void* /*what*/) {}

#endif

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

std::uint64_t allocations() {
  return allocations_so_far.load(std::memory_order_relaxed);
}

#ifdef TMSS10_TEST_FREED_MEMORY

void look_for_in_freed_memory(std::string_view text) {
  wanted = text;
  times_found = 0;
}

int found_in_freed_memory() {
  return times_found;
}

#endif

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
  tmss10::test::look_into(what);
  std::free(what);
}

void operator delete(void* what, std::size_t /*size*/) noexcept {
  tmss10::test::look_into(what);
  std::free(what);
}
