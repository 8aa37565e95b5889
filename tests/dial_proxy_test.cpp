// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_proxied_dial.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/dial.hpp>

#include <string>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::dial_call;
using test::head_of;
using test::net_listener;
using test::net_loop;
using test::proxied_dial;
using test::request_from;

TEST_CASE("dial: through a proxy, each stage is told in its order") {
  proxied_dial run;
  (void)request_from(*run.client);
  run.loop.run_for(20ms);
  test::say(*run.client, head_of("200 OK"));
  REQUIRE(!run.finish());
  const auto port = run.listener.port();
  REQUIRE(run.call.begun.size() == 1);
  CHECK(run.call.begun[0].host == "target.example");
  CHECK(run.call.begun[0].port == 5000);
  CHECK(run.call.begun[0].proxy == "127.0.0.1:" + std::to_string(port));
  REQUIRE(run.call.told.size() == 3);
  const auto resolved = std::get<event::resolved>(run.call.told[0]);
  CHECK(resolved.host == "127.0.0.1");
  CHECK(resolved.addresses == std::vector<std::string>{"127.0.0.1"});
  const auto connected = std::get<event::proxy_connected>(run.call.told[1]);
  CHECK(connected.address == "127.0.0.1");
  CHECK(connected.port == port);
  CHECK(connected.local_address == "127.0.0.1");
  CHECK(connected.local_port == run.client->socket().remote_endpoint().port());
  const auto tunnelled = std::get<event::tunnelled>(run.call.told[2]);
  CHECK(tunnelled.host == "target.example");
  CHECK(tunnelled.port == 5000);
  CHECK(tunnelled.took >= 20ms);
  // Without the look-up, and with the tunnel.
  CHECK(run.call.target->took == connected.took + tunnelled.took);
}

TEST_CASE("dial: only the proxy's name is looked up") {
  proxied_dial run([](dial_settings& to) {
    to.host = "not a name";
    to.proxy->host = "localhost";
  });
  CHECK(request_from(*run.client) == connect_request("not a name:5000", ""));
  test::say(*run.client, head_of("200 OK"));
  REQUIRE(!run.finish());
  CHECK(std::get<event::resolved>(run.call.told.at(0)).host == "localhost");
}

TEST_CASE("dial: no zone is sent to a proxy") {
  for (const std::string host : {"fe80::1%eth0", "fe80::1%25", "2001:db8::1%1"}) {
    CAPTURE(host);
    proxied_dial run([&host](dial_settings& to) { to.host = host; });
    const auto address = host.substr(0, host.find('%'));
    CHECK(request_from(*run.client) == connect_request("[" + address + "]:5000", ""));
    test::say(*run.client, head_of("200 OK"));
    REQUIRE(!run.finish());
    CHECK(run.call.begun.at(0).host == host);
    CHECK(run.call.begun.at(0).asked_for == address);
    CHECK(std::get<event::tunnelled>(run.call.told.at(2)).host == host);
  }
}

TEST_CASE("dial: what a proxy is asked for is told only where it is another text") {
  proxied_dial run([](dial_settings& to) { to.host = "2001:db8::1"; });
  CHECK(request_from(*run.client) == connect_request("[2001:db8::1]:5000", ""));
  test::say(*run.client, head_of("200 OK"));
  REQUIRE(!run.finish());
  CHECK(run.call.begun.at(0).asked_for.empty());
}

TEST_CASE("dial: an address of the proxy that is known is not looked up, nor told") {
  proxied_dial run([](dial_settings& to) {
    to.proxy->host = "nonexistent.invalid";
    to.known_address = "127.0.0.1";
  });
  (void)request_from(*run.client);
  test::say(*run.client, head_of("200 OK"));
  REQUIRE(!run.finish());
  REQUIRE(run.call.told.size() == 2);
  CHECK(std::holds_alternative<event::proxy_connected>(run.call.told[0]));
  CHECK(std::holds_alternative<event::tunnelled>(run.call.told[1]));
}

