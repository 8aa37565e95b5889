// SPDX-License-Identifier: MIT
#include "http/answer_head.hpp"

#include "catch.hpp"
#include "http/status_reason.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

const std::chrono::system_clock::time_point noon(std::chrono::seconds(1'764'504'000));

TEST_CASE("answer_head: all there is before a body") {
  http_answer answer;
  answer.body = "12345";
  CHECK(answer_head(answer, "TMSS10Responder", noon) ==
        "HTTP/1.1 200 OK\r\n"
        "Date: Sun, 30 Nov 2025 12:00:00 GMT\r\n"
        "Server: TMSS10Responder\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "Content-Length: 5\r\n"
        "Cache-Control: no-store\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Connection: close\r\n"
        "\r\n");
}

TEST_CASE("answer_head: no name, no Server field; fields of its own") {
  auto answer = method_refusal(std::vector<std::string>{"GET", "HEAD"});
  answer.body.clear();
  const auto head = answer_head(answer, "", noon);
  CHECK(head.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"));
  CHECK(head.find("\r\nAllow: GET, HEAD\r\n") != std::string::npos);
  CHECK(head.find("\r\nContent-Length: 0\r\n") != std::string::npos);
  CHECK(head.find("Server") == std::string::npos);
}

TEST_CASE("answer_head: a page may load and run nothing") {
  http_answer answer;
  answer.content_type = "text/html; charset=utf-8";
  const auto head = answer_head(answer, "", noon);
  CHECK(head.find("\r\nContent-Security-Policy: default-src 'none'; ") !=
        std::string::npos);
  CHECK(head.find("script-src") == std::string::npos);
  answer.content_type = "application/json";
  CHECK(answer_head(answer, "", noon).find("Security-Policy") == std::string::npos);
}

TEST_CASE("answer_head: nobody can begin another field, or end the head") {
  const auto bad = GENERATE("a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\x7f", "\x1b[2J");
  http_answer answer;
  answer.fields = {{"X", bad}};
  CHECK_THROWS_AS(answer_head(answer, "", noon), std::invalid_argument);
  answer.fields = {{bad, "b"}};
  CHECK_THROWS_AS(answer_head(answer, "", noon), std::invalid_argument);
  answer.fields = {};
  CHECK_THROWS_AS(answer_head(answer, bad, noon), std::invalid_argument);
  answer.content_type = bad;
  CHECK_THROWS_AS(answer_head(answer, "", noon), std::invalid_argument);
}

TEST_CASE(
    "answer_head: a NUL, an empty name and one with a colon are refused, UTF-8 not") {
  http_answer answer;
  answer.fields = {{"X", std::string("a\0b", 3)}};
  CHECK_THROWS_AS(answer_head(answer, "", noon), std::invalid_argument);
  answer.fields = {{"", "a"}};
  CHECK_THROWS_AS(answer_head(answer, "", noon), std::invalid_argument);
  answer.fields = {{"X:", "a"}};
  CHECK_THROWS_AS(answer_head(answer, "", noon), std::invalid_argument);
  answer.fields = {{"X", "é"}};
  CHECK(answer_head(answer, "", noon).find("\r\nX: é\r\n") != std::string::npos);
}

TEST_CASE("status_reason: every status that this server answers with has its words") {
  CHECK(status_reason(200) == "OK");
  CHECK(status_reason(400) == "Bad Request");
  CHECK(status_reason(401) == "Unauthorized");
  CHECK(status_reason(404) == "Not Found");
  CHECK(status_reason(408) == "Request Timeout");
  CHECK(status_reason(411) == "Length Required");
  CHECK(status_reason(413) == "Payload Too Large");
  CHECK(status_reason(414) == "URI Too Long");
  CHECK(status_reason(421) == "Misdirected Request");
  CHECK(status_reason(431) == "Request Header Fields Too Large");
  CHECK(status_reason(500) == "Internal Server Error");
  CHECK(status_reason(503) == "Service Unavailable");
  CHECK(status_reason(505) == "HTTP Version Not Supported");
  CHECK(status_reason(999) == "<unknown-status>");
}

}  // namespace
}  // namespace tmss10
