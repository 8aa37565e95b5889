// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_http.hpp"

#include <system_error>

namespace tmss10 {
namespace {

using asio::ip::address_v4;
using asio::ip::address_v6;
using asio::ip::tcp;
using test::get_request;
using test::has_ipv6;
using test::net_http;
using test::net_socket;
using test::reply_of;

http_server_settings listening_at(std::vector<tcp::endpoint> where) {
  http_server_settings out;
  out.listen = std::move(where);
  out.handle = [](const std::shared_ptr<http_exchange>& exchange) {
    exchange->answer(line_answer(200, exchange->request().peer.address().to_string()));
  };
  return out;
}

/// What is asked at an address, and answered.
std::string body_from(net_http& site, const std::string& address, std::uint16_t port) {
  auto client = net_socket::to(site.loop(), port, address);
  client.write(view_of(get_request("/")));
  return reply_of(client.read_to_end()).body;
}

TEST_CASE("http_server: port 0 is a free one, which it says") {
  net_http site(listening_at({{address_v4::loopback(), 0}, {address_v4::loopback(), 0}}));
  const auto at = site.server().endpoints();
  REQUIRE(at.size() == 2);
  CHECK(at[0].port() != 0);
  CHECK(at[0].port() != at[1].port());
  CHECK(body_from(site, "127.0.0.1", at[0].port()) == "127.0.0.1\n");
  CHECK(body_from(site, "127.0.0.1", at[1].port()) == "127.0.0.1\n");
}

TEST_CASE("http_server: all addresses of both families at one port") {
  if (!has_ipv6()) {
    WARN("this machine has no IPv6");
    return;
  }
  net_http first(listening_at({{address_v6::any(), 0}}));
  const auto port = first.port();
  net_http both(listening_at({{address_v6::loopback(), 0}, {address_v4::any(), port}}));
  CHECK(body_from(first, "::1", port) == "::1\n");
  CHECK(body_from(both, "127.0.0.1", port) == "127.0.0.1\n");
  CHECK(body_from(both, "::1", both.port()) == "::1\n");
}

TEST_CASE("http_server: a port that is taken is an error in words") {
  net_http site;
  const auto port = site.port();
  const auto name = "127.0.0.1:" + std::to_string(port);
  try {
    const http_server second(listening_at({{address_v4::loopback(), port}}));
    FAIL("two servers share a port");
  } catch (const std::system_error& error) {
    CHECK(error.code() == std::errc::address_in_use);
    const std::string words = error.what();
    CHECK(words.starts_with("can't listen on " + name));
#ifdef __linux__
    CHECK(words.find(", used by this process: ") != std::string::npos);
#endif
  }
}

TEST_CASE("http_server: one port of several that is taken frees the others") {
  net_http site;
  tcp::endpoint free_one(address_v4::loopback(), test::closed_port(site.loop()));
  CHECK_THROWS_AS(
      http_server(listening_at({free_one, {address_v4::loopback(), site.port()}})),
      std::system_error);
  const http_server again(listening_at({free_one}));
  CHECK(again.endpoints().front() == free_one);
}

TEST_CASE("http_server: an address that this machine does not have") {
  try {
    const http_server none(listening_at({{asio::ip::make_address("192.0.2.1"), 9100}}));
    FAIL("it listens there");
  } catch (const std::system_error& error) {
    CHECK(error.code() == std::errc::address_not_available);
    CHECK(std::string(error.what()).starts_with("can't listen on 192.0.2.1:9100: "));
  }
}

TEST_CASE("http_server: the port of one that has stopped can be had at once") {
  tcp::endpoint at;
  {
    net_http site;
    at = site.server().endpoints().front();
    for (int i = 0; i < 5; ++i)
      CHECK(site.get("/").status == 200);
  }
  const http_server again(listening_at({at}));
  CHECK(again.endpoints().front() == at);
}

TEST_CASE("http_server: its descriptors are counted before it has them") {
  http_server_settings settings;
  settings.listen.resize(2);
  settings.limits.connections = 100;
  settings.limits.refusals = 10;
  CHECK(http_server::most_descriptors(settings) == 3 + 2 * 2 + 100 + 10);
}

}  // namespace
}  // namespace tmss10
