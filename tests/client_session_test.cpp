// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/net_black_hole.hpp"
#include "support/net_peer.hpp"
#include "support/net_proxy.hpp"
#include "support/session.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/client_session.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::net_socket;

/// A session that is opened, directly or through a proxy that has said yes, and the
/// target's end of its connection.
class opening {
 public:
  explicit opening(bool through_proxy, std::chrono::nanoseconds timeout = 20s)
      : listener(loop), limit(loop.executor()) {
    auto settings = through_proxy ? test::dial_through(listener)
                                  : test::dial_to("127.0.0.1", listener.port());
    settings.timeout = timeout;
    task_ = loop.start(run(settings));
    client.emplace(listener.accept());
    if (through_proxy) CHECK(test::request_from(*client) == test::plain_request);
  }

  /// The proxy's yes, and that behind it in the same piece.
  void say_yes(bytes_view behind) {
    client->write(test::joined(test::bytes_of(test::head_of("200 OK")), behind));
  }
  std::optional<failure> finish() { return loop.finish(task_); }
  failure fail() {
    auto out = finish();
    REQUIRE(out);
    CHECK(!into);
    return *out;
  }

  net_loop loop;
  net_listener listener;
  watchdog limit;
  std::shared_ptr<tmss10::session> into;
  std::optional<net_socket> client;
  std::vector<ping_event> told;

 private:
  std::function<void(const ping_event&)> tell_ = [this](const ping_event& happened) {
    if (!std::holds_alternative<event::attempt>(happened)) told.push_back(happened);
  };
  asio::awaitable<std::optional<failure>> run(dial_settings settings) {
    auto opened =
        co_await open_client_session(settings, test::open_mode_key, limit, tell_);
    if (!opened) co_return opened.error();
    into = std::move(*opened);
    co_return std::nullopt;
  }

  test::started<std::optional<failure>> task_;
};

TEST_CASE("client_session: opens a session, and tells its stages") {
  for (const bool through_proxy : {false, true}) {
    CAPTURE(through_proxy);
    opening run(through_proxy);
    if (through_proxy) run.say_yes({});
    net_peer peer(std::move(*run.client), role::responder);
    peer.establish();
    REQUIRE(!run.finish());
    REQUIRE(run.into);
    CHECK(run.into->wire().established());
    REQUIRE(run.told.size() == (through_proxy ? 6 : 5));
    CHECK(std::holds_alternative<event::greeted>(*(run.told.end() - 2)));
    CHECK(std::get<event::established>(run.told.back()).open_mode);
  }
}

TEST_CASE("client_session: a greeting that came with the proxy's yes, in part or whole") {
  for (std::size_t early = 0; early <= greeting_size; ++early) {
    CAPTURE(early);
    opening run(true);
    protocol wire(role::responder, test::open_mode_key);
    const auto greeting = test::take_output(wire);
    run.say_yes(bytes_view(greeting).first(early));
    if (early < greeting_size) {
      CHECK(run.client->hears_nothing_for(1ms));
      run.client->write(bytes_view(greeting).subspan(early));
    }
    test::feed(wire, run.client->read(50));
    run.client->write(test::take_output(wire));
    REQUIRE(!run.finish());
    CHECK(run.into->wire().established());
  }
}

TEST_CASE("client_session: more than a greeting with the proxy's yes is read, too") {
  // Message 2 before message 1 is no answer to it.
  const auto greeting = make_greeting(greeting_status::ready);
  const auto forged = test::joined(test::from_hex("0030"), bytes(48, std::byte{9}));
  for (const std::size_t more : {std::size_t{0}, std::size_t{900}, std::size_t{9000}}) {
    opening run(true);
    run.say_yes(test::joined(test::joined(greeting, forged), bytes(more)));
    const auto failed = run.fail();
    CHECK(failed.where == stage::handshake);
    CHECK(failed.error == errc::keys_differ);
    CHECK(failed.host == "target.example");
    CHECK(failed.address.empty());
  }
}

