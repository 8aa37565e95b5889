// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_dial.hpp"
#include "support/net_socket.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/dial.hpp>

#include <asio/buffer.hpp>
#include <asio/write.hpp>

#include <chrono>
#include <string>
#include <system_error>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using asio::ip::tcp;
using test::dial_call;
using test::dial_to;
using test::net_listener;
using test::net_loop;

TEST_CASE("dial: connects, and tells the addresses and the connection") {
  net_loop loop;
  net_listener listener(loop);
  dial_call call(loop);
  const auto failed = call.call(loop, dial_to("127.0.0.1", listener.port()));
  REQUIRE(!failed);
  auto peer = listener.accept();

  REQUIRE(call.begun.size() == 1);
  CHECK(call.begun.front().host == "127.0.0.1");
  CHECK(call.begun.front().port == listener.port());
  CHECK(call.begun.front().proxy.empty());
  REQUIRE(call.told.size() == 2);
  const auto resolved = std::get<event::resolved>(call.told[0]);
  CHECK(resolved.host == "127.0.0.1");
  CHECK(resolved.addresses == std::vector<std::string>{"127.0.0.1"});
  const auto connected = std::get<event::connected>(call.told[1]);
  CHECK(connected.address == "127.0.0.1");
  CHECK(connected.port == listener.port());
  CHECK(connected.local_address == "127.0.0.1");
  CHECK(connected.local_port == peer.socket().remote_endpoint().port());
  CHECK(connected.took > 0ns);
  REQUIRE(call.attempts.size() == 1);
  CHECK(call.attempts[0].address == "127.0.0.1");
  CHECK(call.attempts[0].port == listener.port());
  CHECK(call.attempts[0].local_address == "127.0.0.1");
  CHECK(call.attempts[0].took == connected.took);
  CHECK(!call.attempts[0].error);
  CHECK(!call.attempts[0].of_proxy);
  CHECK(call.target->took == connected.took);
}

TEST_CASE("dial: the connection can be used, and Nagle's algorithm is off") {
  net_loop loop;
  net_listener listener(loop);
  dial_call call(loop);
  REQUIRE(!call.call(loop, dial_to("127.0.0.1", listener.port())));
  tcp::no_delay no_delay;
  call.target->connection.socket.get_option(no_delay);
  CHECK(no_delay.value());
  auto peer = listener.accept();
  asio::write(call.target->connection.socket, asio::buffer("x", 1));
  CHECK(peer.read(1).size() == 1);
}

TEST_CASE("dial: sends nothing of its own") {
  net_loop loop;
  net_listener listener(loop);
  dial_call call(loop);
  REQUIRE(!call.call(loop, dial_to("127.0.0.1", listener.port())));
  CHECK(listener.accept().hears_nothing_for(30ms));
}

TEST_CASE("dial: a name is tried by its addresses") {
  net_loop loop;
  net_listener listener(loop);
  dial_call call(loop);
  REQUIRE(!call.call(loop, dial_to("localhost", listener.port())));
  const auto resolved = std::get<event::resolved>(call.told.at(0));
  CHECK(resolved.host == "localhost");
  CHECK(!resolved.addresses.empty());
  // Where ::1 comes first, it is refused, and 127.0.0.1 is the one that works.
  CHECK(std::get<event::connected>(call.told.at(1)).address == "127.0.0.1");
}

TEST_CASE("dial: a refused connection is the system's own code, at its stage") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  dial_call call(loop);
  const auto failed = call.call(loop, dial_to("127.0.0.1", port));
  REQUIRE(failed);
  CHECK(failed->where == stage::connect);
  CHECK(failed->error == std::errc::connection_refused);
#ifndef _WIN32
  CHECK(failed->error.category() == std::system_category());
#endif
  CHECK(failed->host == "127.0.0.1");
  CHECK(failed->address == "127.0.0.1");
  CHECK(failed->port == port);
  CHECK(failed->waited > 0ns);
  CHECK(failed->first_bytes.empty());
  CHECK(!failed->lost_before);
  REQUIRE(call.told.size() == 1);
  CHECK(std::holds_alternative<event::resolved>(call.told[0]));
  REQUIRE(call.attempts.size() == 1);
  CHECK(call.attempts[0].error == failed->error);
  CHECK(failed->others.kept.empty());
  CHECK(!failed->icmp);
}

