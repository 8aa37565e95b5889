// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/gzip_member.hpp"
#include "support/hex.hpp"
#include "support/random_bytes.hpp"
#include "support/session.hpp"
#include <tmss10/core/wire/packet.hpp>
#include <tmss10/core/wire/packet_codec.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::bytes_of;
using test::error_of;
using test::from_hex;
using test::joined;

const std::string empty_body = "1f8b080000000000020303000000000000000000";

template <typename Packet>
bytes encoded(const Packet& packet) {
  packet_codec codec;
  bytes out;
  codec.encode(packet, out);
  return out;
}

template <typename Packet>
std::error_code decoding_error(bytes_view from) {
  packet_codec codec;
  Packet to;
  return error_of(codec.decode(from, to));
}

TEST_CASE("packet: an empty ping and its response are 26 bytes, and 44 on the wire") {
  const bytes asked = encoded(request{});
  const bytes answered = encoded(response{});
  CHECK(asked.size() == 26);
  CHECK(answered.size() == 26);
  test::established_pair pair(test::load_sessions().at(0));
  CHECK(test::sent(pair.initiator, asked).size() == 44);
  CHECK(test::sent(pair.responder, answered).size() == 44);
}

TEST_CASE("packet: a header's fields stand where the protocol has them") {
  const request asked{.function = static_cast<function_code>(0x0102),
                      .flags = 0x0304,
                      .optargs = 0x0506,
                      .payload = {}};
  CHECK(test::to_hex(bytes_view(encoded(asked)).first(6)) == "010203040506");
  const response answered{.rc = static_cast<return_code>(1),
                          .feedback = 2,
                          .milisecs = 0x0304,
                          .avail = 5,
                          .count = 6,
                          .payload = {}};
  CHECK(test::to_hex(bytes_view(encoded(answered)).first(6)) == "010203040506");
}

