// SPDX-License-Identifier: MIT
#include "programs/ping_settings.hpp"

#include "catch.hpp"
#include "support/net_key.hpp"
#include "support/net_loop.hpp"
#include <tmss10/core/options/usage_error.hpp>
#include <tmss10/net/ping/connection_pinger.hpp>
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

ping_options to_server() {
  ping_options out;
  out.host = "server.example";
  return out;
}

void warn_nobody(const std::string& /*text*/) {}

TEST_CASE("ping_settings: pings are packets, unless connections are asked for") {
  test::net_loop loop;
  auto options = to_server();
  const auto kind_of = [&] {
    return pinging_of(loop.executor(), options, {}, test::open_mode_key,
                      [](const ping_event&) {});
  };
  CHECK(dynamic_cast<pinger*>(kind_of().get()) != nullptr);
  options.connect_only = true;
  CHECK(dynamic_cast<connection_pinger*>(kind_of().get()) != nullptr);
}

/// As no default is.
ping_options with_everything() {
  auto out = to_server();
  out.port = 5001;
  out.count = 7;
  out.interval = 8s;
  out.timeout = 9s;
  out.connect_timeout = 10s;
  out.look_up_timeout = 11s;
  out.deadline = 12s;
  out.payload_size = 13;
  out.family = address_family::v6;
  out.source = "::1";
  out.interface_name = "eth1";
  return out;
}

void check_dial(const dial_settings& got) {
  CHECK(got.host == "server.example");
  CHECK(got.port == 5001);
  CHECK(got.family == address_family::v6);
  CHECK(got.from.address == "::1");
  CHECK(got.from.interface_name == "eth1");
  CHECK(got.timeout == 10s);
  CHECK(got.look_up_timeout == 11s);
  REQUIRE(got.proxy);
  CHECK(got.proxy->host == "proxy.example");
}

TEST_CASE("ping_settings: every option reaches the pings") {
  const proxy_settings proxy{"proxy.example", 3128, nullptr, {}};
  const auto packets = pinger_settings_of(with_everything(), proxy);
  check_dial(packets.dial);
  CHECK(packets.count == 7);
  CHECK(packets.interval == 8s);
  CHECK(packets.reply_timeout == 9s);
  CHECK(packets.deadline == 12s);
  CHECK(packets.payload_size == 13);
  const auto connections = connection_pinger_settings_of(with_everything(), proxy);
  check_dial(connections.dial);
  CHECK(connections.count == 7);
  CHECK(connections.interval == 8s);
  CHECK(connections.deadline == 12s);
}

TEST_CASE("ping_settings: a run that asks for no proxy has none") {
  const auto choice = choose_proxy(to_server(), warn_nobody);
  CHECK(!choice.proxy);
  CHECK(choice.reason.empty());
  CHECK(proxy_name_of(to_server()).empty());
}

TEST_CASE("ping_settings: a proxy on the command line is used, with its fields") {
  auto options = to_server();
  options.proxy.emplace();
  options.proxy->address = proxy_address{"proxy.example", 3128};
  options.proxy->headers = {{"X-Site", "7"}};
  const auto choice = choose_proxy(options, warn_nobody);
  REQUIRE(choice.proxy);
  CHECK(choice.proxy->host == "proxy.example");
  CHECK(choice.proxy->port == 3128);
  CHECK(!choice.proxy->credentials);
  REQUIRE(choice.proxy->headers.size() == 1);
  CHECK(choice.proxy->headers.front().name == "X-Site");
  CHECK(proxy_name_of(options) == "proxy.example:3128");
}

TEST_CASE("ping_settings: a source that is no address is named before anything begins") {
  auto options = to_server();
  options.source = "nothing at all";
  CHECK_THROWS_AS(check_command(options), usage_error);
}

TEST_CASE("ping_settings: an interface that none can be is named in the same way") {
  auto options = to_server();
  options.interface_name = std::string(300, 'a');
  CHECK_THROWS_AS(check_command(options), usage_error);
}

TEST_CASE("ping_settings: an interface is the zone of an address of a link") {
  auto options = to_server();
  options.host = "fe80::1";
  CHECK_THROWS_AS(check_command(options), usage_error);
  options.interface_name = "eth1";
  CHECK_NOTHROW(check_command(options));
}

#ifdef __linux__  // others have other names for it
TEST_CASE("ping_settings: a zone that is another interface is refused") {
  auto options = to_server();
  options.interface_name = "lo";
  options.host = "fe80::1%lo";
  CHECK_NOTHROW(check_command(options));
  options.host = "::1";
  CHECK_NOTHROW(check_command(options));
  options.interface_name = "nosuch";  // which may come
  options.host = "fe80::1%lo";
  CHECK_NOTHROW(check_command(options));
}
#endif

}  // namespace
}  // namespace tmss10
