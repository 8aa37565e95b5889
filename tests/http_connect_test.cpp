// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include <tmss10/core/proxy/http_connect.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

using test::error_of;

using texts = std::vector<std::string_view>;

/// The head that a text is, which has to be whole.
http_reply_head read_head(std::string_view text) {
  const auto got = parse_reply_head(view_of(text));
  REQUIRE(got);
  REQUIRE(*got);
  return **got;
}

bool needs_more(std::string_view text) {
  const auto got = parse_reply_head(view_of(text));
  return got && !*got;
}

std::error_code refusal_of(std::string_view text) {
  return error_of(parse_reply_head(view_of(text)));
}

/// A head of so many bytes.
std::string head_of_size(std::size_t size) {
  const std::string begin = "HTTP/1.1 200 OK\r\nX: ";
  const std::string end = "\r\n\r\n";
  return begin + std::string(size - begin.size() - end.size(), 'x') + end;
}

const std::string refusal =
    "HTTP/1.1 407 Proxy Authentication Required\r\n"
    "Proxy-Authenticate: Basic realm=\"a\"\r\n"
    "proxy-authenticate:\tDigest nonce=b \r\n"
    "Content-Length: 5\r\n"
    "X-Empty:\r\n"
    "\r\n";

TEST_CASE("http_connect: an authority is host and port, with brackets for IPv6") {
  CHECK(authority_of("server.example.com", 5000) == "server.example.com:5000");
  CHECK(authority_of("192.0.2.7", 1) == "192.0.2.7:1");
  CHECK(authority_of("2001:db8::7", 65535) == "[2001:db8::7]:65535");
}

TEST_CASE("http_connect: a request has the authority twice and no body") {
  CHECK(connect_request("server.example.com:5000", "") ==
        "CONNECT server.example.com:5000 HTTP/1.1\r\n"
        "Host: server.example.com:5000\r\n"
        "\r\n");
  CHECK(connect_request(authority_of("::1", 5000), "Basic Og==") ==
        "CONNECT [::1]:5000 HTTP/1.1\r\n"
        "Host: [::1]:5000\r\n"
        "Proxy-Authorization: Basic Og==\r\n"
        "\r\n");
}

TEST_CASE("http_connect: the user's own fields stand in a request") {
  const std::vector<http_field> more{{"User-Agent", "a b"}, {"X", "y"}};
  CHECK(connect_request("a:1", "Basic Og==", more) ==
        "CONNECT a:1 HTTP/1.1\r\n"
        "Host: a:1\r\n"
        "User-Agent: a b\r\n"
        "X: y\r\n"
        "Proxy-Authorization: Basic Og==\r\n"
        "\r\n");
}

TEST_CASE("http_connect: a head has a status, a reason and fields") {
  const auto head = read_head(refusal);
  CHECK(head.status == 407);
  CHECK(head.reason == "Proxy Authentication Required");
  CHECK(head.size == refusal.size());
  CHECK_FALSE(head.http_1_0);
  CHECK(head.fields.size() == 4);
  CHECK(head.values("Content-Length") == texts{"5"});
  CHECK(head.values("X-Empty") == texts{""});
  CHECK(head.values("X-None").empty());
}

TEST_CASE("http_connect: a field's name has no case, and its values keep their order") {
  const texts both{"Basic realm=\"a\"", "Digest nonce=b"};
  const auto head = read_head(refusal);
  for (const auto* const name :
       {"Proxy-Authenticate", "proxy-authenticate", "PROXY-AUTHENTICATE"}) {
    CAPTURE(name);
    CHECK(head.values(name) == both);
  }
}

TEST_CASE("http_connect: the size points at the bytes behind the head") {
  const std::string head = "HTTP/1.1 200 Connection established\r\n\r\n";
  for (const std::string& behind :
       {std::string("TMSS10\1\0", 8), std::string("\r\n\r\n"), std::string("\n"),
        std::string(max_reply_head_size, '\0')}) {
    CHECK(read_head(head + behind).size == head.size());
    CHECK(read_head(head + behind).status == 200);
  }
}