TEST_CASE("packet: every field of a response comes back") {
  packet_codec codec;
  for (const bytes& payload :
       {bytes{}, bytes_of("payload"), test::random_bytes(65'000)}) {
    const response sent{.rc = return_code::request_ok,
                        .feedback = 0xFF,
                        .milisecs = 0xFFFE,
                        .avail = 3,
                        .count = 200,
                        .payload = payload};
    response read;
    REQUIRE(codec.decode(encoded(sent), read));
    CHECK(read.rc == sent.rc);
    CHECK(read.feedback == sent.feedback);
    CHECK(read.milisecs == sent.milisecs);
    CHECK(read.avail == sent.avail);
    CHECK(read.count == sent.count);
    CHECK(read.payload == sent.payload);
  }
}

TEST_CASE("packet: a ping's payload comes back, up to 65,000 random bytes") {
  packet_codec codec;
  for (const std::size_t size : {0U, 1U, 19U, 1000U, 65'000U}) {
    CAPTURE(size);
    request sent;
    sent.payload = test::random_bytes(size);
    const bytes plaintext = encoded(sent);
    CHECK(plaintext.size() <= packet_header_size + max_body_size);
    request read;
    read.payload = bytes_of("from before");
    REQUIRE(codec.decode(plaintext, read));
    CHECK(read.function == function_code::ping);
    CHECK(read.payload == sent.payload);
  }
}

TEST_CASE("packet: what is told of a packet is its header, with the payload's length") {
  const request asked{.function = static_cast<function_code>(2),
                      .flags = 3,
                      .optargs = 4,
                      .payload = bytes(5)};
  const request_header of_asked = header_of(asked);
  CHECK(of_asked.function == asked.function);
  CHECK(of_asked.flags == 3);
  CHECK(of_asked.optargs == 4);
  CHECK(of_asked.length == 5);
  const response answered{.rc = return_code::too_large,
                          .feedback = 2,
                          .milisecs = 0xFFFF,
                          .avail = 4,
                          .count = 5,
                          .payload = bytes(max_payload_size)};
  const response_header of_answered = header_of(answered);
  CHECK(of_answered.rc == return_code::too_large);
  CHECK(of_answered.feedback == 2);
  CHECK(of_answered.milisecs == 0xFFFF);
  CHECK(of_answered.avail == 4);
  CHECK(of_answered.count == 5);
  CHECK(of_answered.length == max_payload_size);
  CHECK(header_of(request{}).length == 0);
  CHECK(header_of(response{}).length == 0);
}

TEST_CASE("packet: a packet is appended to what is there") {
  packet_codec codec;
  bytes out = bytes_of("before");
  codec.encode(request{}, out);
  codec.encode(response{}, out);
  CHECK(out.size() == 6 + 26 + 26);
  CHECK(bytes(out.begin(), out.begin() + 6) == bytes_of("before"));
}

TEST_CASE("packet: the published session's plaintexts are read") {
  const auto session = test::load_sessions().at(0);
  packet_codec codec;
  request asked;
  REQUIRE(codec.decode(*session.message("ping, 19 bytes").plaintext, asked));
  CHECK(asked.payload == bytes_of("the quick brown fox"));
  response answered;
  const auto& late = session.message("response, 19 bytes, 2 milliseconds");
  REQUIRE(codec.decode(*late.plaintext, answered));
  CHECK(answered.milisecs == 2);
  CHECK(check_ping_response(answered, asked.payload));
  const auto& refusal = session.message("rc 1");
  REQUIRE(codec.decode(*refusal.plaintext, answered));
  CHECK(answered.rc == return_code::unknown_function);
  const auto observing = test::load_sessions().at(2);
  REQUIRE(codec.decode(*observing.message("Observe").plaintext, asked));
  CHECK(asked.function == function_code::observe);
  CHECK(asked.payload.empty());
  const auto& refused = *observing.message("Observe with a payload of 1 byte").plaintext;
  CHECK(error_of(codec.decode(refused, asked)) == errc::payload_not_empty);
}

TEST_CASE("packet: a payload over the limit is a bug of ours") {
  packet_codec codec;
  bytes out;
  request asked;
  asked.payload.resize(max_payload_size + 1);
  CHECK_THROWS_AS(codec.encode(asked, out), std::logic_error);
}

TEST_CASE("packet: a packet cut short anywhere is refused") {
  const bytes whole = encoded(request{});
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CAPTURE(length);
    const errc expected =
        length < packet_header_size ? errc::packet_truncated : errc::gzip_truncated;
    CHECK(decoding_error<request>(bytes_view(whole).first(length)) == expected);
    CHECK(decoding_error<response>(bytes_view(whole).first(length)) == expected);
  }
}

TEST_CASE("packet: a request is refused in the protocol's order") {
  const bytes bomb = test::gzip_member(bytes(max_payload_size + 1));
  struct row {
    std::string what;
    bytes plaintext;
    errc expected;
  };
  const std::vector<row> rows{
      {"5 bytes of an unknown function", from_hex("0009000100"), errc::packet_truncated},
      {"unknown function before fields", from_hex("000900010001"),
       errc::unknown_function},
      {"unknown function, body unread", joined(from_hex("000900000000"), bomb),
       errc::unknown_function},
      {"function 0", from_hex("000000000000" + empty_body), errc::unknown_function},
      {"function in the high byte", from_hex("010000000000" + empty_body),
       errc::unknown_function},
      {"function 257", from_hex("010100000000" + empty_body), errc::unknown_function},
      {"flags before the body", joined(from_hex("000100010000"), bomb),
       errc::bad_request_fields},
      {"flags, high byte", from_hex("000180000000" + empty_body),
       errc::bad_request_fields},
      {"optargs before the body", from_hex("000100000001"), errc::bad_request_fields},
      {"optargs, high byte", from_hex("000100008000" + empty_body),
       errc::bad_request_fields},
      {"too large", joined(from_hex("000100000000"), bomb), errc::gzip_too_large},
      {"no body", from_hex("000100000000"), errc::gzip_truncated},
      {"a body that is not gzip", from_hex("000100000000" + std::string(40, '0')),
       errc::gzip_corrupt},
      {"two members", from_hex("000100000000" + empty_body + empty_body),
       errc::gzip_trailing_bytes},
  };
  for (const auto& [what, plaintext, expected] : rows) {
    CAPTURE(what);
    CHECK(decoding_error<request>(plaintext) == expected);
  }
}

TEST_CASE("packet: a refusal without a payload is read, whatever its code") {
  packet_codec codec;
  for (unsigned rc = 0; rc < 256; ++rc) {
    CAPTURE(rc);
    response sent;
    sent.rc = static_cast<return_code>(rc);
    response read;
    REQUIRE(codec.decode(encoded(sent), read));
    REQUIRE(read.rc == sent.rc);
    sent.payload.resize(1);
    REQUIRE(decoding_error<response>(encoded(sent)) ==
            (rc == 0 ? std::error_code{} : make_error_code(errc::payload_in_refusal)));
  }
}

TEST_CASE("packet: a response's fields are set as far as they were read") {
  packet_codec codec;
  response read;
  CHECK(!codec.decode(from_hex("010203040506"), read));
  CHECK(read.rc == return_code::unknown_function);
  CHECK(read.feedback == 2);
  CHECK(read.milisecs == 0x0304);
  CHECK(read.avail == 5);
  CHECK(read.count == 6);
  CHECK(read.payload.empty());
  CHECK(!codec.decode(from_hex("0102030405"), read));
  CHECK(read.rc == return_code::request_ok);
  CHECK(read.milisecs == 0);
  CHECK(read.count == 0);
}

TEST_CASE("packet: a response is right only if it echoes the payload") {
  const bytes payload = bytes_of("payload");
  const auto checked = [](const bytes& echo, const bytes& sent) {
    response from;
    from.payload = echo;
    return error_of(check_ping_response(from, sent));
  };
  CHECK(checked(payload, payload) == std::error_code{});
  CHECK(checked({}, {}) == std::error_code{});
  for (const bytes& wrong :
       {bytes{}, bytes_of("payloaD"), bytes_of("payloa"), bytes_of("payload!")}) {
    CHECK(checked(wrong, payload) == errc::wrong_echo);
  }
  CHECK(checked(payload, {}) == errc::wrong_echo);
}

TEST_CASE("packet: a refusal's code has its own error") {
  for (unsigned rc = 1; rc < 256; ++rc) {
    CAPTURE(rc);
    const errc expected = rc == 1   ? errc::answered_unknown_function
                          : rc == 2 ? errc::answered_bad_request
                          : rc == 3 ? errc::answered_too_large
                                    : errc::answered_undefined;
    response refusal;
    refusal.rc = static_cast<return_code>(rc);
    CHECK(error_of(check_ping_response(refusal, {})) == expected);
  }
}

TEST_CASE("packet: every errc") {
  CHECK(decoding_error<request>({}) == errc::packet_truncated);
  CHECK(decoding_error<request>(from_hex("000300000000")) == errc::unknown_function);
  CHECK(decoding_error<request>(from_hex("000100010000")) == errc::bad_request_fields);
  CHECK(decoding_error<response>({}) == errc::packet_truncated);
  CHECK(decoding_error<response>(bytes(6)) == errc::gzip_truncated);
  CHECK(decoding_error<response>(bytes(26)) == errc::gzip_corrupt);
  CHECK(decoding_error<response>(from_hex("000000000000" + empty_body + "00")) ==
        errc::gzip_trailing_bytes);
  CHECK(decoding_error<response>(joined(bytes(6), test::gzip_member(bytes(65'001)))) ==
        errc::gzip_too_large);
  CHECK(decoding_error<response>(
            joined(from_hex("010000000000"), test::gzip_member(bytes(1)))) ==
        errc::payload_in_refusal);
  CHECK(error_of(check_ping_response({}, bytes(1))) == errc::wrong_echo);
  // The answered_… group: the test case before.
}

}  // namespace
}  // namespace tmss10
