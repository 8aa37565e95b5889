// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include <tmss10/core/run/ping_payloads.hpp>
#include <tmss10/core/wire/gzip.hpp>

#include <cstdint>
#include <limits>
#include <set>
#include <string>

namespace tmss10 {
namespace {

TEST_CASE("ping_payloads: each has the size that was asked for, whatever the ping") {
  for (const std::size_t size : {0U, 1U, 2U, 1000U, 65'000U}) {
    CAPTURE(size);
    const ping_payloads payloads(size);
    for (const std::uint64_t sequence :
         {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{999}, std::uint64_t{64'999},
          std::uint64_t{65'000}, std::numeric_limits<std::uint64_t>::max()}) {
      CHECK(payloads.of(sequence).size() == size);
    }
  }
}

TEST_CASE("ping_payloads: a ping's payload is the same whenever it is asked for") {
  const ping_payloads payloads(100);
  const std::string first = test::to_hex(payloads.of(7));
  (void)payloads.of(8);
  CHECK(test::to_hex(payloads.of(7)) == first);
}

TEST_CASE("ping_payloads: the pings of a connection have different payloads") {
  const ping_payloads payloads(1000);
  std::set<std::string> seen;
  for (std::uint64_t sequence = 1; sequence <= 1000; ++sequence) {
    seen.insert(test::to_hex(payloads.of(sequence)));
  }
  CHECK(seen.size() == 1000);
}

TEST_CASE("ping_payloads: two runs have different payloads, and gzip can't shrink them") {
  const ping_payloads one(1000);
  const ping_payloads other(1000);
  CHECK(test::to_hex(one.of(1)) != test::to_hex(other.of(1)));
  gzip_compressor compressor;
  bytes body;
  compressor.compress(one.of(1), body);
  CHECK(body.size() >= 1000);
}

}  // namespace
}  // namespace tmss10
