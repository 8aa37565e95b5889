// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::answering;
using test::key_of;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::net_socket;
using test::pings_to;
using test::started_pinger;

/// How a run fails against a peer that does this with its connection, and then waits.
failure failure_against(const std::function<void(net_socket&)>& act,
                        std::chrono::milliseconds timeout = 20s) {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port());
  settings.dial.timeout = timeout;
  started_pinger run(loop, settings);
  auto peer = listener.accept();
  run.until_told<event::connected>();
  act(peer);
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->host == "127.0.0.1");
  CHECK(failed->address == "127.0.0.1");
  CHECK(failed->port == listener.port());
  CHECK(!failed->lost_before);
  CHECK(run.totals().transmitted == 0);
  return *failed;
}

TEST_CASE("pinger: refused") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  started_pinger run(loop, pings_to(port));
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->where == stage::connect);
  CHECK(failed->error == std::errc::connection_refused);
  CHECK(failed->address == "127.0.0.1");
  CHECK(run.told() ==
        std::vector<std::string>{"resolved", "not connected: Connection refused"});
}

TEST_CASE("pinger: a name that is not found") {
  net_loop loop;
  auto settings = pings_to(1);
  settings.dial.host = " ";
  started_pinger run(loop, settings);
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->where == stage::resolve);
  CHECK(failed->error == errc::name_not_found);
  CHECK(failed->host == " ");
}

TEST_CASE("pinger: a peer that stays silent") {
  const auto failed = failure_against([](net_socket&) {}, 200ms);
  CHECK(failed.where == stage::greeting);
  CHECK(failed.error == errc::timed_out);
  CHECK(failed.waited >= 200ms);
  CHECK(failed.first_bytes.empty());
}

TEST_CASE("pinger: a peer that dribbles a greeting does not get more time for it") {
  const auto failed = failure_against(
      [](net_socket& peer) {
        const auto greeting = make_greeting(greeting_status::ready);
        for (std::size_t i = 0; i < 7; ++i) {
          peer.write(bytes_view(greeting).subspan(i, 1));
          (void)peer.hears_nothing_for(50ms);
        }
      },
      200ms);
  CHECK(failed.where == stage::greeting);
  CHECK(failed.error == errc::timed_out);
}

TEST_CASE("pinger: a peer that closes at once") {
  const auto failed = failure_against([](net_socket& peer) { peer.close(); });
  CHECK(failed.where == stage::greeting);
  CHECK(failed.error == errc::closed_before_greeting);
  CHECK(failed.first_bytes.empty());
}

TEST_CASE("pinger: a peer that resets at once") {
  const auto failed = failure_against([](net_socket& peer) { peer.reset(); });
  CHECK(failed.where == stage::greeting);
  CHECK(failed.error == errc::reset_before_greeting);
  CHECK(failed.first_bytes.empty());
}

TEST_CASE("pinger: another service, and what it said") {
  for (const std::string said : {"SSH-2.0-OpenSSH_9.2\r\n", "TMSS9", "T", "\n"}) {
    CAPTURE(said);
    const auto failed = failure_against([&said](net_socket& peer) {
      peer.write(view_of(said));
      peer.send_fin();
      CHECK(peer.hears_only_the_end());  // and was told nothing
    });
    CHECK(failed.where == stage::greeting);
    CHECK(failed.error == errc::not_a_greeting);
    CHECK(failed.first_bytes == test::bytes_of(said));
  }
}

TEST_CASE("pinger: another version, another status, and a busy responder") {
  const auto answer_to = [](const std::string& hex) {
    return failure_against([&hex](net_socket& peer) {
      peer.write(test::from_hex(hex));
      CHECK(peer.hears_only_the_end());
    });
  };
  CHECK(answer_to("544d535331300200").error == errc::unsupported_version);
  CHECK(answer_to("544d535331300102").error == errc::undefined_status);
  CHECK(answer_to("544d535331300101").error == errc::busy);
  CHECK(answer_to("544d535331300101").where == stage::greeting);
}