TEST_CASE("http_connect: status lines that are") {
  struct row {
    std::string line;
    int status;
    std::string reason;
    bool http_1_0;
  };
  const std::vector<row> rows{
      {"HTTP/1.1 200 Connection established", 200, "Connection established", false},
      {"HTTP/1.0 200 OK", 200, "OK", true},
      {"HTTP/1.2 200 OK", 200, "OK", false},
      {"HTTP/1.1 200 ", 200, "", false},
      {"HTTP/1.1 200", 200, "", false},
      {"HTTP/1.0 503", 503, "", true},
      {"HTTP/1.1 502 \tBad\tGateway ", 502, "Bad\tGateway", false},
      {"HTTP/1.1  200 OK", 200, "OK", false},
      {"HTTP/1.0 \t 200\t", 200, "", true},
      {"HTTP/1.1\t200  Connection  established", 200, "Connection  established", false},
      {"HTTP/1.1 403 Verbot\xC3\xA9n", 403, "Verbot\xC3\xA9n", false},
  };
  for (const auto& [line, status, reason, http_1_0] : rows) {
    CAPTURE(line);
    for (const std::string end : {"\r\n", "\n", "\r\r\n"}) {
      const auto head = read_head(line + end + end);
      CHECK(head.status == status);
      CHECK(head.reason == reason);
      CHECK(head.http_1_0 == http_1_0);
      CHECK(head.fields.empty());
    }
  }
}

TEST_CASE("http_connect: a lone LF ends a line, too") {
  for (const std::string text :
       {"HTTP/1.1 200 OK\nA: 1\nB: 2\n\n", "HTTP/1.1 200 OK\r\nA: 1\nB: 2\n\r\n",
        "HTTP/1.1 200 OK\nA: 1\r\nB: 2\r\n\n"}) {
    CAPTURE(text);
    const auto head = read_head(text + "\n\n");
    CHECK(head.size == text.size());
    CHECK(head.values("A") == texts{"1"});
    CHECK(head.values("B") == texts{"2"});
  }
}

TEST_CASE("http_connect: more is needed until a head is whole") {
  for (const auto& text :
       {refusal, std::string("HTTP/1.0 200\n\n"), head_of_size(max_reply_head_size)}) {
    for (std::size_t length = 0;
         length<text.size(); length += text.size()> 1000 ? 97 : 1) {
      CAPTURE(length);
      REQUIRE(needs_more(std::string_view(text).substr(0, length)));
    }
    CHECK(read_head(text).size == text.size());
  }
}

TEST_CASE("http_connect: a wrong byte of the status line is refused at once") {
  const std::string right = "HTTP/1.1 200 ";
  const std::string digits = "0123456789";
  for (std::size_t at = 0; at < right.size(); ++at) {
    const std::string allowed = at == 8                             ? " \t"
                                : at == 9                           ? digits + " \t"
                                : at == 7 || (at >= 10 && at <= 11) ? digits
                                : at == 12                          ? " \t\r\n"
                                                                    : right.substr(at, 1);
    const auto reason = at < 5   ? errc::not_http
                        : at < 8 ? errc::http_version_unknown
                                 : errc::http_status_malformed;
    for (unsigned value = 0; value < 256; ++value) {
      const char wrong = static_cast<char>(value);
      CAPTURE(at, value);
      const auto got = parse_reply_head(view_of(right.substr(0, at) + wrong));
      if (allowed.find(wrong) == std::string::npos) {
        REQUIRE(error_of(got) == reason);
      } else {
        REQUIRE(got);
      }
    }
  }
}

TEST_CASE("http_connect: what is not HTTP is refused from its beginning") {
  for (const auto* const text :
       {"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "220 mail.example.com ESMTP Postfix\r\n",
        "http/1.1 200 OK\r\n\r\n", "\r\nHTTP/1.1 200 OK\r\n\r\n",
        " HTTP/1.1 200 OK\r\n\r\n", "TMSS10\1", "\x15\x03\x01", "<html>", "HTTP 1.1"}) {
    CAPTURE(text);
    CHECK(refusal_of(text) == errc::not_http);
  }
}

TEST_CASE("http_connect: what is HTTP, but of another version, is refused as such") {
  for (const auto* const text :
       {"HTTP/2 200\r\n\r\n", "HTTP/2.0 200 OK\r\n\r\n", "HTTP/1", "HTTP/0.9 200",
        "HTTP/1 200", "HTTP/1,1 200"}) {
    CAPTURE(text);
    const bool may_become_more = std::string_view(text) == "HTTP/1";
    if (may_become_more)
      CHECK(needs_more(text));
    else
      CHECK(refusal_of(text) == errc::http_version_unknown);
  }
}

