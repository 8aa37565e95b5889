// SPDX-License-Identifier: MIT
#include "programs/ping_settings.hpp"

#include "catch.hpp"
#include "support/net_key.hpp"
#include "support/net_loop.hpp"
#include <tmss10/core/options/usage_error.hpp>
#include <tmss10/net/ping/connection_pinger.hpp>
#include <tmss10/net/ping/pinger.hpp>

#include <memory>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

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

}  // namespace
}  // namespace tmss10
