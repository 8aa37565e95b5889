// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_http.hpp"

#include <mutex>
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

TEST_CASE("http_server: every answer is told, and who was not let in") {
  std::mutex mutex;  // the functions are called on the server's thread
  std::vector<std::string> told;
  const auto tell = [&](const std::string& what) {
    const std::scoped_lock lock(mutex);
    told.push_back(what);
  };
  http_server_settings settings;
  settings.authorize = [](const basic_credentials& given) { return given.user == "a"; };
  settings.on_answer = [&tell](int status) { tell(std::to_string(status)); };
  settings.on_unauthorized = [&tell](const asio::ip::address& peer,
                                     bool has_credentials) {
    tell(peer.to_string() + (has_credentials ? " wrong" : " none"));
  };
  net_http site(std::move(settings));
  const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n";
  (void)site.ask(get + "\r\n");
  (void)site.ask(get + "Authorization: Basic YjpiCg==\r\n\r\n");
  (void)site.ask(get + "Authorization: Basic Yjpi\r\n\r\n");
  (void)site.ask(get + "Authorization: Basic YTpi\r\n\r\n");
  (void)site.ask("POST / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YTpi\r\n\r\n");
  (void)site.ask("nonsense\r\n\r\n");
  site.server().stop();
  CHECK(told == std::vector<std::string>{"127.0.0.1 none", "401", "127.0.0.1 none", "401",
                                         "127.0.0.1 wrong", "401", "200", "405", "400"});
}

}  // namespace
}  // namespace tmss10
