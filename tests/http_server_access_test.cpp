// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_http.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

using test::net_http;

TEST_CASE("http_server: a path has methods of its own") {
  http_server_settings settings;
  settings.methods = [](std::string_view path) {
    return path == "/post" ? std::vector<std::string>{"POST"}
                           : std::vector<std::string>{"GET", "HEAD", "PUT"};
  };
  net_http site(std::move(settings));
  const auto ask = [&site](const std::string& line) {
    return site.ask(line + " HTTP/1.1\r\nHost: a\r\n\r\n");
  };
  CHECK(ask("POST /post?a").status == 200);
  CHECK(ask("GET /post").body == "use POST\n");
  CHECK(ask("PUT /post").field("Allow") == "POST");
  CHECK(ask("PUT /").status == 200);
  const auto reply = ask("POST /posts");
  CHECK(reply.body == "use GET, HEAD or PUT\n");
  CHECK(reply.field("Allow") == "GET, HEAD, PUT");
}

}  // namespace
}  // namespace tmss10