TEST_CASE("http_connect: a status line without a status is refused as such") {
  for (const auto* const text :
       {"HTTP/1.1 20\r\n\r\n", "HTTP/1.1 2000\r\n\r\n", "HTTP/1.1 -20 OK\r\n\r\n",
        "HTTP/1.10 200 OK\r\n\r\n", "HTTP/1.1\r\n", "HTTP/1.1 \r\n", "HTTP/1.1 OK\r\n",
        "HTTP/1.1 200OK\r\n", "HTTP/1.1 2 00\r\n", "HTTP/1.1\v200 OK\r\n"}) {
    CAPTURE(text);
    CHECK(refusal_of(text) == errc::http_status_malformed);
  }
}

TEST_CASE("http_connect: a line that is no field is left out") {
  const std::string begin = "HTTP/1.1 200 OK\r\nA: 1\r\n";
  for (const std::string line : {"no colon", ": no name", "B C: 1", "B\"C: 1", "B(C): 1",
                                 "B\xC3\xBC: 1", "<html>", "A"}) {
    CAPTURE(line);
    CHECK(needs_more(begin + line));
    CHECK(needs_more(begin + line + "\r\n"));
    for (const std::string more : {"", " folded\r\n", "\tB: folded\n \r\n"}) {
      const auto text = begin + line + "\r\n" + more + "C: 3\r\n\r\n";
      const auto head = read_head(text);
      CHECK(head.size == text.size());
      CHECK(head.fields.size() == 2);
      CHECK(head.values("A") == texts{"1"});
      CHECK(head.values("C") == texts{"3"});
    }
  }
}

TEST_CASE("http_connect: a line that begins with a blank goes on from the one before") {
  const auto head = read_head(
      "HTTP/1.1 407 No\r\n"
      " nothing: before\r\n"
      "Proxy-Authenticate: Digest realm=\"a\",\r\n"
      "  nonce=\"b\" \r\n"
      "\t\tqop=auth\n"
      " \r\n"
      "Via:\r\n"
      " 1.1 proxy\r\n"
      "\r\n");
  CHECK(head.fields.size() == 2);
  CHECK(head.values("Proxy-Authenticate") ==
        texts{"Digest realm=\"a\", nonce=\"b\" qop=auth"});
  CHECK(head.values("Via") == texts{"1.1 proxy"});
}

TEST_CASE("http_connect: blanks before a colon are no part of a name") {
  const auto head =
      read_head("HTTP/1.1 200 OK\r\nVia : x\r\nContent-Length\t : 5\r\n\r\n");
  CHECK(head.values("Via") == texts{"x"});
  CHECK(head.body_size() == 5U);
}

TEST_CASE("http_connect: a head has no control character but a tab") {
  for (unsigned value = 0; value < 256; ++value) {
    const char c = static_cast<char>(value);
    const bool control = (value < 0x20 && c != '\t') || value == 0x7F;
    if (c == '\r' || c == '\n') continue;
    CAPTURE(value);
    for (const std::string begin : {"HTTP/1.1 200 O", "HTTP/1.1 200 OK\r\nA: 1"}) {
      const auto got = parse_reply_head(view_of(begin + c + "K"));
      CHECK(error_of(got) == (control ? make_error_code(errc::http_control_character)
                                      : std::error_code{}));
      const auto whole = parse_reply_head(view_of(begin + c + "K\r\n\r\n"));
      CHECK(error_of(whole) == error_of(got));
    }
    if (control) {
      CHECK(refusal_of(std::string("HTTP/1.1 200 OK\r\nA") + c) ==
            errc::http_control_character);
    }
  }
  CHECK(refusal_of("HTTP/1.1 200 O\rK") == errc::http_control_character);
  CHECK(refusal_of("HTTP/1.1 200 OK\r\nA: 1\rB: 2") == errc::http_control_character);
}

