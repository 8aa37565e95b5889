// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/gzip_member.hpp"
#include "support/hex.hpp"
#include "support/random_bytes.hpp"
#include <tmss10/core/wire/gzip.hpp>
#include <tmss10/core/wire/packet.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::bytes_of;
using test::error_of;
using test::gzip_member;
using test::random_bytes;
using test::to_hex;

constexpr std::size_t os_at = 9;

bytes compressed(bytes_view data) {
  gzip_compressor compressor;
  bytes out;
  compressor.compress(data, out);
  return out;
}

result<bytes> expanded(bytes_view data, std::size_t limit = max_payload_size) {
  gzip_expander expander;
  bytes out;
  if (const auto done = expander.expand(data, limit, out); !done) {
    return failed(done.error());
  }
  return out;
}

const bytes quick = bytes_of("the quick brown fox");

TEST_CASE("gzip: nothing becomes 20 bytes") {
  bytes member = compressed({});
  REQUIRE(member.size() == 20);
  // RFC 1952, section 2.3.1: the system that zlib was built for, 3 being Unix.
  member[os_at] = std::byte{3};
  CHECK(to_hex(member) == "1f8b080000000000020303000000000000000000");
}

TEST_CASE("gzip: nothing becomes what zlib makes of it") {
  bytes ours = compressed({});
  const bytes zlibs = gzip_member({});
  REQUIRE(ours.size() == zlibs.size());
  ours[os_at] = zlibs[os_at];
  CHECK(to_hex(ours) == to_hex(zlibs));
}

TEST_CASE("gzip: a member says that it was made at level 9, and no optional field") {
  for (const std::size_t size : {0U, 1U, 19U, 1000U, 65'000U}) {
    const bytes member = compressed(random_bytes(size));
    CAPTURE(size);
    CHECK(to_hex(bytes_view(member).first(9)) == "1f8b08000000000002");
  }
}

TEST_CASE("gzip: a member is appended to what is there") {
  gzip_compressor compressor;
  bytes out = bytes_of("before");
  compressor.compress(quick, out);
  CHECK(bytes(out.begin(), out.begin() + 6) == bytes_of("before"));
  CHECK(expanded(bytes_view(out).subspan(6)) == quick);
}

TEST_CASE("gzip: what was compressed expands again, whatever its size") {
  gzip_compressor compressor;
  gzip_expander expander;
  bytes out;
  std::vector<std::size_t> sizes{0, 1, 2, 1023, 1024, 1025, 4096, 16'384, 64'999, 65'000};
  for (std::size_t size = 3; size < 600; size += 7)
    sizes.push_back(size);
  sizes.insert(sizes.end(), {255, 256, 257});
  for (const std::size_t size : sizes) {
    CAPTURE(size);
    for (const bytes& data : {random_bytes(size), bytes(size, std::byte{'a'})}) {
      bytes member;
      compressor.compress(data, member);
      REQUIRE(expander.expand(member, max_payload_size, out));
      REQUIRE(out == data);
    }
  }
}

TEST_CASE("gzip: any 65,000 bytes fit into 65,513, random ones too") {
  CHECK(compressed(random_bytes(max_payload_size)).size() <= max_body_size);
}

TEST_CASE("gzip: a compressor makes the same member of the same bytes again") {
  gzip_compressor compressor;
  bytes first;
  bytes second;
  compressor.compress(quick, first);
  compressor.compress(random_bytes(5000), second);
  second.clear();
  compressor.compress(quick, second);
  CHECK(to_hex(first) == to_hex(second));
}

TEST_CASE("gzip: what somebody else made expands, whatever its blocks") {
  const bytes text(5000, std::byte{'a'});
  const bytes noise = random_bytes(5000);
  for (const bytes& data : {bytes{}, quick, text, noise}) {
    CHECK(expanded(gzip_member(data, {.level = 0})) == data);  // stored
    CHECK(expanded(gzip_member(data, {.strategy = Z_FIXED})) == data);
    CHECK(expanded(gzip_member(data, {.strategy = Z_HUFFMAN_ONLY})) == data);
    CHECK(expanded(gzip_member(data, {.level = 1})) == data);
    CHECK(expanded(gzip_member(data)) == data);
  }
}

TEST_CASE("gzip: optional header fields are read over") {
  std::array<Bytef, 4> extra{'A', 'p', 0, 0};
  std::array<Bytef, 5> name{'n', 'a', 'm', 'e', 0};
  std::array<Bytef, 5> comment{'t', 'e', 'x', 't', 0};
  for (unsigned fields = 0; fields < 32; ++fields) {
    CAPTURE(fields);
    gz_header_s header{};
    header.text = (fields & 1U) != 0 ? 1 : 0;
    header.hcrc = (fields & 2U) != 0 ? 1 : 0;
    if ((fields & 4U) != 0) {
      header.extra = extra.data();
      header.extra_len = static_cast<uInt>(extra.size());
    }
    if ((fields & 8U) != 0) header.name = name.data();
    if ((fields & 16U) != 0) header.comment = comment.data();
    const bytes member = gzip_member(quick, {.header = &header});
    REQUIRE(std::to_integer<unsigned>(member[3]) == fields);
    CHECK(expanded(member) == quick);
  }
}

TEST_CASE("gzip: a member of exactly the limit expands, one byte more does not") {
  gzip_expander expander;
  bytes out;
  for (const std::size_t limit : {1U, 19U, 255U, 256U, 257U, 1024U, 16'384U, 65'000U}) {
    CAPTURE(limit);
    for (const int level : {0, 1, 9}) {
      CAPTURE(level);
      for (const bool random : {true, false}) {
        const auto data = [random](std::size_t size) {
          return random ? random_bytes(size) : bytes(size);
        };
        const bytes exact = gzip_member(data(limit), {.level = level});
        CHECK(error_of(expander.expand(exact, limit, out)) == std::error_code{});
        CHECK(out == data(limit));
        const bytes more = gzip_member(data(limit + 1), {.level = level});
        CHECK(error_of(expander.expand(more, limit, out)) == errc::gzip_too_large);
        CHECK(out.empty());
      }
    }
  }
}

TEST_CASE("gzip: nothing expands within a limit of nothing") {
  CHECK(error_of(expanded(compressed({}), 0)) == std::error_code{});
  CHECK(error_of(expanded(compressed(quick), 0)) == errc::gzip_too_large);
}

TEST_CASE("gzip: what is expanded replaces what was there") {
  gzip_expander expander;
  bytes out(70'000, std::byte{'x'});
  REQUIRE(expander.expand(compressed(quick), max_payload_size, out));
  CHECK(out == quick);
  REQUIRE(expander.expand(compressed({}), max_payload_size, out));
  CHECK(out.empty());
}

}  // namespace
}  // namespace tmss10