TEST_CASE("dial: a name that is not found fails at its stage, without an address") {
  net_loop loop;
  dial_call call(loop);
  const auto failed = call.call(loop, dial_to(" ", 1));
  REQUIRE(failed);
  CHECK(failed->where == stage::resolve);
  CHECK(failed->error == errc::name_not_found);
  CHECK(failed->address.empty());
  CHECK(call.told.empty());
}

TEST_CASE("dial: a family that the name has no address of") {
  net_loop loop;
  dial_call call(loop);
  auto settings = dial_to("127.0.0.1", 1);
  settings.family = address_family::v6;
  const auto no_v6 = call.call(loop, settings);
  REQUIRE(no_v6);
  CHECK(no_v6->where == stage::resolve);
  CHECK(no_v6->error == errc::no_address_of_family);
  settings = dial_to("::1", 1);
  settings.family = address_family::v4;
  const auto no_v4 = call.call(loop, settings);
  REQUIRE(no_v4);
  CHECK(no_v4->error == errc::no_address_of_family);
  CHECK(call.told.empty());
}

TEST_CASE("dial: only the addresses of the family are tried") {
  net_loop loop;
  net_listener listener(loop);
  dial_call call(loop);
  auto settings = dial_to("localhost", listener.port());
  settings.family = address_family::v4;
  REQUIRE(!call.call(loop, settings));
  const auto resolved = std::get<event::resolved>(call.told.at(0));
  CHECK(resolved.addresses == std::vector<std::string>{"127.0.0.1"});
}

TEST_CASE("dial: an IPv6 address") {
  net_loop loop;
  net_listener listener(loop, "::1");
  dial_call call(loop);
  REQUIRE(!call.call(loop, dial_to("::1", listener.port())));
  CHECK(std::get<event::connected>(call.told.at(1)).address == "::1");
}

#ifdef __linux__  // elsewhere 127.0.0.2 is not an address of the machine
TEST_CASE("dial: connects from the local address that is asked for") {
  net_loop loop;
  net_listener listener(loop);
  dial_call call(loop);
  auto settings = dial_to("127.0.0.1", listener.port());
  settings.from.address = "127.0.0.2";
  REQUIRE(!call.call(loop, settings));
  CHECK(std::get<event::connected>(call.told.at(1)).local_address == "127.0.0.2");
  auto peer = listener.accept();
  CHECK(peer.socket().remote_endpoint().address().to_string() == "127.0.0.2");
}
#endif

TEST_CASE("dial: a local address that the machine does not have fails") {
  net_loop loop;
  net_listener listener(loop);
  dial_call call(loop);
  auto settings = dial_to("127.0.0.1", listener.port());
  settings.from.address = "192.0.2.1";  // of a documentation block (RFC 5737)
  const auto failed = call.call(loop, settings);
  REQUIRE(failed);
  CHECK(failed->where == stage::connect);
  CHECK(failed->error == errc::source_not_here);
  CHECK(failed->source == "192.0.2.1");
  settings.from.address = "not an address";
  const auto malformed = call.call(loop, settings);
  REQUIRE(malformed);
  CHECK(malformed->error == errc::source_not_here);
  CHECK(!listener.is_called_within(30ms));
}

#ifndef _WIN32  // there a full queue refuses
TEST_CASE("dial: nobody answers the connection request: timed_out") {
  net_loop loop;
  test::full_listener listener(loop);
  dial_call call(loop);
  auto settings = dial_to("127.0.0.1", listener.port());
  settings.timeout = 40ms;
  const auto failed = call.call(loop, settings);
  REQUIRE(failed);
  CHECK(failed->where == stage::connect);
  CHECK(failed->error == errc::timed_out);
  CHECK(failed->address == "127.0.0.1");
  CHECK(failed->waited >= 40ms);
}

TEST_CASE("dial: a tripped limit ends the connection request at once") {
  net_loop loop;
  test::full_listener listener(loop);
  dial_call call(loop);
  auto settings = dial_to("127.0.0.1", listener.port());
  settings.timeout = 1h;
  const auto task = call.start(loop, settings);
  loop.run_for(20ms);
  CHECK(!task->has_value());
  call.limit.trip();
  CHECK(loop.finish(task));
}
#endif

TEST_CASE("dial: the limit is over when the connection is there") {
  net_loop loop;
  net_listener listener(loop);
  dial_call call(loop);
  auto settings = dial_to("127.0.0.1", listener.port());
  settings.timeout = 300ms;
  if (call.call(loop, settings)) return;  // the machine slept for longer than the limit
  loop.run_for(400ms);
  CHECK(call.target->connection.socket.is_open());
  CHECK(!call.limit.expired());
}

}  // namespace
}  // namespace tmss10