TEST_CASE("http_connect: a head has 16 KiB at most") {
  const auto longest = head_of_size(max_reply_head_size);
  CHECK(read_head(longest).size == max_reply_head_size);
  CHECK(read_head(longest + "x").size == max_reply_head_size);

  const auto too_long = head_of_size(max_reply_head_size + 1);
  CHECK(refusal_of(too_long) == errc::http_head_too_large);
  const std::string_view part = too_long;
  CHECK(refusal_of(part.substr(0, max_reply_head_size)) == errc::http_head_too_large);
  CHECK(needs_more(part.substr(0, max_reply_head_size - 1)));

  CHECK(refusal_of("HTTP/1.1 200 " + std::string(max_reply_head_size, 'x')) ==
        errc::http_head_too_large);
}

TEST_CASE("http_connect: the size of a body is told by one length") {
  struct row {
    std::string fields;
    std::optional<std::uint64_t> expected;
  };
  const std::vector<row> rows{
      {"", {}},
      {"Content-Length: 0\r\n", 0},
      {"content-length:1234\r\n", 1234},
      {"Content-Length: 18446744073709551615\r\n", 18446744073709551615U},
      {"Content-Length: 18446744073709551616\r\n", {}},
      {"Content-Length:\r\n", {}},
      {"Content-Length: -1\r\n", {}},
      {"Content-Length: +1\r\n", {}},
      {"Content-Length: 0x10\r\n", {}},
      {"Content-Length: 1 2\r\n", {}},
      {"Content-Length: 5, 5\r\n", {}},
      {"Content-Length: 5\r\nContent-Length: 5\r\n", {}},
      {"Content-Length: 5\r\nContent-Length: 6\r\n", {}},
      {"Transfer-Encoding: chunked\r\n", {}},
      {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", {}},
  };
  for (const auto& [fields, expected] : rows) {
    CAPTURE(fields);
    CHECK(read_head("HTTP/1.1 407 No\r\n" + fields + "\r\n").body_size() == expected);
  }
}

TEST_CASE("http_connect: a connection is kept when both sides can tell where they are") {
  struct row {
    std::string version;
    std::string fields;
    bool expected;
  };
  const std::string length = "Content-Length: 5\r\n";
  const std::vector<row> rows{
      {"1.1", length, true},
      {"1.1", "", false},
      {"1.1", length + length, false},
      {"1.1", "Transfer-Encoding: chunked\r\n", false},
      {"1.1", length + "Connection: close\r\n", false},
      {"1.1", length + "connection: CLOSE\r\n", false},
      {"1.1", length + "Connection: upgrade, close\r\n", false},
      {"1.1", length + "Connection: upgrade,\r\n", true},
      {"1.1", length + "Connection: closed\r\n", true},
      {"1.1", length + "Proxy-Connection: close\r\n", false},
      {"1.1", length + "Proxy-Connection: keep-alive\r\n", true},
      {"1.1", "Proxy-Connection: keep-alive\r\n", false},
      {"1.1", length + "Connection: close\r\nProxy-Connection: keep-alive\r\n", false},
      {"1.1", length + "Connection: keep-alive\r\nProxy-Connection: close\r\n", false},
      {"1.0", length, false},
      {"1.0", length + "Connection: keep-alive\r\n", true},
      {"1.0", length + "Connection: foo , Keep-Alive\r\n", true},
      {"1.0", length + "Proxy-Connection: Keep-Alive\r\n", true},
      {"1.0", length + "Connection: close, keep-alive\r\n", false},
      {"1.0", "Connection: keep-alive\r\n", false},
  };
  for (const auto& [version, fields, expected] : rows) {
    CAPTURE(version, fields);
    const auto head = read_head("HTTP/" + version + " 407 No\r\n" + fields + "\r\n");
    CHECK(head.keeps_connection() == expected);
  }
}

TEST_CASE("http_connect: every errc") {
  CHECK(refusal_of("S") == errc::not_http);
  CHECK(refusal_of("HTTP/2") == errc::http_version_unknown);
  CHECK(refusal_of("HTTP/1.1 x") == errc::http_status_malformed);
  CHECK(refusal_of("HTTP/1.1 200 O\1") == errc::http_control_character);
  CHECK(refusal_of(head_of_size(max_reply_head_size + 1)) == errc::http_head_too_large);
}

}  // namespace
}  // namespace tmss10
