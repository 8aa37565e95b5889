// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_http.hpp"

#include <atomic>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace tmss10 {
namespace {

using test::get_request;
using test::net_http;
using test::reply_of;
using namespace std::chrono_literals;

/// Answers with what it knows of the request.
void describe(const std::shared_ptr<http_exchange>& exchange) {
  const auto& request = exchange->request();
  exchange->answer(line_answer(200, request.peer.address().to_string() + " " +
                                        request.host + " " +
                                        request.field("accept").value_or("-")));
}

TEST_CASE("http_server: a request is answered, and the connection closed") {
  net_http site;
  auto client = site.begin(get_request("/a?b=%20"));
  const auto reply = reply_of(client.read_to_end());
  CHECK(client.end() == asio::error::eof);
  CHECK(reply.status == 200);
  CHECK(reply.body == "GET /a?b=%20\n");
  CHECK(reply.field("Content-Length") == "13");
  CHECK(reply.field("Connection") == "close");
  CHECK(reply.field("X-Content-Type-Options") == "nosniff");
  CHECK(reply.field("Date").ends_with(" GMT"));
}

TEST_CASE("http_server: HTTP/1.0 without any field") {
  net_http site;
  const auto reply = site.ask("GET / HTTP/1.0\r\n\r\n");
  CHECK(reply.status == 200);
  CHECK(reply.head.starts_with("HTTP/1.1 200 OK\r\n"));
}

TEST_CASE("http_server: a handler knows who asks for what") {
  http_server_settings settings;
  settings.handle = describe;
  net_http site(std::move(settings));
  CHECK(site.ask("GET / HTTP/1.1\r\nhost: a:1\r\nACCEPT: b\r\n\r\n").body ==
        "127.0.0.1 a:1 b\n");
}

TEST_CASE("http_server: a request that comes byte by byte") {
  net_http site;
  auto client = site.connect();
  client.write_byte_by_byte(view_of(get_request("/slow")));
  CHECK(reply_of(client.read_to_end()).body == "GET /slow\n");
}

TEST_CASE("http_server: HEAD has the head of GET, and no body") {
  http_server_settings settings;
  settings.handle = [](const std::shared_ptr<http_exchange>& exchange) {
    exchange->answer(line_answer(200, std::string(100'000, 'x')));
  };
  net_http site(std::move(settings));
  const auto reply = site.ask("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(reply.status == 200);
  CHECK(reply.field("Content-Length") == "100001");
  CHECK(reply.body.empty());
  CHECK(site.get("/").body.size() == 100'001);
}

TEST_CASE("http_server: other methods are refused, with those that may be used") {
  net_http site;
  for (const auto* method :
       {"POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "get", "BREW", "CONNECT"}) {
    const auto reply = site.ask(std::string(method) + " / HTTP/1.1\r\nHost: a\r\n\r\n");
    INFO(method);
    CHECK(reply.status == 405);
    CHECK(reply.field("Allow") == "GET, HEAD");
    CHECK(reply.body == "use GET or HEAD\n");
  }
  CHECK(site.ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status == 405);
}

TEST_CASE("http_server: POST where it is allowed, with a small body that nobody reads") {
  http_server_settings settings;
  settings.methods = [](std::string_view) {
    return std::vector<std::string>{"GET", "HEAD", "POST"};
  };
  net_http site(std::move(settings));
  const std::string post = "POST /-/reload HTTP/1.1\r\nHost: a\r\nContent-Length: ";
  CHECK(site.ask(post + "0\r\n\r\n").body == "POST /-/reload\n");
  CHECK(site.ask(post + "1024\r\n\r\n" + std::string(1024, 'x')).status == 200);
  CHECK(site.ask(post + "1025\r\n\r\n" + std::string(1025, 'x')).status == 413);
  CHECK(site.ask("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                 "\r\n")
            .status == 411);
}

TEST_CASE("http_server: what can't be a request is refused in words") {
  net_http site;
  CHECK(site.ask("GET / HTTP/1.1\r\n\r\n").status == 400);
  CHECK(site.ask(std::string("GET /a\0b HTTP/1.1\r\n", 20)).status == 400);
  CHECK(site.ask("\x16\x03\x01").body == "this port speaks HTTP, not HTTPS\n");
  CHECK(site.ask("PRI * HTTP/2.0\r\n\r\n").status == 505);
  CHECK(site.ask("GET /" + std::string(65'536, 'a')).status == 414);
  CHECK(site.ask("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'a')).status == 431);
}

TEST_CASE("http_server: a head of 1 MB gets its refusal") {
  net_http site;
  auto client = site.connect();
  const std::string head = "GET / HTTP/1.1\r\nX: " + std::string(1 << 20, 'a');
  client.write(view_of(head));
  const auto reply = reply_of(client.read_to_end());
  CHECK(reply.status == 431);
  CHECK(site.get("/").status == 200);
}

TEST_CASE("http_server: 1 MB or a NUL anywhere is refused, and the next one is served") {
  net_http site;
  const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n";
  const std::string nul(1, '\0');
  std::string fields;
  while (fields.size() < 1 << 20)
    fields += "X: y\r\n";
  struct row {
    std::string request;
    int status;
  };
  for (const auto& [request, status] :
       std::vector<row>{{std::string(1 << 20, 'a'), 414},
                        {"GET /" + std::string(1 << 20, 'a') + " HTTP/1.1\r\n\r\n", 414},
                        {get + fields + "\r\n", 431},
                        {get + std::string(1 << 20, 'X') + ": y\r\n\r\n", 431},
                        {get + "X: " + std::string(1 << 20, ' ') + "y\r\n\r\n", 431},
                        {get + "X: a\r\n" + std::string(1 << 20, ' ') + "b\r\n\r\n", 431},
                        {nul, 400},
                        {std::string(1 << 20, '\0'), 400},
                        {"GET /" + nul + " HTTP/1.1\r\nHost: a\r\n\r\n", 400},
                        {"GET / HTTP/1.1\r\nHost: a" + nul + "b\r\n\r\n", 400},
                        {get + "X" + nul + ": y\r\n\r\n", 400},
                        {get + nul + "\r\n\r\n", 400}}) {
    CAPTURE(request.substr(0, 40), request.size());
    auto client = site.connect();
    client.write(view_of(request));
    CHECK(reply_of(client.read_to_end()).status == status);
    CHECK(site.get("/").status == 200);
  }
  // In a path, it is the handler's to judge.
  CHECK(site.get("/a%00b").body == "GET /a%00b\n");
}

TEST_CASE(
    "http_server: one request for each connection; a second one takes nothing away") {
  std::atomic<int> requests = 0;
  http_server_settings settings;
  settings.handle = [&requests](const std::shared_ptr<http_exchange>& exchange) {
    ++requests;
    exchange->answer(line_answer(200, "once"));
  };
  net_http site(std::move(settings));
  auto client = site.begin(get_request("/1") + get_request("/2") + get_request("/3"));
  const auto reply = reply_of(client.read_to_end());
  CHECK(reply.body == "once\n");
  CHECK(client.end() == asio::error::eof);
  CHECK(requests == 1);
}

TEST_CASE("http_server: a client that ends its side is answered") {
  net_http site;
  auto client = site.begin(get_request("/"));
  client.send_fin();
  CHECK(reply_of(client.read_to_end()).status == 200);
}

TEST_CASE("http_server: a handler that throws, or has no answer, is a 500") {
  http_server_settings settings;
  settings.handle = [](const std::shared_ptr<http_exchange>& exchange) {
    if (exchange->request().target == "/throw") throw std::runtime_error("secret");
    if (exchange->request().target == "/number") throw 7;
    if (exchange->request().target == "/split")
      exchange->answer({200, "text/plain", "a", {{"X", "a\r\nY: b"}}});
  };
  net_http site(std::move(settings));
  CHECK(site.get("/throw").status == 500);
  CHECK(site.get("/throw").body.find("secret") == std::string::npos);
  CHECK(site.get("/number").status == 500);
  CHECK(site.get("/drop").status == 500);
  const auto split = site.get("/split");
  CHECK(split.status == 500);
  CHECK(split.field("Y").empty());
}

TEST_CASE("http_server: an answer from another thread, while others are served") {
  std::vector<std::thread> threads;
  std::mutex mutex;
  http_server_settings settings;
  settings.handle = [&](std::shared_ptr<http_exchange> exchange) {
    if (exchange->request().target == "/now") {
      exchange->answer(line_answer(200, "now"));
      return;
    }
    const std::lock_guard lock(mutex);
    threads.emplace_back([exchange = std::move(exchange)] {
      std::this_thread::sleep_for(200ms);
      exchange->answer(line_answer(200, "later"));
    });
  };
  net_http site(std::move(settings));
  std::vector<test::net_socket> waiting;
  for (int i = 0; i < 20; ++i)
    waiting.push_back(site.begin(get_request("/later")));
  CHECK(site.get("/now").body == "now\n");
  for (auto& client : waiting)
    CHECK(reply_of(client.read_to_end()).body == "later\n");
  const std::lock_guard lock(mutex);
  for (auto& thread : threads)
    thread.join();
}

TEST_CASE("http_server: credentials, where they are needed") {
  http_server_settings settings;
  settings.name = "TMSS10Exporter";
  settings.authorize = [](const basic_credentials& who) {
    return who.user == "a" && who.password.text == "b";
  };
  settings.handle = [](const std::shared_ptr<http_exchange>& exchange) {
    const bool shown = exchange->request().field("Authorization").has_value();
    exchange->answer(line_answer(200, shown ? "shown" : "hidden"));
  };
  net_http site(std::move(settings));
  const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n";
  CHECK(site.ask(get + "Authorization: Basic YTpi\r\n\r\n").body == "hidden\n");
  for (const auto* wrong :
       {"", "Authorization: Basic YTpj\r\n", "Authorization: Basic YTpiYw==\r\n",
        "Authorization: Basic\r\n",
        "Authorization: Basic YTpi\r\nAuthorization: Basic YTpi\r\n",
        "Proxy-Authorization: Basic YTpi\r\n"}) {
    const auto reply = site.ask(get + wrong + "\r\n");
    INFO(wrong);
    CHECK(reply.status == 401);
    CHECK(reply.field("WWW-Authenticate").starts_with("Basic realm=\"TMSS10Exporter\""));
  }
}

TEST_CASE("http_server: without a check, credentials are still kept from the handler") {
  http_server_settings settings;
  settings.handle = [](const std::shared_ptr<http_exchange>& exchange) {
    exchange->answer(
        line_answer(200, exchange->request().field("Authorization").value_or("none")));
  };
  net_http site(std::move(settings));
  CHECK(site.ask("GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YTpi\r\n\r\n").body ==
        "none\n");
}

TEST_CASE("http_server: a large answer arrives whole") {
  http_server_settings settings;
  settings.handle = [](const std::shared_ptr<http_exchange>& exchange) {
    exchange->answer(line_answer(200, std::string(20'000'000, 'x')));
  };
  net_http site(std::move(settings));
  CHECK(site.get("/").body.size() == 20'000'001);
}

}  // namespace
}  // namespace tmss10
