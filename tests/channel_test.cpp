// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/hex.hpp"
#include <tmss10/core/wire/channel.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

using direction = cipher_state::direction;
using test::bytes_of;
using test::error_of;

using key_bytes = std::array<std::byte, cipher_state::key_size>;

/// Two channels that understand each other, both at the same counter in both directions.
struct channel_pair {
  channel initiator;
  channel responder;

  explicit channel_pair(std::uint64_t counter = 0)
      : initiator(keys(there, back, counter)), responder(keys(back, there, counter)) {}

 private:
  static constexpr key_bytes there{std::byte{1}};
  static constexpr key_bytes back{std::byte{2}};

  static channel keys(const key_bytes& send, const key_bytes& receive,
                      std::uint64_t counter) {
    transport_keys out{cipher_state(send, direction::seal),
                       cipher_state(receive, direction::open)};
    out.send.set_nonce(counter);
    out.receive.set_nonce(counter);
    return channel(std::move(out));
  }
};

bytes sealed(channel& from, bytes_view plaintext) {
  bytes out;
  REQUIRE(from.seal(plaintext, out));
  return out;
}

bytes sealed_close(channel& from) {
  bytes out;
  from.seal_close(out);
  return out;
}

/// Opens a message with its length before it.
result<bytes> opened(channel& to, bytes message) {
  const auto length = channel::parse_length(message);
  REQUIRE(length);
  REQUIRE(*length == message.size() - length_size);
  const auto plaintext = to.open(std::span(message).subspan(length_size));
  if (!plaintext) return failed(plaintext.error());
  return bytes(plaintext->begin(), plaintext->end());
}

TEST_CASE("channel: a message comes out as it went in, both ways") {
  channel_pair pair;
  for (const std::size_t size : {1U, 2U, 26U, 1000U, 65'519U}) {
    CAPTURE(size);
    const bytes text(size, std::byte{0x5A});
    const bytes there = sealed(pair.initiator, text);
    CHECK(there.size() == length_size + size + cipher_state::tag_size);
    CHECK(opened(pair.responder, there) == text);
    CHECK(opened(pair.initiator, sealed(pair.responder, text)) == text);
  }
}

TEST_CASE("channel: a message is appended to what is there") {
  channel_pair pair;
  bytes out = bytes_of("before");
  REQUIRE(pair.initiator.seal(bytes_of("a"), out));
  pair.initiator.seal_close(out);
  CHECK(out.size() == 6 + 19 + 18);
  CHECK(bytes(out.begin(), out.begin() + 6) == bytes_of("before"));
}

TEST_CASE("channel: the close message is 18 bytes and opens as nothing") {
  channel_pair pair;
  const bytes message = sealed_close(pair.initiator);
  CHECK(message.size() == 18);
  CHECK(opened(pair.responder, message) == bytes{});
}

TEST_CASE("channel: a plaintext of no bytes or too many is a bug of ours") {
  channel_pair pair;
  bytes out;
  CHECK(max_plaintext_size == 65'519);
  CHECK_THROWS_AS(pair.initiator.seal({}, out).has_value(), std::logic_error);
  CHECK_THROWS_AS(pair.initiator.seal(bytes(max_plaintext_size + 1), out).has_value(),
                  std::logic_error);
  CHECK(out.empty());
}

TEST_CASE("channel: lengths without room for a tag are refused, all others pass") {
  for (unsigned length = 0; length <= 0xFFFF; ++length) {
    std::array<std::byte, length_size> prefix{};
    store_be16(prefix, static_cast<std::uint16_t>(length));
    const auto parsed = channel::parse_length(prefix);
    CAPTURE(length);
    if (length < 16) {
      REQUIRE(error_of(parsed) == errc::bad_message_length);
    } else {
      REQUIRE(parsed == length);
    }
  }
}

TEST_CASE("channel: a flipped bit anywhere is refused") {
  channel_pair pair;
  const bytes message = sealed(pair.initiator, bytes_of("text"));
  for (std::size_t bit = 8 * length_size; bit < message.size() * 8; ++bit) {
    CAPTURE(bit);
    REQUIRE(error_of(opened(pair.responder, test::with_flipped_bit(message, bit))) ==
            errc::authentication_failed);
  }
}

TEST_CASE("channel: replayed, reflected and overtaking messages are refused") {
  channel_pair pair;
  const bytes first = sealed(pair.initiator, bytes_of("first"));
  const bytes second = sealed(pair.initiator, bytes_of("second"));
  CHECK(error_of(opened(pair.responder, second)) == errc::authentication_failed);
  CHECK(error_of(opened(pair.initiator, first)) == errc::authentication_failed);
  CHECK(opened(pair.responder, first) == bytes_of("first"));
  CHECK(error_of(opened(pair.responder, first)) == errc::authentication_failed);
}

TEST_CASE("channel: the last counter is the close message's") {
  channel_pair pair(last_counter - 1);
  CHECK(last_counter == 4'294'967'295);
  CHECK(opened(pair.responder, sealed(pair.initiator, bytes_of("last"))) ==
        bytes_of("last"));
  bytes out;
  CHECK(error_of(pair.initiator.seal(bytes_of("more"), out)) == errc::counter_exhausted);
  CHECK(out.empty());
  CHECK(opened(pair.responder, sealed_close(pair.initiator)) == bytes{});
}

TEST_CASE("channel: a receiver refuses past the last counter") {
  channel_pair pair(last_counter);
  CHECK(opened(pair.responder, sealed_close(pair.initiator)) == bytes{});
  // Authentic, so that nothing but the counter can be the reason.
  const bytes beyond = sealed_close(pair.initiator);
  CHECK(error_of(opened(pair.responder, beyond)) == errc::counter_exhausted);
}

TEST_CASE("channel: every errc") {
  channel_pair pair;
  CHECK(error_of(channel::parse_length(bytes(2))) == errc::bad_message_length);
  CHECK(error_of(opened(pair.responder, test::from_hex("0010" + std::string(32, '0')))) ==
        errc::authentication_failed);
  channel_pair used_up(last_counter);
  bytes out;
  CHECK(error_of(used_up.initiator.seal(bytes_of("a"), out)) == errc::counter_exhausted);
}

}  // namespace
}  // namespace tmss10
