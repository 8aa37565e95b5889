// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/gzip_member.hpp"
#include "support/hex.hpp"
#include "support/random_bytes.hpp"
#include <tmss10/core/wire/gzip.hpp>
#include <tmss10/core/wire/packet.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::bytes_of;
using test::error_of;
using test::from_hex;
using test::gzip_member;

/// What expanding gives, after a check that a failure leaves nothing behind.
result<bytes> expanded(bytes_view data, std::size_t limit = max_payload_size) {
  gzip_expander expander;
  bytes out = bytes_of("from before");
  if (const auto done = expander.expand(data, limit, out); !done) {
    CHECK(out.empty());
    return failed(done.error());
  }
  return out;
}

/// "the quick brown fox" in one block of fixed codes: 3 bits, 19 times 8, and 7 for the
/// end make 162, so the last byte of the block has 6 that mean nothing.
const bytes fox = from_hex(
    "1f8b08000000000002032bc94855282ccd4cce56482aca2fcf5348cbaf0000ca02c19113000000");
constexpr std::size_t fox_padding_from = 8 * (10 + 20) + 2;
constexpr std::size_t fox_padding_to = 8 * (10 + 21);

/// Nothing, in 10 bits: the block's second byte has 6 that mean nothing.
const bytes nothing = from_hex("1f8b080000000000020303000000000000000000");
constexpr std::size_t nothing_padding_from = 8 * (10 + 1) + 2;
constexpr std::size_t nothing_padding_to = 8 * (10 + 2);

/// The header's bits that say nothing of the content (RFC 1952, section 2.3): FTEXT,
/// MTIME, XFL and OS.
bool is_meaningless_in_header(std::size_t bit) {
  constexpr std::size_t ftext = 8 * 3;
  return bit == ftext || (bit >= 8 * 4 && bit < 8 * 10);
}

void check_flips(const bytes& member, const bytes& content, std::size_t padding_from,
                 std::size_t padding_to) {
  REQUIRE(expanded(member) == content);
  for (std::size_t bit = 0; bit < member.size() * 8; ++bit) {
    CAPTURE(bit);
    const auto got = expanded(test::with_flipped_bit(member, bit));
    if (is_meaningless_in_header(bit) || (bit >= padding_from && bit < padding_to)) {
      CHECK(got == content);
    } else {
      CHECK(!got);
    }
  }
}

TEST_CASE("gzip: a flipped bit is refused, or it meant nothing") {
  check_flips(fox, bytes_of("the quick brown fox"), fox_padding_from, fox_padding_to);
  check_flips(nothing, {}, nothing_padding_from, nothing_padding_to);
}

TEST_CASE("gzip: a flipped bit in a long member never changes the content") {
  const bytes data(3000, std::byte{'a'});
  const bytes member = gzip_member(data);
  for (std::size_t bit = 0; bit < member.size() * 8; ++bit) {
    CAPTURE(bit);
    const auto got = expanded(test::with_flipped_bit(member, bit));
    if (got) CHECK(*got == data);
  }
}

TEST_CASE("gzip: a member cut short anywhere is truncated") {
  const std::vector<bytes> members{fox, nothing, gzip_member(test::random_bytes(3000)),
                                   gzip_member(bytes(3000, std::byte{'a'})),
                                   gzip_member(test::random_bytes(500), {.level = 0})};
  for (const auto& member : members) {
    for (std::size_t length = 0; length < member.size(); ++length) {
      CAPTURE(member.size(), length);
      REQUIRE(error_of(expanded(bytes_view(member).first(length))) ==
              errc::gzip_truncated);
    }
  }
}

TEST_CASE("gzip: anything after the member is refused") {
  for (const bytes& more :
       {bytes(1), bytes(1, std::byte{0x1F}), bytes(70'000), fox, nothing}) {
    CAPTURE(more.size());
    CHECK(error_of(expanded(test::joined(fox, more))) == errc::gzip_trailing_bytes);
    CHECK(error_of(expanded(test::joined(nothing, more))) == errc::gzip_trailing_bytes);
  }
}

TEST_CASE("gzip: anything after a member of exactly the limit is refused") {
  const bytes member = gzip_member(bytes(1000));
  CHECK(error_of(expanded(test::joined(member, bytes(1)), 1000)) ==
        errc::gzip_trailing_bytes);
}

TEST_CASE("gzip: what is not gzip is corrupt") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"zeros", "00000000000000000000"},
      {"zlib's own format", "789c030000000001"},
      {"bare deflate", "0300"},
      {"another compression method", "1f8b0700000000000203030000000000"},
      {"a reserved flag", "1f8b082000000000020303000000000000000000"},
      {"a reserved block type", "1f8b0800000000000203070000000000000000"},
      {"a wrong CRC", "1f8b080000000000020303000100000000000000"},
      {"a wrong size", "1f8b080000000000020303000000000001000000"},
      {"a wrong header CRC", "1f8b0802000000000203000003000000000000000000"},
      {"a distance too far back", "1f8b08000000000002034b04110000000000000000"},
  };
  for (const auto& [what, hex] : cases) {
    CAPTURE(what);
    CHECK(error_of(expanded(from_hex(hex))) == errc::gzip_corrupt);
  }
}

TEST_CASE("gzip: a bomb is refused before more than the limit is expanded") {
  constexpr std::size_t sixty_megabytes = 60'000'000;
  const bytes bomb = gzip_member(bytes(sixty_megabytes));
  REQUIRE(bomb.size() <= max_body_size);
  gzip_expander expander;
  bytes out;
  CHECK(error_of(expander.expand(bomb, max_payload_size, out)) == errc::gzip_too_large);
  CHECK(out.empty());
  CHECK(out.capacity() <= max_payload_size);
}

TEST_CASE("gzip: an expander is as good as new after a failure") {
  gzip_expander expander;
  bytes out;
  const bytes wrong = test::with_flipped_bit(fox, 8 * 12);
  for (const bytes& bad :
       {bytes{}, bytes(5), wrong, gzip_member(bytes(100'000)),
        bytes(fox.begin(), fox.begin() + 15), test::joined(fox, fox)}) {
    CHECK(!expander.expand(bad, max_payload_size, out));
    REQUIRE(expander.expand(fox, max_payload_size, out));
    CHECK(out == bytes_of("the quick brown fox"));
  }
}

TEST_CASE("gzip: every errc") {
  CHECK(error_of(expanded({})) == errc::gzip_truncated);
  CHECK(error_of(expanded(bytes(20))) == errc::gzip_corrupt);
  CHECK(error_of(expanded(test::joined(fox, fox))) == errc::gzip_trailing_bytes);
  CHECK(error_of(expanded(fox, 18)) == errc::gzip_too_large);
}

}  // namespace
}  // namespace tmss10
