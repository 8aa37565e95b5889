// SPDX-License-Identifier: MIT
#include "http/parse_request.hpp"

#include "catch.hpp"
#include "http/basic_credentials.hpp"
#include "support/failing_memory.hpp"

#include <string>

namespace tmss10 {
namespace {

constexpr std::size_t body_limit = 1024;

/// The status of the refusal; 0: it is a request.
int refused_with(std::string_view head) {
  const auto out = parse_request(head, body_limit);
  return out ? 0 : out.error().status;
}

http_request request_in(std::string_view head) {
  auto out = parse_request(head, body_limit);
  if (!out) FAIL(out.error().body);
  return std::move(*out);
}

TEST_CASE("parse_request: what Prometheus asks") {
  const auto request = request_in(
      "GET /probe?target=a.example.com&module=x HTTP/1.1\r\n"
      "Host: 127.0.0.1:10550\r\n"
      "User-Agent: Prometheus/2.42.0\r\n"
      "Accept: application/openmetrics-text;version=1.0.0,text/plain;q=0.5\r\n"
      "X-Prometheus-Scrape-Timeout-Seconds:  10 \t\r\n"
      "\r\n");
  CHECK(request.method == "GET");
  CHECK(request.target == "/probe?target=a.example.com&module=x");
  CHECK(request.host == "127.0.0.1:10550");
  CHECK(request.fields.size() == 4);
  CHECK(request.field("x-prometheus-scrape-timeout-seconds") == "10");
}

TEST_CASE("parse_request: HTTP/1.0 needs no Host, HTTP/1.1 one") {
  CHECK(request_in("GET / HTTP/1.0\r\n\r\n").host.empty());
  CHECK(request_in("GET / HTTP/1.0\r\nHost: a\r\n\r\n").host == "a");
  CHECK(refused_with("GET / HTTP/1.1\r\n\r\n") == 400);
  CHECK(request_in("GET / HTTP/1.1\r\nhost:\r\n\r\n").host.empty());
  CHECK(refused_with("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n") == 400);
  CHECK(refused_with("GET / HTTP/1.0\r\nHost: a\r\nhOST: b\r\n\r\n") == 400);
}

TEST_CASE("parse_request: a Host is a host and a port, and nothing more") {
  const auto host = GENERATE("a/b", "a b", "user@a", "a?b", "a#b", "a\"b", "<a>", "a\\b",
                             "\xC3\xA9", "a\tb");
  CHECK(refused_with(std::string("GET / HTTP/1.1\r\nHost: ") + host + "\r\n\r\n") == 400);
  const auto fine =
      GENERATE("a.example.com:80", "[::1]:80", "127.0.0.1", "[fe80::1%25eth0]");
  CHECK(request_in(std::string("GET / HTTP/1.1\r\nHost: ") + fine + "\r\n\r\n").host ==
        fine);
}

TEST_CASE("parse_request: a target may be an http URL, whose host counts") {
  auto request = request_in("GET http://a.example:80/x?y HTTP/1.1\r\nHost: b\r\n\r\n");
  CHECK(request.target == "/x?y");
  CHECK(request.host == "a.example:80");
  request = request_in("GET HTTPS://a HTTP/1.1\r\nHost: b\r\n\r\n");
  CHECK(request.target == "/");
  CHECK(request.host == "a");
  CHECK(request_in("GET http://a?x HTTP/1.1\r\nHost: b\r\n\r\n").target == "/?x");
  CHECK(refused_with("GET http://u@a/ HTTP/1.1\r\nHost: b\r\n\r\n") == 400);
  // The Host field is needed all the same (RFC 9112, section 3.2.2).
  CHECK(refused_with("GET http://a/ HTTP/1.1\r\n\r\n") == 400);
}

TEST_CASE("parse_request: other targets are refused") {
  const auto target = GENERATE("metrics", "*", "a:80", "ftp://a/", "?x", "http:/a",
                               "http://", "http:///a");
  CHECK(refused_with(std::string("GET ") + target + " HTTP/1.1\r\nHost: a\r\n\r\n") ==
        400);
}

TEST_CASE("parse_request: methods that nobody has come back, for the server to refuse") {
  CHECK(request_in("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").method == "OPTIONS");
  CHECK(request_in("CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n").method == "CONNECT");
  CHECK(request_in("BREW / HTTP/1.1\r\nHost: a\r\n\r\n").method == "BREW");
  CHECK(request_in("get / HTTP/1.1\r\nHost: a\r\n\r\n").method == "get");
}

TEST_CASE("parse_request: other versions") {
  CHECK(refused_with("GET / HTTP/2.0\r\nHost: a\r\n\r\n") == 505);
  CHECK(refused_with("PRI * HTTP/2.0\r\n\r\n") == 505);
  CHECK(refused_with("GET / HTTP/1.2\r\n\r\n") == 505);
  CHECK(refused_with("GET / HTTP/0.9\r\n\r\n") == 505);
  CHECK(refused_with("GET / HTTP/11\r\n\r\n") == 400);
  CHECK(refused_with("GET / HTTP/x.y\r\n\r\n") == 400);
  CHECK(refused_with("GET / RTSP/1.0\r\n\r\n") == 400);
  CHECK(refused_with("GET /\r\n\r\n") == 400);
}

TEST_CASE("parse_request: a body is allowed up to the limit, with a length") {
  const std::string post = "POST /-/reload HTTP/1.1\r\nHost: a\r\n";
  CHECK(refused_with(post + "Content-Length: 0\r\n\r\n") == 0);
  CHECK(refused_with(post + "Content-Length: 1024\r\n\r\n") == 0);
  CHECK(refused_with(post + "Content-Length: 1025\r\n\r\n") == 413);
  CHECK(refused_with(post + "Content-Length: 18446744073709551615\r\n\r\n") != 0);
  CHECK(refused_with(post + "Content-Length: 18446744073709551616\r\n\r\n") == 400);
  CHECK(refused_with(post + "Content-Length: -1\r\n\r\n") == 400);
  CHECK(refused_with(post + "Content-Length: +1\r\n\r\n") == 400);
  CHECK(refused_with(post + "Content-Length: 0x10\r\n\r\n") == 400);
  CHECK(refused_with(post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n") == 400);
  CHECK(refused_with(post + "Transfer-Encoding: chunked\r\n\r\n") == 411);
  CHECK(refused_with(post + "Transfer-Encoding: gzip\r\n\r\n") == 411);
  CHECK(refused_with(post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n") !=
        0);
}

TEST_CASE("parse_request: what is not an HTTP request") {
  const auto head = GENERATE(
      "\r\n", "\n", "\r\n\r\n", " \r\n\r\n", "GET\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n",
      " GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.0\n\n", "GET / HTTP/1.0 \r\n\r\n",
      "GET / x HTTP/1.0\r\n\r\n", "G(T / HTTP/1.0\r\n\r\n",
      "GET / HTTP/1.0\r\nA b\r\n\r\n", "GET / HTTP/1.0\r\nA : b\r\n\r\n",
      "GET / HTTP/1.0\r\n: b\r\n\r\n", "GET / HTTP/1.0\r\n A: b\r\n\r\n",
      "GET / HTTP/1.0\r\nA: b\rc\r\n\r\n", "GET / HTTP/1.0\r\nA\r\n : b\r\n\r\n",
      "GET / HTTP/1.0\r\nA: b\n\r\n", "TAPETRACK\r\n\r\n");
  INFO(head);
  CHECK(refused_with(head) == 400);
}

TEST_CASE("parse_request: a head that is cut off anywhere is refused") {
  const std::string_view whole = "GET /a HTTP/1.1\r\nHost: a\r\nAccept: b\r\n\r\n";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    INFO(size);
    CHECK(refused_with(whole.substr(0, size)) == 400);
  }
}

TEST_CASE("parse_request: a control character anywhere is refused") {
  const std::string whole = "GET /a HTTP/1.1\r\nHost: a\r\nAccept: b\r\n\r\n";
  for (const char bad : {'\0', '\x01', '\x0b', '\x1b', '\x7f'}) {
    for (std::size_t at = 0; at < whole.size(); ++at) {
      auto text = whole;
      text.insert(at, 1, bad);
      INFO(at);
      CHECK(refused_with(text) != 0);
    }
  }
}

TEST_CASE("parse_request: what is not decoded stays as it is") {
  const auto request =
      request_in("GET /%00%0d%0a?<script>&\xC3\xA9=\xFF HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(request.target == "/%00%0d%0a?<script>&\xC3\xA9=\xFF");
}

TEST_CASE("parse_request: a folded field is one value") {
  const auto request =
      request_in("GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n  c\r\n\td\r\n\r\n");
  CHECK(request.field("X") == "b c d");
}

TEST_CASE("parse_request: fields of up to 64 KiB") {
  const std::string field = "X: " + std::string(65'000, 'x') + "\r\n";
  const auto request =
      request_in("GET / HTTP/1.1\r\nHost: a\r\n" + field + field + "\r\n");
  CHECK(request.fields.size() == 3);
  const std::string longer = "X: " + std::string(100'000, 'x') + "\r\n";
  CHECK(refused_with("GET / HTTP/1.1\r\nHost: a\r\n" + longer + "\r\n") == 431);
}

#ifdef TMSS10_TEST_FREED_MEMORY

/// How many copies of a text in a field are left in memory when its request is gone.
int copies_left(const std::string& field, std::string_view text, bool is_request = true) {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n" + field +
                           "\r\nC: d\r\n" + (is_request ? "\r\n" : "E\r\n\r\n");
  test::look_for_in_freed_memory(text);
  {
    auto request = parse_request(head, body_limit);
    CHECK(request.has_value() == is_request);
    if (request) (void)take_credentials(*request);
  }
  const int out = test::found_in_freed_memory();
  test::look_for_in_freed_memory({});
  return out;
}

TEST_CASE("parse_request: credentials leave no copy in memory") {
  // Each is another one: what the first leaves could be found by the next.
  const std::string left(100, 'p');
  const std::string long_one(100, 'q');
  const std::string refused(100, 'r');
  CHECK(copies_left("X: " + left, left) > 0);
  CHECK(copies_left("Authorization: Basic " + long_one, long_one) == 0);
  CHECK(copies_left("Authorization: Basic " + refused, refused, false) == 0);
  // Short enough to be kept in the string itself.
  CHECK(copies_left("authorization: Basic YTpzaG9y", "YTpzaG9y") == 0);
  CHECK(copies_left("Authorization: Basic YTp0d2lj\r\nAuthorization: Basic YTp0d2lj",
                    "YTp0d2lj") == 0);
}

#endif

}  // namespace
}  // namespace tmss10
