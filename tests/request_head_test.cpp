// SPDX-License-Identifier: MIT
#include "http/request_head.hpp"

#include "catch.hpp"

namespace tmss10 {
namespace {

constexpr std::string_view small_head =
    "GET /metrics HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n";

http_limits small_limits() {
  http_limits out;
  out.request_line = 40;
  out.head = 200;
  out.fields = 5;
  return out;
}

/// The status of the refusal; 0: none.
int refusal_status(const std::optional<http_answer>& refusal) {
  return refusal ? refusal->status : 0;
}

int add_to(const http_limits& limits, std::string_view text) {
  request_head head(limits);
  return refusal_status(head.add(text));
}

TEST_CASE("request_head: a head is whole with its blank line, however it is cut") {
  const auto limits = small_limits();
  for (std::size_t cut = 0; cut <= small_head.size(); ++cut) {
    request_head head(limits);
    CHECK_FALSE(head.add(small_head.substr(0, cut)));
    CHECK(head.is_complete() == (cut == small_head.size()));
    CHECK_FALSE(head.add(small_head.substr(cut)));
    CHECK(head.is_complete());
    CHECK(head.text() == small_head);
  }
}

TEST_CASE("request_head: byte by byte, and with lines that end without a CR") {
  const auto limits = small_limits();
  request_head head(limits);
  const std::string_view text = "GET / HTTP/1.0\nA: b\n\n";
  for (std::size_t i = 0; i < text.size(); ++i) {
    CHECK_FALSE(head.is_complete());
    CHECK_FALSE(head.add(text.substr(i, 1)));
  }
  CHECK(head.is_complete());
  CHECK(head.text() == text);
}

TEST_CASE("request_head: what follows a head is not part of it, nor looked at") {
  const auto limits = small_limits();
  request_head head(limits);
  CHECK_FALSE(head.add(std::string(small_head) + std::string(100'000, '\0')));
  CHECK(head.text() == small_head);
  CHECK_FALSE(head.add("GET /second HTTP/1.1\r\n\r\n"));
  CHECK(head.text() == small_head);
}

TEST_CASE("request_head: a request line may be so long, and not a byte longer") {
  const auto limits = small_limits();
  CHECK(add_to(limits, std::string(39, 'a') + "\n") == 0);
  CHECK(add_to(limits, std::string(40, 'a')) == 0);
  CHECK(add_to(limits, std::string(41, 'a')) == 414);
  CHECK(add_to(limits, std::string(65'536, 'a')) == 414);
  // A field may be longer than a request line.
  CHECK(add_to(limits, "GET /\r\n" + std::string(60, 'a') + "\r\n") == 0);
}

TEST_CASE("request_head: a head may be so long, and not a byte longer") {
  const auto limits = small_limits();
  const std::string line = "GET / HTTP/1.1\r\n";
  const std::string end = "\r\n\r\n";
  const auto fits = 200 - line.size() - end.size();
  CHECK(add_to(limits, line + std::string(fits, 'a') + end) == 0);
  CHECK(add_to(limits, line + std::string(fits + 1, 'a') + end) == 431);
  CHECK(add_to(limits, line + std::string(1 << 20, 'a')) == 431);
}

TEST_CASE("request_head: so many fields, and not one more") {
  const auto limits = small_limits();
  const std::string line = "GET / HTTP/1.1\r\n";
  std::string fields;
  for (int i = 0; i < 5; ++i)
    fields += "A: b\r\n";
  CHECK(add_to(limits, line + fields + "\r\n") == 0);
  CHECK(add_to(limits, line + fields + "A: b\r\n") == 431);
  CHECK(add_to(limits, line + fields + " folded\r\n") == 431);
}

TEST_CASE("request_head: control characters are refused where they stand, tabs are not") {
  const auto limits = small_limits();
  for (int code = 0; code < 256; ++code) {
    const auto byte = static_cast<char>(code);
    const bool refused =
        (code < 0x20 && byte != '\t' && byte != '\r' && byte != '\n') || code == 0x7F;
    INFO(code);
    CHECK(add_to(limits, std::string("GET /") + byte) == (refused ? 400 : 0));
    CHECK(add_to(limits, std::string("GET / HTTP/1.1\r\nA: ") + byte) ==
          (refused ? 400 : 0));
  }
}

TEST_CASE("request_head: a TLS handshake is told that this is not HTTPS") {
  const auto limits = small_limits();
  request_head head(limits);
  const auto refusal = head.add(std::string("\x16\x03\x01\x02\x00", 5));
  REQUIRE(refusal);
  CHECK(refusal->status == 400);
  CHECK(refusal->body == "this port speaks HTTP, not HTTPS\n");
}

TEST_CASE("request_head: the default limits are those of its contract") {
  const http_limits limits;
  CHECK(add_to(limits, std::string(8192, 'a')) == 0);
  CHECK(add_to(limits, std::string(8193, 'a')) == 414);
  CHECK(add_to(limits, "a\n" + std::string(16'382, 'a')) == 0);
  CHECK(add_to(limits, "a\n" + std::string(16'383, 'a')) == 431);
}

}  // namespace
}  // namespace tmss10
