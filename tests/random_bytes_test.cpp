// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/random_bytes.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <vector>

namespace tmss10 {
namespace {

TEST_CASE("random_bytes: a thousand blocks differ") {
  std::set<std::array<std::byte, 32>> seen;
  for (int i = 0; i < 1000; ++i) {
    std::array<std::byte, 32> block{};
    fill_random(block);
    seen.insert(block);
  }
  CHECK(seen.size() == 1000);
}

TEST_CASE("random_bytes: every byte is filled, more than a system call gives, too") {
  for (const std::size_t size : {1U, 255U, 256U, 257U, 512U, 100'000U}) {
    CAPTURE(size);
    // A byte that stays zero in 40 fillings is one that nobody fills: 2^-320 otherwise.
    std::vector<std::byte> any(size);
    for (int i = 0; i < 40; ++i) {
      std::vector<std::byte> filled(size);
      fill_random(filled);
      for (std::size_t at = 0; at < size; ++at)
        any[at] |= filled[at];
    }
    CHECK(std::count(any.begin(), any.end(), std::byte{0}) == 0);
  }
}

TEST_CASE("random_bytes: nothing to fill is nothing to do") {
  CHECK_NOTHROW(fill_random({}));
}

}  // namespace
}  // namespace tmss10
