// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_http.hpp"

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::get_request;
using test::net_http;
using test::net_socket;
using test::reply_of;
using namespace std::chrono_literals;

constexpr std::size_t large_body = 32'000'000;  // more than a system takes unread

/// A server with few connections, for clients from two addresses.
class shared_site {
 public:
  explicit shared_site(std::size_t connections) : site_(settings_with(connections)) {}

  [[nodiscard]] net_http& http() { return site_; }
  /// A client at 127.0.0.1, or at ::1, that sends something.
  [[nodiscard]] net_socket first(std::string_view request) {
    return from("127.0.0.1", 0, request);
  }
  [[nodiscard]] net_socket second(std::string_view request) {
    return from("::1", 1, request);
  }

 private:
  static http_server_settings settings_with(std::size_t connections) {
    http_server_settings out;
    out.listen = {{asio::ip::address_v4::loopback(), 0},
                  {asio::ip::address_v6::loopback(), 0}};
    out.limits.connections = connections;
    out.handle = [](const std::shared_ptr<http_exchange>& exchange) {
      const bool is_large = exchange->request().target == "/large";
      exchange->answer(line_answer(200, std::string(is_large ? large_body : 1, 'x')));
    };
    return out;
  }
  net_socket from(const std::string& address, std::size_t listener,
                  std::string_view request) {
    const auto port = site_.server().endpoints().at(listener).port();
    auto out = net_socket::to(site_.loop(), port, address);
    out.write(view_of(request));
    return out;
  }

  net_http site_;
};

bool lacks_ipv6() {
  if (test::has_ipv6()) return false;
  WARN("this machine has no IPv6");
  return true;
}

/// Clients of the first address that have begun to read a large answer.
std::vector<net_socket> slow_readers(shared_site& site, int count) {
  std::vector<net_socket> out;
  for (int i = 0; i < count; ++i) {
    out.push_back(site.first(get_request("/large")));
    REQUIRE(out.back().read(1).size() == 1);
  }
  return out;
}

TEST_CASE("http_server: half requests of one address take no place of another one") {
  if (lacks_ipv6()) return;
  shared_site site(4);
  auto honest = site.second("GET / HTTP/1.1\r\n");
  std::vector<net_socket> half;
  for (int i = 0; i < 20; ++i)
    half.push_back(site.first("GET / HTTP/1.1\r\n"));
  CHECK(half.front().hears_only_the_end());
  honest.write(view_of(std::string("Host: a\r\n\r\n")));
  CHECK(reply_of(honest.read_to_end()).status == 200);
  CHECK(half.back().hears_nothing_for(20ms));
}

TEST_CASE("http_server: who reads slowly gives way to another address") {
  if (lacks_ipv6()) return;
  shared_site site(4);
  auto slow = slow_readers(site, 4);
  auto other = site.second(get_request("/"));
  CHECK(reply_of(other.read_to_end()).status == 200);
  CHECK(slow.front().read_to_end().size() < large_body);
  CHECK(slow.front().end() == asio::error::connection_reset);
  CHECK(slow.back().read_to_end().size() > large_body);
}

TEST_CASE("http_server: one address alone may use all connections") {
  if (lacks_ipv6()) return;
  shared_site site(3);
  auto slow = slow_readers(site, 3);
  auto same = site.first(get_request("/"));
  CHECK(reply_of(same.read_to_end()).status == 503);
  for (auto& client : slow)
    CHECK(client.read_to_end().size() > large_body);
}

TEST_CASE("http_server: while one address reads slowly, another one asks many times") {
  if (lacks_ipv6()) return;
  shared_site site(8);
  auto slow = slow_readers(site, 8);
  for (int i = 0; i < 50; ++i) {
    auto other = site.second(get_request("/"));
    CHECK(reply_of(other.read_to_end()).status == 200);
  }
  // One place was enough for it.
  int whole = 0;
  for (auto& client : slow)
    if (client.read_to_end().size() > large_body) ++whole;
  CHECK(whole >= 6);
}

}  // namespace
}  // namespace tmss10
