// SPDX-License-Identifier: MIT
#pragma once

namespace tmss10::test {

/// From now on, on this thread: the so-manieth allocation, by operator new or by
/// libcrypto, fails, and if `all_after` every one after it. Zero: none.
void fail_allocation(long which, bool all_after = false);

/// Whether one has failed on this thread since then.
[[nodiscard]] bool allocation_has_failed();

}  // namespace tmss10::test