TEST_CASE("pinger: a real responder that is busy") {
  net_loop loop;
  auto listening = test::on_loopback();
  listening.limits.connections = 0;
  answering responder(loop, listening);
  started_pinger run(loop, pings_to(responder.port()));
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->where == stage::greeting);
  CHECK(failed->error == errc::busy);
}

TEST_CASE("pinger: a peer that greets and then stays silent is no other key") {
  const auto failed = failure_against(
      [](net_socket& peer) { peer.write(make_greeting(greeting_status::ready)); }, 200ms);
  CHECK(failed.where == stage::handshake);
  CHECK(failed.error == errc::timed_out);
  CHECK(failed.waited >= 200ms);
}

TEST_CASE("pinger: an end within message 2 is no other key") {
  const auto failed = failure_against([](net_socket& peer) {
    peer.write(make_greeting(greeting_status::ready));
    (void)peer.read(50);
    peer.write(test::from_hex("0030aa"));
    peer.close();
  });
  CHECK(failed.where == stage::handshake);
  CHECK(failed.error == errc::ended_without_close);
}

TEST_CASE("pinger: an end before message 2 is another key, a reset may be a firewall") {
  const auto failed_by = [](auto end) {
    const auto failed = failure_against([&end](net_socket& peer) {
      peer.write(make_greeting(greeting_status::ready));
      (void)peer.read(50);
      end(peer);
    });
    CHECK(failed.where == stage::handshake);
    return failed.error;
  };
  CHECK(failed_by([](net_socket& peer) { peer.close(); }) == errc::keys_differ);
  CHECK(failed_by([](net_socket& peer) { peer.reset(); }) == errc::handshake_reset);
}

TEST_CASE("pinger: a message 2 of another length, and one that is not authentic") {
  const auto answered_with = [](const bytes& second) {
    return failure_against([&second](net_socket& peer) {
      peer.write(make_greeting(greeting_status::ready));
      CHECK(peer.read(50).size() == 50);
      peer.write(second);
      CHECK(peer.hears_only_the_end());
    });
  };
  CHECK(answered_with(test::from_hex("0031")).error == errc::bad_handshake_length);
  const auto forged = test::joined(test::from_hex("0030"), bytes(48, std::byte{9}));
  CHECK(answered_with(forged).error == errc::keys_differ);
  CHECK(answered_with(forged).where == stage::handshake);
}

TEST_CASE("pinger: the keys differ from a real responder's, in every combination") {
  const site_key open = site_key::open_mode();
  const site_key one = key_of(1);
  const site_key two = key_of(2);
  const std::vector<std::pair<const site_key*, const site_key*>> pairs{
      {&one, &two}, {&two, &one}, {&open, &one}, {&one, &open}};
  for (const auto& [ours, theirs] : pairs) {
    net_loop loop;
    answering responder(loop, test::on_loopback(), *theirs);
    started_pinger run(loop, pings_to(responder.port()), *ours);
    const auto failed = run.finish();
    REQUIRE(failed);
    CHECK(failed->where == stage::handshake);
    CHECK(failed->error == errc::keys_differ);
    CHECK(run.totals().transmitted == 0);
    const auto told = responder.first<event::handshake_failed>();
    CHECK(told.reason == errc::authentication_failed);
    CHECK(told.peer.address == "127.0.0.1");
    CHECK(told.peer.port == run.all<event::connected>().at(0).local_port);
    CHECK(responder.count<event::ended>() == 0);
  }
}

TEST_CASE("pinger: a failure after a lost connection says both") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_to(listener.port()));
  {
    auto first = net_peer::responder(listener);
    first.answer();
    (void)first.receive();
    first.send_close();
    CHECK(first.hears_close());
  }
  auto second = listener.accept();
  second.write(make_greeting(greeting_status::busy));
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->where == stage::greeting);
  CHECK(failed->error == errc::busy);
  CHECK(failed->lost_before == errc::closed_by_peer);
  CHECK(run.totals().lost == 1);
}

}  // namespace
}  // namespace tmss10
