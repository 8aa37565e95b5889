// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace tmss10::test {

/// From now on, on this thread: the so-manieth allocation, by operator new or by
/// libcrypto, fails, and if `all_after` every one after it. Zero: none.
void fail_allocation(long which, bool all_after = false);

/// Whether one has failed on this thread since then.
[[nodiscard]] bool allocation_has_failed();

/// How many there were so far, on any thread.
[[nodiscard]] std::uint64_t allocations();

#ifdef __GLIBC__  // which says how large an allocation is
#define TMSS10_TEST_FREED_MEMORY

/// From now on, on this thread: looks for a text in all that is given back by operator
/// delete. It must last until another one is looked for; an empty text ends it.
void look_for_in_freed_memory(std::string_view text);

/// How often it was found since then.
[[nodiscard]] int found_in_freed_memory();

#endif

}  // namespace tmss10::test