TEST_CASE(
    "client_session: another service behind a proxy, however much it says at once") {
  for (const std::size_t size : {1, 8, 900, 5000}) {
    CAPTURE(size);
    opening run(true);
    const auto said = test::bytes_of("SSH-2.0-OpenSSH_9.2" + std::string(size, 'x'));
    run.say_yes(said);
    const auto failed = run.fail();
    CHECK(failed.where == stage::greeting);
    CHECK(failed.error == errc::not_a_greeting);
    REQUIRE(failed.first_bytes.size() >= 8);
    CHECK(test::bytes_of("SSH-2.0-") ==
          bytes(failed.first_bytes.begin(), failed.first_bytes.begin() + 8));
    CHECK(!failed.proxy);
  }
}

TEST_CASE("client_session: a busy responder behind a proxy") {
  opening run(true);
  const auto greeting = make_greeting(greeting_status::busy);
  run.say_yes(greeting);
  CHECK(run.fail().error == errc::busy);
  CHECK(run.client->hears_only_the_end());
}

TEST_CASE("client_session: tripped in each stage, it is stopped at once") {
  for (const bool through_proxy : {false, true}) {
    for (const bool greeted : {false, true}) {
      opening run(through_proxy, 1h);
      if (through_proxy) run.say_yes({});
      if (greeted) {
        run.client->write(make_greeting(greeting_status::ready));
        CHECK(run.client->read(50).size() == 50);
      }
      run.loop.run_ready();
      run.limit.trip();
      const auto failed = run.fail();
      CHECK(failed.error == errc::stopped);
      CHECK(run.client->hears_only_the_end());
    }
  }
}

#ifdef __linux__  // elsewhere the system does not tell
TEST_CASE("client_session: a peer whose system takes message 1 and that never answers",
          "[tcp_info]") {
  for (const bool through_proxy : {false, true}) {
    opening run(through_proxy, 700ms);  // less does not tell
    if (through_proxy) run.say_yes({});
    run.client->write(make_greeting(greeting_status::ready));
    const auto failed = run.fail();
    CHECK(failed.where == stage::handshake);
    CHECK(failed.error == errc::timed_out);
    // A proxy's system says nothing of the target's.
    CHECK(failed.seen ==
          (through_proxy ? silence_cause::unknown : silence_cause::not_answered));
  }
}

TEST_CASE("client_session: a peer that message 1 does not reach", "[tcp_info]") {
  opening run(false, 1s);  // time for the system to send it again
  run.client->write(make_greeting(greeting_status::ready));
  test::lose_packets(*run.client);
  const auto failed = run.fail();
  CHECK(failed.where == stage::handshake);
  CHECK(failed.error == errc::timed_out);
  CHECK(failed.seen == silence_cause::not_delivered);
}

TEST_CASE("client_session: an end that message 1 did not cause says nothing of the keys",
          "[tcp_info]") {
  for (const bool again : {false, true}) {
    for (const bool reset : {false, true}) {
      CAPTURE(again, reset);
      if (reset && !again) continue;  // the system does not tell
      opening run(false);
      run.client->write(make_greeting(greeting_status::ready));
      test::lose_packets(*run.client);
      run.loop.until(
          [&run] { return std::holds_alternative<event::greeted>(run.told.back()); });
      if (again) run.loop.run_for(1s);  // time for the system to send it again
      reset ? run.client->reset() : run.client->close();
      const auto failed = run.fail();
      CHECK(failed.where == stage::handshake);
      CHECK(failed.error == errc::handshake_ended);
      // The machine may be slow.
      const bool is_unknown = !again && failed.seen == silence_cause::unknown;
      CHECK((is_unknown || failed.seen == silence_cause::not_delivered));
    }
  }
}
#endif

}  // namespace
}  // namespace tmss10
