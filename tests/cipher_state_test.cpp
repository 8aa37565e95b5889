// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/hex.hpp"
#include <tmss10/core/wire/cipher_state.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <stdexcept>

namespace tmss10 {
namespace {

using direction = cipher_state::direction;
using test::bytes_of;
using test::error_of;
using test::to_hex;

constexpr std::array<std::byte, cipher_state::key_size> zero_key{};

bytes sealed(cipher_state& state, bytes_view associated, bytes_view plaintext) {
  bytes text(plaintext.begin(), plaintext.end());
  text.resize(text.size() + cipher_state::tag_size);
  state.seal(associated, text);
  return text;
}

TEST_CASE("cipher_state: seals what the GCM specification's test cases 13 and 14 say") {
  cipher_state nothing(zero_key, direction::seal);
  CHECK(to_hex(sealed(nothing, {}, {})) == "530f8afbc74536b9a963b4f1c4cb738b");
  cipher_state zeros(zero_key, direction::seal);
  CHECK(to_hex(sealed(zeros, {}, bytes(16))) ==
        "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
}

TEST_CASE("cipher_state: opens what the other side sealed, in order") {
  cipher_state ours(zero_key, direction::seal);
  cipher_state theirs(zero_key, direction::open);
  for (const auto* text : {"", "a", "sixteen bytes ..", "and seventeen ..."}) {
    const auto associated = bytes_of("header");
    bytes message = sealed(ours, associated, bytes_of(text));
    const auto opened = theirs.open(associated, message);
    REQUIRE(opened);
    CHECK(bytes(opened->begin(), opened->end()) == bytes_of(text));
    CHECK(opened->data() == message.data());
  }
  CHECK(ours.nonce() == 4);
  CHECK(theirs.nonce() == 4);
}

TEST_CASE("cipher_state: one plaintext is never sealed the same way twice") {
  cipher_state state(zero_key, direction::seal);
  CHECK(sealed(state, {}, bytes_of("same")) != sealed(state, {}, bytes_of("same")));
}

TEST_CASE("cipher_state: a flipped bit anywhere is refused, and the counter stays") {
  cipher_state ours(zero_key, direction::seal);
  cipher_state theirs(zero_key, direction::open);
  const bytes message = sealed(ours, bytes_of("ad"), bytes_of("text"));
  for (std::size_t bit = 0; bit < message.size() * 8; ++bit) {
    CAPTURE(bit);
    bytes wrong = test::with_flipped_bit(message, bit);
    REQUIRE(error_of(theirs.open(bytes_of("ad"), wrong)) == errc::authentication_failed);
    REQUIRE(theirs.nonce() == 0);
  }
  bytes right = message;
  CHECK(theirs.open(bytes_of("ad"), right));
}

TEST_CASE("cipher_state: other associated data is refused") {
  cipher_state ours(zero_key, direction::seal);
  cipher_state theirs(zero_key, direction::open);
  bytes message = sealed(ours, bytes_of("ad"), bytes_of("text"));
  CHECK(error_of(theirs.open(bytes_of("aD"), message)) == errc::authentication_failed);
}

TEST_CASE("cipher_state: a message cut short anywhere is refused") {
  cipher_state ours(zero_key, direction::seal);
  cipher_state theirs(zero_key, direction::open);
  const bytes message = sealed(ours, {}, bytes_of("text"));
  for (std::size_t length = 0; length < message.size(); ++length) {
    CAPTURE(length);
    bytes part(message.begin(), message.begin() + static_cast<std::ptrdiff_t>(length));
    CHECK(error_of(theirs.open({}, part)) == errc::authentication_failed);
  }
}

TEST_CASE("cipher_state: a replayed message is refused") {
  cipher_state ours(zero_key, direction::seal);
  cipher_state theirs(zero_key, direction::open);
  bytes message = sealed(ours, {}, bytes_of("once"));
  bytes again = message;
  REQUIRE(theirs.open({}, message));
  CHECK(error_of(theirs.open({}, again)) == errc::authentication_failed);
}

TEST_CASE("cipher_state: after a rekey only the new key opens, and the counter stays") {
  cipher_state ours(zero_key, direction::seal);
  cipher_state theirs(zero_key, direction::open);
  cipher_state old(zero_key, direction::open);
  ours.rekey();
  CHECK(ours.nonce() == 0);
  bytes message = sealed(ours, {}, bytes_of("text"));
  bytes copy = message;
  CHECK(error_of(old.open({}, copy)) == errc::authentication_failed);
  theirs.rekey();
  CHECK(theirs.open({}, message));
}

TEST_CASE("cipher_state: the last counter is reserved") {
  constexpr auto last = std::numeric_limits<std::uint64_t>::max();
  cipher_state ours(zero_key, direction::seal);
  cipher_state theirs(zero_key, direction::open);
  ours.set_nonce(last - 1);
  theirs.set_nonce(last - 1);
  bytes message = sealed(ours, {}, bytes_of("text"));
  bytes again = message;
  CHECK(theirs.open({}, message));
  CHECK(ours.nonce() == last);
  CHECK_THROWS_AS(sealed(ours, {}, {}), std::logic_error);
  CHECK(error_of(theirs.open({}, again)) == errc::authentication_failed);
}

TEST_CASE("cipher_state: a state does not both seal and open") {
  bytes room(cipher_state::tag_size);
  CHECK_THROWS_AS(cipher_state(zero_key, direction::open).seal({}, room),
                  std::logic_error);
  CHECK_THROWS_AS(cipher_state(zero_key, direction::seal).open({}, room).has_value(),
                  std::logic_error);
}

TEST_CASE("cipher_state: every errc") {
  cipher_state state(zero_key, direction::open);
  bytes text(cipher_state::tag_size);
  CHECK(error_of(state.open({}, text)) == errc::authentication_failed);
}

}  // namespace
}  // namespace tmss10
