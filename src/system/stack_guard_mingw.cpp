// SPDX-License-Identifier: MIT
// What -fstack-protector and _FORTIFY_SOURCE take from MinGW's libssp otherwise. That
// asks CryptAcquireContext() for random bytes before main(), and DLLs are loaded for it
// that Windows may look for in the program's own folder.
#include <windows.h>

#include <cstdint>
#include <immintrin.h>

namespace tmss10 {
namespace {

/// Zero where the processor has no such instruction, or it gave nothing.
__attribute__((target("rdrnd"))) std::uint64_t random_of_processor() {
  __builtin_cpu_init();  // nobody has before main()
  if (__builtin_cpu_supports("rdrnd") == 0) return 0;
  unsigned long long out = 0;
  return _rdrand64_step(&out) == 1 ? out : 0;
}

/// Each bit depends on all of them (the last step of SplitMix64).
std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31U);
}

/// What Visual C++'s __security_init_cookie() is made of as well, and the processor's
/// random numbers.
std::uint64_t hard_to_guess() {
  FILETIME time{};
  GetSystemTimeAsFileTime(&time);
  LARGE_INTEGER counter{};
  QueryPerformanceCounter(&counter);
  const auto high = std::uint64_t{time.dwHighDateTime} << 32U;
  const auto ids = (std::uint64_t{GetCurrentProcessId()} << 32U) | GetCurrentThreadId();
  std::uint64_t out = mixed(high | time.dwLowDateTime);
  out = mixed(out ^ static_cast<std::uint64_t>(counter.QuadPart));
  out = mixed(out ^ ids);
  out = mixed(out ^ reinterpret_cast<std::uintptr_t>(&time));
  return mixed(out ^ random_of_processor());
}

/// Ends the process without another line of its own code (Windows' __fastfail).
[[noreturn]] void fail_fast(unsigned why) {
  __asm__ volatile("int $0x29" : : "c"(why));
  __builtin_unreachable();
}

}  // namespace
}  // namespace tmss10

extern "C" {

std::uintptr_t __stack_chk_guard = 0;

[[noreturn]] void __stack_chk_fail() {
  tmss10::fail_fast(FAST_FAIL_STACK_COOKIE_CHECK_FAILURE);
}

[[noreturn]] void __chk_fail() {
  tmss10::fail_fast(FAST_FAIL_RANGE_CHECK_FAILURE);
}

/// The first byte in memory stays 0, so that no text can contain the guard.
__attribute__((constructor, no_stack_protector)) void tmss10_set_stack_guard() {
  constexpr std::uint64_t all_but_first_byte = ~std::uint64_t{0xFF};
  __stack_chk_guard = tmss10::hard_to_guess() & all_but_first_byte;
}
}