TEST_CASE("dial: an address of the target that is known is not looked up, nor told") {
  net_loop loop;
  net_listener listener(loop);
  dial_call call(loop);
  auto settings = test::dial_to("nonexistent.invalid", listener.port());
  settings.known_address = "127.0.0.1";
  REQUIRE(!call.call(loop, settings));
  REQUIRE(call.told.size() == 1);
  CHECK(std::get<event::connected>(call.told[0]).address == "127.0.0.1");
}

TEST_CASE("dial: a direct connection has taken its time, and has no early bytes") {
  net_loop loop;
  net_listener listener(loop);
  dial_call call(loop);
  REQUIRE(!call.call(loop, test::dial_to("127.0.0.1", listener.port())));
  CHECK(call.target->took < 1min);
  CHECK(call.target->took > 0ns);
  CHECK(call.target->early.empty());
}

TEST_CASE("dial: a proxy's name that is not found, and a family that it has not") {
  net_loop loop;
  dial_call call(loop);
  auto settings = test::dial_to("127.0.0.1", 1);
  settings.proxy = test::proxy_at(7);
  settings.proxy->host = " ";
  auto failed = call.call(loop, settings);
  REQUIRE(failed);
  CHECK(failed->where == stage::proxy_resolve);
  CHECK(failed->error == errc::name_not_found);
  CHECK(failed->host == "127.0.0.1");
  REQUIRE(failed->proxy);
  CHECK(failed->proxy->host == " ");
  CHECK(failed->proxy->port == 7);
  CHECK(failed->proxy->address.empty());
  settings.proxy->host = "127.0.0.1";
  settings.family = address_family::v6;
  failed = call.call(loop, settings);
  REQUIRE(failed);
  CHECK(failed->where == stage::proxy_resolve);
  CHECK(failed->error == errc::no_address_of_family);
  CHECK(call.told.empty());
}

TEST_CASE("dial: a proxy that refuses the connection") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  dial_call call(loop);
  auto settings = test::dial_to("target.example", 5000);
  settings.proxy = test::proxy_at(port);
  const auto failed = call.call(loop, settings);
  REQUIRE(failed);
  CHECK(failed->where == stage::proxy_connect);
  CHECK(failed->error == std::errc::connection_refused);
  CHECK(failed->address.empty());
  REQUIRE(failed->proxy);
  CHECK(failed->proxy->address == "127.0.0.1");
  CHECK(failed->proxy->port == port);
  REQUIRE(call.attempts.size() == 1);
  CHECK(call.attempts[0].of_proxy);
  CHECK(call.attempts[0].port == port);
  CHECK(call.attempts[0].error == failed->error);
}

#ifndef _WIN32  // there a full queue refuses
TEST_CASE("dial: a proxy that does not answer the connection request") {
  net_loop loop;
  test::full_listener listener(loop);
  dial_call call(loop);
  auto settings = test::dial_to("target.example", 5000);
  settings.proxy = test::proxy_at(listener.port());
  settings.timeout = 40ms;
  const auto failed = call.call(loop, settings);
  REQUIRE(failed);
  CHECK(failed->where == stage::proxy_connect);
  CHECK(failed->error == errc::timed_out);
}
#endif

/// The events after the first of that kind, in whose callback the limit is tripped.
template <typename Event>
std::size_t told_after_trip(const std::string& proxy_host) {
  net_loop loop;
  net_listener listener(loop);
  dial_call call(loop);
  auto settings = test::dial_through(listener);
  settings.proxy->host = proxy_host;
  std::size_t after = 0;
  bool tripped = false;
  call.tell = [&](const ping_event& happened) {
    if (tripped) ++after;
    if (!tripped && std::holds_alternative<Event>(happened)) {
      tripped = true;
      call.limit.trip();
    }
  };
  const auto failed = call.call(loop, settings);
  REQUIRE(tripped);
  REQUIRE(failed);
  CHECK(failed->error == errc::stopped);
  return after;
}

TEST_CASE("dial: tripped in the callback of any event, it is stopped") {
  for (const std::string host : {"127.0.0.1", "localhost"}) {
    CAPTURE(host);
    CHECK(told_after_trip<event::connecting>(host) == 0);
    CHECK(told_after_trip<event::resolved>(host) == 0);
    CHECK(told_after_trip<event::proxy_connected>(host) == 0);
  }
}

}  // namespace
}  // namespace tmss10
