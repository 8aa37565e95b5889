// SPDX-License-Identifier: MIT
#include "catch.hpp"

#ifdef __linux__  // elsewhere the system does not tell that nothing gets through

#include "support/net_black_hole.hpp"
#include "support/net_session.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/ping/ping_exchange.hpp>
#include <tmss10/net/tcp_info.hpp>

#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::net_socket;

/// An exchange over one connection, whose probe for another is the test's: it goes on
/// until the test ends it, or the exchange does.
class exchange_run {
 public:
  explicit exchange_run(const std::function<void(run_state&)>& change = {})
      : probe_(loop.executor()),
        shared_{.due = {.count = {},
                        .schedule = ping_schedule(100ms, clock::now()),
                        .events = event_feed([](const ping_event&) {})},
                .reply_timeout = 600ms,
                .payloads = ping_payloads(0),
                .direct = true,
                .probe = [this] { return wait_for_test(); },
                .stop_probe =
                    [this] {
                      ++stopped;
                      probe_.cancel();
                    }} {
    if (change) change(shared_);
    net_listener listener(loop);
    auto ours = net_socket::to(loop, listener.port());
    descriptor = ours.socket().native_handle();
    peer.emplace(listener.accept(), role::responder);
    over_ = std::make_shared<tmss10::session>(
        std::move(ours.socket()), protocol(role::initiator, test::open_mode_key));
    const auto established = loop.start(establish());
    peer->establish();
    loop.finish(established);
    subject.emplace(loop.executor(), shared_, over_);
    task_ = loop.start(subject->run());
  }
  ~exchange_run() {
    subject->stop();
    CHECK(loop.reaches([this] { return task_->has_value(); }));
  }
  exchange_run(const exchange_run&) = delete;
  exchange_run& operator=(const exchange_run&) = delete;
  exchange_run(exchange_run&&) = delete;
  exchange_run& operator=(exchange_run&&) = delete;

  [[nodiscard]] const statistics& totals() const { return shared_.due.totals(); }
  [[nodiscard]] silence_cause seen() const { return shared_.seen; }
  [[nodiscard]] bool has_ended() const { return task_->has_value(); }
  [[nodiscard]] bool ends_within(net_loop::clock::duration time) {
    return loop.reaches([this] { return has_ended(); }, time);
  }
  std::error_code finish() { return loop.finish(task_); }
  void until_probes(int count) {
    loop.until([this, count] { return probes >= count; });
  }
  void end_probe(bool with_success) {
    works_ = with_success;
    probe_.cancel();
  }

  net_loop loop;
  int descriptor = 0;  // of the exchange's end
  std::optional<net_peer> peer;
  std::optional<ping_exchange> subject;
  int probes = 0;
  int stopped = 0;

 private:
  asio::awaitable<void> establish() {
    while (!over_->wire().established()) {
      const auto happened = co_await over_->next();
      if (!happened) throw std::system_error(happened.error());
    }
  }
  asio::awaitable<bool> wait_for_test() {
    ++probes;
    works_ = false;
    probe_.expires_at(clock::time_point::max());
    co_await probe_.async_wait(awaitable_tuple);
    co_return works_;
  }

  asio::steady_timer probe_;
  bool works_ = false;
  run_state shared_;
  std::shared_ptr<tmss10::session> over_;
  test::started<std::error_code> task_;
};

TEST_CASE("ping_exchange: asks for another connection only when nothing gets through",
          "[tcp_info]") {
  exchange_run run;
  // The pings arrive and are not answered.
  run.loop.run_for(1s);
  CHECK(run.totals().lost > 0);
  CHECK(run.probes == 0);
  test::lose_packets(run.peer->socket());
  run.until_probes(1);
  CHECK(run.seen() == silence_cause::not_delivered);
  CHECK(!run.has_ended());
}

TEST_CASE("ping_exchange: not when what it sends goes to a proxy", "[tcp_info]") {
  exchange_run run([](run_state& of) { of.direct = false; });
  test::lose_packets(run.peer->socket());
  run.loop.run_for(1200ms);
  CHECK(run.totals().lost > 0);
  CHECK(run.probes == 0);
  CHECK(run.seen() == silence_cause::unknown);
}

