// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_proxied_dial.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/tunnel.hpp>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using test::challenge;
using test::head_of;
using test::net_socket;
using test::proxied_dial;
using test::request_from;
using test::say;

const std::string opened = head_of("200 OK");
const std::string asks_and_closes = head_of("407 No", "Proxy-Authenticate: Basic\r\n");

/// Every state in which a proxy can fall silent, by what brings one about.
struct state {
  std::string name;
  std::function<void(proxied_dial&)> enter;
};

const std::vector<state>& states() {
  static const std::vector<state> all{
      {"asked", [](proxied_dial& run) { (void)request_from(*run.client); }},
      {"within the head",
       [](proxied_dial& run) {
         (void)request_from(*run.client);
         say(*run.client, opened.substr(0, 10));
       }},
      {"after an interim reply",
       [](proxied_dial& run) {
         (void)request_from(*run.client);
         say(*run.client, head_of("100 Continue"));
       }},
      {"within the body",
       [](proxied_dial& run) {
         (void)request_from(*run.client);
         say(*run.client, challenge(9).substr(0, challenge(9).size() - 1));
       }},
      {"asked again",
       [](proxied_dial& run) {
         (void)request_from(*run.client);
         say(*run.client, challenge(9));
         (void)request_from(*run.client);
       }},
      {"asked on another connection",
       [](proxied_dial& run) {
         (void)request_from(*run.client);
         say(*run.client, asks_and_closes);
         run.accept_another();
         (void)request_from(*run.client);
       }},
  };
  return all;
}

TEST_CASE("tunnel: a tripped limit ends it at once, in every state") {
  for (const auto& one : states()) {
    CAPTURE(one.name);
    proxied_dial run([](dial_settings& to) { to.timeout = 1h; }, true);
    one.enter(run);
    CHECK(!run.ends_within(5ms));
    run.call.limit.trip();
    REQUIRE(run.ends_within(5s));
    CHECK(run.fail().error == errc::stopped);
    CHECK(run.fail().where == stage::proxy_tunnel);
    CHECK(run.client->hears_only_the_end());
    CHECK(!run.listener.is_called_within(0ms));
  }
}

TEST_CASE("tunnel: a proxy that falls silent is timed_out, in every state") {
  for (const auto& one : states()) {
    CAPTURE(one.name);
    const auto began = clock::now();
    proxied_dial run([](dial_settings& to) { to.timeout = 150ms; }, true);
    one.enter(run);
    if (clock::now() - began > 150ms) continue;  // the machine slept
    const auto failed = run.fail();
    CHECK(failed.where == stage::proxy_tunnel);
    CHECK(failed.error == errc::timed_out);
    CHECK(failed.waited >= 150ms);
    CHECK(run.client->hears_only_the_end());
  }
}

TEST_CASE("tunnel: a proxy that dribbles does not get more time for it") {
  const std::string slow = head_of("407 No", "X: " + std::string(10'000, 'x') + "\r\n");
  proxied_dial run([](dial_settings& to) { to.timeout = 200ms; }, true);
  (void)request_from(*run.client);
  const auto began = clock::now();
  for (std::size_t i = 0; i < slow.size() && !run.has_ended(); ++i) {
    (void)run.client->write_some(view_of(slow).subspan(i, 1));
    run.loop.run_for(2ms);
  }
  REQUIRE(run.has_ended());
  CHECK(run.fail().error == errc::timed_out);
  CHECK(clock::now() - began < 10s);
}

TEST_CASE("tunnel: the stage's limit is one for all of its requests") {
  proxied_dial run([](dial_settings& to) { to.timeout = 1s; }, true);
  const auto began = clock::now();
  run.loop.run_for(100ms);
  (void)request_from(*run.client);
  say(*run.client, challenge());
  (void)request_from(*run.client);
  run.loop.run_for(100ms);
  run.client->close();
  run.accept_another();
  (void)request_from(*run.client);
  const auto failed = run.fail();
  CHECK(failed.error == errc::timed_out);
  CHECK(failed.waited >= 1s);
  CHECK(failed.waited < clock::now() - began + 1ms);
}

TEST_CASE("tunnel: a proxy that closes or resets the connection, in every state") {
  const auto fails = [](std::size_t at, bool politely) {
    proxied_dial run(true);
    states()[at].enter(run);
    CHECK(!run.ends_within(1ms));  // it has read what was said
    politely ? run.client->close() : run.client->reset();
    if (at == 3 || at == 4) {  // the body, and a connection that was kept
      run.accept_another();
      (void)request_from(*run.client);
      politely ? run.client->close() : run.client->reset();
    }
    return run.fail();
  };
  for (std::size_t at = 0; at < states().size(); ++at) {
    CAPTURE(states()[at].name);
    CHECK(fails(at, true).where == stage::proxy_tunnel);
    CHECK(fails(at, true).error == errc::ended_without_close);
    CHECK(fails(at, false).error == std::errc::connection_reset);
  }
}

/// A reply that takes two reads: the second is done at once, and waits to be looked at.
const std::string fields_for_two_reads = "X: " + std::string(1500, 'x') + "\r\n";

/// Tripped after each handler in turn, since systems have them ready in orders of their
/// own.
TEST_CASE(
    "tunnel: tripped when the reply is there and was not looked at, it is stopped") {
  const auto is_stopped_after = [](int handlers, const std::string& status) {
    CAPTURE(handlers, status);
    proxied_dial run(true);
    (void)request_from(*run.client);
    run.loop.run_ready();
    say(*run.client, head_of(status, fields_for_two_reads));
    for (int i = 0; i < handlers && !run.has_ended(); ++i)
      run.loop.run_one();
    if (run.has_ended()) return false;
    run.call.limit.trip();
    const auto failed = run.finish();
    REQUIRE(failed);
    CHECK(failed->error == errc::stopped);
    CHECK(run.call.told.size() == 2);  // not that it is open
    return true;
  };
  for (const std::string status : {"200 OK", "403 No", "407 No"}) {
    int handlers = 0;
    while (is_stopped_after(handlers, status))
      ++handlers;
    CHECK(handlers >= 2);  // it was tripped between the two reads
  }
}

TEST_CASE("tunnel: open, it has a connection, however late the reply came") {
  proxied_dial run([](dial_settings& to) { to.timeout = 100ms; });
  const auto asleep_until = clock::now() + 110ms;
  (void)request_from(*run.client);
  run.loop.run_ready();
  say(*run.client, head_of("200 OK", fields_for_two_reads));
  while (clock::now() < asleep_until) {
  }
  if (const auto failed = run.finish()) {
    CHECK(failed->error == errc::timed_out);
  } else {
    CHECK(run.call.target->connection.socket.is_open());
  }
}

}  // namespace
}  // namespace tmss10
