// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/gzip_member.hpp"
#include "support/hex.hpp"
#include "support/random_bytes.hpp"
#include <tmss10/core/wire/answer.hpp>
#include <tmss10/core/wire/packet_codec.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::from_hex;
using test::joined;

const bytes empty_body = from_hex("1f8b080000000000020303000000000000000000");

const bytes one_byte = test::gzip_member(bytes(1));

answer answer_to(bytes_view plaintext) {
  packet_codec codec;
  return answer_request(codec, plaintext);
}

TEST_CASE("answer: a ping is answered with its payload") {
  packet_codec codec;
  for (const std::size_t size : {0U, 1U, 19U, 65'000U}) {
    CAPTURE(size);
    request asked;
    asked.payload = test::random_bytes(size);
    bytes plaintext;
    codec.encode(asked, plaintext);
    const answer told = answer_request(codec, plaintext);
    CHECK(!told.refusal);
    CHECK(told.response.rc == return_code::request_ok);
    CHECK(told.response.payload == asked.payload);
  }
}

TEST_CASE("answer: the response's other fields are 0") {
  const auto told = answer_to(joined(from_hex("000100000000"), empty_body));
  CHECK(told.response.feedback == 0);
  CHECK(told.response.avail == 0);
  CHECK(told.response.count == 0);
}

TEST_CASE("answer: what is wrong with a request is looked at in the protocol's order") {
  const bytes bomb = test::gzip_member(bytes(max_payload_size + 1));
  struct row {
    std::string what;
    bytes plaintext;
    return_code rc;
    errc refusal;
  };
  const std::vector<row> rows{
      {"5 bytes, unknown function", from_hex("0009000100"), return_code::bad_request,
       errc::packet_truncated},
      {"unknown function with bad fields and no body", from_hex("000900010001"),
       return_code::unknown_function, errc::unknown_function},
      {"unknown function with too large a body", joined(from_hex("000900000000"), bomb),
       return_code::unknown_function, errc::unknown_function},
      {"flags with too large a body", joined(from_hex("000100010000"), bomb),
       return_code::bad_request, errc::bad_request_fields},
      {"optargs with too large a body", joined(from_hex("000100000001"), bomb),
       return_code::bad_request, errc::bad_request_fields},
      {"too large", joined(from_hex("000100000000"), bomb), return_code::too_large,
       errc::gzip_too_large},
      {"too large, and more after it",
       joined(from_hex("000100000000"), bomb, from_hex("00")), return_code::too_large,
       errc::gzip_too_large},
      {"no body", from_hex("000100000000"), return_code::bad_request,
       errc::gzip_truncated},
      {"not gzip", joined(from_hex("000100000000"), bytes(20)), return_code::bad_request,
       errc::gzip_corrupt},
      {"Observe, too large", joined(from_hex("000200000000"), bomb),
       return_code::too_large, errc::gzip_too_large},
      {"Observe with a payload", joined(from_hex("000200000000"), one_byte),
       return_code::bad_request, errc::payload_not_empty},
      {"Observe with flags and a payload", joined(from_hex("000200010000"), one_byte),
       return_code::bad_request, errc::bad_request_fields},
      {"two members", joined(from_hex("000100000000"), empty_body, empty_body),
       return_code::bad_request, errc::gzip_trailing_bytes},
  };
  for (const auto& [what, plaintext, rc, refusal] : rows) {
    CAPTURE(what);
    const auto told = answer_to(plaintext);
    CHECK(told.response.rc == rc);
    CHECK(told.response.payload.empty());
    CHECK(told.refusal == refusal);
  }
}

TEST_CASE("answer: Observe with an empty payload is the caller's to answer") {
  const auto observe = joined(from_hex("000200000000"), empty_body);
  const auto told = answer_to(observe);
  CHECK(!told.refusal);
  CHECK(told.observes);
  CHECK(told.response.rc == return_code::request_ok);
  CHECK(told.response.payload.empty());
  CHECK(!answer_to(joined(from_hex("000100000000"), empty_body)).observes);
  CHECK(!answer_to(joined(from_hex("000200000000"), one_byte)).observes);
}

TEST_CASE("answer: Observe that is switched off is an unknown function, body unread") {
  packet_codec codec;
  for (const bytes& asked :
       {joined(from_hex("000200000000"), empty_body), from_hex("000200000000"),
        from_hex("000200010001"), joined(from_hex("000200000000"), bytes(20))}) {
    const auto told = answer_request(codec, asked, {.observe = false});
    CHECK(told.response.rc == return_code::unknown_function);
    CHECK(told.refusal == errc::unknown_function);
    CHECK(!told.observes);
  }
  const auto told = answer_request(codec, from_hex("0002000000"), {.observe = false});
  CHECK(told.refusal == errc::packet_truncated);
}

TEST_CASE("answer: the function that is never defined means a test of the path") {
  for (const bytes& asked : {from_hex("ffff00000000"), from_hex("ffff000100020304")}) {
    const auto told = answer_to(asked);
    CHECK(told.tests_path);
    CHECK(told.refusal == errc::unknown_function);
  }
  CHECK(!answer_to(from_hex("ffff000000")).tests_path);
  CHECK(!answer_to(from_hex("fffe00000000")).tests_path);
  CHECK(!answer_to(joined(from_hex("000100000000"), empty_body)).tests_path);
}

TEST_CASE("answer: a refusal is 26 bytes") {
  const auto told = answer_to(joined(from_hex("000900000000"), empty_body));
  packet_codec codec;
  bytes plaintext;
  codec.encode(told.response, plaintext);
  CHECK(plaintext.size() == 26);
  CHECK(test::to_hex(bytes_view(plaintext).first(6)) == "010000000000");
}

TEST_CASE("answer: milliseconds are rounded down, and 65535 at most") {
  const std::vector<std::pair<std::chrono::nanoseconds, unsigned>> rows{
      {-1ns, 0},
      {-1h, 0},
      {0ns, 0},
      {1ns, 0},
      {999'999ns, 0},
      {1ms, 1},
      {1'999'999ns, 1},
      {65'534ms, 65'534},
      {65'535ms, 65'535},
      {65'536ms, 65'535},
      {24h, 65'535},
      {std::chrono::nanoseconds::max(), 65'535},
      {std::chrono::nanoseconds::min(), 0},
  };
  for (const auto& [spent, expected] : rows) {
    CAPTURE(spent.count());
    CHECK(to_milisecs(spent) == expected);
  }
}

TEST_CASE("answer: every errc") {
  CHECK(answer_to({}).refusal == errc::packet_truncated);
  CHECK(answer_to(from_hex("000300000000")).refusal == errc::unknown_function);
  CHECK(answer_to(joined(from_hex("000200000000"), one_byte)).refusal ==
        errc::payload_not_empty);
  CHECK(answer_to(from_hex("000100010000")).refusal == errc::bad_request_fields);
  CHECK(answer_to(from_hex("000100000000")).refusal == errc::gzip_truncated);
  // The other gzip errors: the table of the protocol's order.
}

}  // namespace
}  // namespace tmss10