TEST_CASE("ping_exchange: another that works, and this one in vain again, is its end",
          "[tcp_info]") {
  exchange_run run;
  test::lose_packets(run.peer->socket());
  run.until_probes(1);
  run.end_probe(true);
  CHECK(run.finish() == errc::path_went_dead);
  CHECK(run.totals().lost == run.totals().transmitted);
  CHECK(run.totals().late == 0);
  CHECK(run.probes == 1);
}

TEST_CASE("ping_exchange: another that works costs no further ping of a slow run",
          "[tcp_info]") {
  exchange_run run(
      [](run_state& of) { of.due.schedule = ping_schedule(4s, clock::now()); });
  test::lose_packets(run.peer->socket());
  run.until_probes(1);
  run.end_probe(true);  // before the next slot the system tries again, in vain
  CHECK(run.finish() == errc::path_went_dead);
  CHECK(run.totals().transmitted == 1);
  CHECK(run.totals().lost == 1);
}

TEST_CASE("ping_exchange: one that does not work is asked for again, and pings go on",
          "[tcp_info]") {
  exchange_run run;
  test::lose_packets(run.peer->socket());
  for (int i = 1; i <= 3; ++i) {
    run.until_probes(i);
    const auto sent = run.totals().transmitted;
    run.loop.until([&run, sent] { return run.totals().transmitted > sent + 1; });
    CHECK(run.probes == i);
    run.end_probe(false);
  }
  CHECK(!run.has_ended());
}

TEST_CASE("ping_exchange: an answer that comes meanwhile makes another useless",
          "[tcp_info]") {
  exchange_run run;
  test::lose_packets(run.peer->socket());
  run.until_probes(1);
  test::lose_no_packets(run.peer->socket());
  run.peer->answer();
  run.loop.until([&run] { return run.totals().late > 0; });
  CHECK(run.seen() == silence_cause::held_up);
  run.end_probe(true);
  while (run.totals().received == 0)
    run.peer->answer();
  CHECK(!run.has_ended());
}

TEST_CASE("ping_exchange: an answer after another worked keeps the connection, too",
          "[tcp_info]") {
  exchange_run run;
  test::lose_packets(run.peer->socket());
  run.until_probes(1);
  test::lose_no_packets(run.peer->socket());
  run.end_probe(true);
  while (run.totals().received == 0)
    run.peer->answer();
  CHECK(!run.has_ended());
}

TEST_CASE("ping_exchange: stop, and the peer's end, end the probe", "[tcp_info]") {
  for (const bool stop : {true, false}) {
    exchange_run run;
    test::lose_packets(run.peer->socket());
    run.until_probes(1);
    test::lose_no_packets(run.peer->socket());
    stop ? run.subject->stop() : run.peer->socket().reset();
    const auto reason = run.finish();
    CHECK(run.stopped == 1);
    CHECK(run.subject->took_pings() == !stop);
    CHECK(run.probes == 1);
    if (stop) CHECK(!reason);
    if (!stop) CHECK(reason == std::errc::connection_reset);
    if (!stop) CHECK(run.totals().lost == run.totals().transmitted);
  }
}

TEST_CASE("ping_exchange: the end of the run waits for no probe", "[tcp_info]") {
  exchange_run run([](run_state& of) { of.due.count = 1; });
  test::lose_packets(run.peer->socket());
  CHECK(run.ends_within(5s));
  CHECK(run.totals().lost == 1);
  run.end_probe(false);
}

TEST_CASE("ping_exchange: pings that arrive and whose answers get lost", "[tcp_info]") {
  exchange_run run([](run_state& of) {
    of.reply_timeout = 3s;
    of.due.count = 1;  // while another is on its way, the system can't tell
  });
  const auto facts = [&run] {
    const auto out = read_tcp_info(run.descriptor);
    REQUIRE(out);
    return *out;
  };
  // The system sees a lost answer as a lost acknowledgement: it sends the ping again, and
  // gets one for the second copy. Here the first copy is lost in its place.
  test::lose_packets(run.peer->socket());
  run.loop.until([&facts] { return facts().retransmits > 0; });
  test::lose_no_packets(run.peer->socket());
  run.loop.until([&facts] { return facts().unacknowledged == 0; });
  CHECK(run.totals().lost == 0);
  run.loop.until([&run] { return run.totals().lost > 0; });
  CHECK(run.seen() == silence_cause::answer_lost);
  CHECK(run.probes == 0);
}

}  // namespace
}  // namespace tmss10
#endif
