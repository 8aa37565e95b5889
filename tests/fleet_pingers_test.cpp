// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_connecting.hpp"
#include "support/net_pinging.hpp"
#include "support/net_proxy.hpp"
#include "support/net_socket.hpp"
#include "support/no_more_descriptors.hpp"
#include <tmss10/net/ping/connection_pinger.hpp>
#include <tmss10/net/ping/fleet.hpp>
#include <tmss10/net/ping/pinger.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::answering;
using test::connections_to;
using test::net_loop;
using test::pings_to;

/// A fleet of pings to these ports, and what became of them.
class pinged {
 public:
  using maker = std::function<std::unique_ptr<pinging>(std::size_t, pinging::listener)>;

  pinged(net_loop& loop, fleet_settings settings, std::size_t targets, maker make)
      : loop_(&loop),
        subject_(
            loop.executor(), settings, targets, std::move(make),
            [this](const ping_event& happened) { hear(happened); },
            [this](std::size_t target, const pinging& of,
                   const std::optional<failure>& why) {
              received_[target] = of.totals().received;
              if (why) failed_[target] = why->error;
            }) {}

  void start() { run_ = loop_->start(subject_.run()); }
  void finish() {
    if (!run_) start();
    (void)loop_->finish(run_);
  }

  /// Called with each event.
  std::function<void(const ping_event&)> on_event;

  [[nodiscard]] fleet& subject() { return subject_; }
  /// How many answers there were, by target; only of those that have ended.
  [[nodiscard]] const std::map<std::size_t, std::uint64_t>& received() const {
    return received_;
  }
  [[nodiscard]] const std::map<std::size_t, std::error_code>& failed() const {
    return failed_;
  }
  /// The most that were being connected at any event.
  [[nodiscard]] std::size_t most_connecting() const { return most_connecting_; }

 private:
  void hear(const ping_event& happened) {
    most_connecting_ = std::max(most_connecting_, subject_.counts().connecting);
    if (on_event) on_event(happened);
  }

  net_loop* loop_;
  std::map<std::size_t, std::uint64_t> received_;
  std::map<std::size_t, std::error_code> failed_;
  std::size_t most_connecting_ = 0;
  fleet subject_;
  test::started_void run_;
};

std::size_t with_answers(const pinged& all, std::uint64_t count) {
  return static_cast<std::size_t>(
      std::count_if(all.received().begin(), all.received().end(),
                    [count](const auto& one) { return one.second == count; }));
}

/// Makes pingers of target 0, 1… to one of these ports, in turn.
pinged::maker pingers_of(net_loop& loop, std::vector<std::uint16_t> ports,
                         pinger_settings settings = pings_to(0, 2)) {
  return [&loop, ports, settings](std::size_t target, pinging::listener listen) mutable {
    settings.dial.port = ports[target % ports.size()];
    settings.target = target;
    return std::make_unique<pinger>(loop.executor(), settings, test::open_mode_key,
                                    std::move(listen));
  };
}

pinged::maker connections_of(net_loop& loop, connection_pinger_settings settings) {
  return [&loop, settings](std::size_t target, pinging::listener listen) mutable {
    settings.target = target;
    return std::make_unique<connection_pinger>(loop.executor(), settings,
                                               std::move(listen));
  };
}

fleet_settings quickly(std::size_t at_once) {
  fleet_settings out;
  out.rate = std::numeric_limits<double>::infinity();
  out.at_once = at_once;
  return out;
}

TEST_CASE("fleet: two hundred targets are answered, twenty at a time") {
  net_loop loop;
  answering responder(loop);
  pinged all(loop, quickly(20), 200, pingers_of(loop, {responder.port()}));
  all.finish();
  CHECK(with_answers(all, 2) == 200);
  CHECK(all.failed().empty());
  CHECK(all.most_connecting() == 20);
  CHECK(responder.count<event::accepted>() == 200);
}

TEST_CASE("fleet: half of the targets are refused, and the others are not concerned") {
  net_loop loop;
  answering responder(loop);
  pinged all(loop, quickly(20), 100,
             pingers_of(loop, {responder.port(), test::closed_port(loop)}));
  all.finish();
  CHECK(with_answers(all, 2) == 50);
  REQUIRE(all.failed().size() == 50);
  for (const auto& [target, error] : all.failed()) {
    CHECK(target % 2 == 1);
    CHECK(error == std::errc::connection_refused);
  }
}

TEST_CASE("fleet: a target without a connection takes no place for ever") {
  net_loop loop;
  auto settings = pings_to(0);
  settings.count.reset();
  pinged all(loop, quickly(1), 5, pingers_of(loop, {test::closed_port(loop)}, settings));
  all.start();
  loop.until([&all] {
    const auto now = all.subject().counts();
    return now.running == 5 && now.connecting == 0;
  });
  all.subject().stop();
  all.finish();
  CHECK(all.most_connecting() == 1);
  CHECK(all.received().size() == 5);
}

TEST_CASE("fleet: connections are connected once they are made") {
  net_loop loop;
  test::net_listener listener(loop);
  auto settings = connections_to(listener.port());
  settings.count.reset();
  settings.interval = 1h;
  pinged all(loop, quickly(1), 5, connections_of(loop, settings));
  all.start();
  loop.until([&all] {
    const auto now = all.subject().counts();
    return now.running == 5 && now.connecting == 0;
  });
  all.subject().stop();
  all.finish();
  CHECK(with_answers(all, 1) == 5);
}

TEST_CASE("fleet: through a proxy, the tunnel decides and not the connection to it") {
  for (const bool opened : {true, false}) {
    CAPTURE(opened);
    net_loop loop;
    test::net_listener proxy(loop);
    auto settings = connections_to(0);
    settings.dial.host = "target.example";
    settings.dial.proxy = test::proxy_at(proxy.port());
    settings.count.reset();
    settings.interval = 1h;
    pinged all(loop, quickly(1), 1, connections_of(loop, settings));
    std::size_t connected = 0;
    all.on_event = [&connected](const ping_event& happened) {
      if (std::holds_alternative<event::proxy_connected>(happened)) ++connected;
    };
    all.start();
    auto client = proxy.accept();
    CHECK(!test::request_from(client).empty());
    CHECK(connected == 1);
    CHECK(all.subject().counts().connecting == 1);
    test::say(client, test::head_of(opened ? "200 OK" : "403 Forbidden"));
    loop.until([&all] { return all.subject().counts().connecting == 0; });
    CHECK(all.subject().counts().running == 1);
    all.subject().stop();
    all.finish();
    CHECK(with_answers(all, opened ? 1 : 0) == 1);
  }
}

TEST_CASE("fleet: stopped at its first session, it leaves nobody behind") {
  net_loop loop;
  answering responder(loop);
  auto settings = pings_to(0);
  settings.count.reset();
  settings.interval = 1h;
  pinged all(loop, quickly(10), 50, pingers_of(loop, {responder.port()}, settings));
  all.on_event = [&all](const ping_event& happened) {
    if (std::holds_alternative<event::established>(happened)) all.subject().stop();
  };
  all.finish();
  const auto now = all.subject().counts();
  CHECK(now.running == 0);
  CHECK(now.connecting == 0);
  CHECK(all.received().size() == all.subject().begun());
  CHECK(all.subject().begun() >= 10);
}

TEST_CASE("fleet: what a listener throws comes out when all sessions have ended") {
  net_loop loop;
  answering responder(loop);
  auto settings = pings_to(0);
  settings.count.reset();
  settings.interval = 1h;
  pinged all(loop, quickly(10), 50, pingers_of(loop, {responder.port()}, settings));
  std::size_t replies = 0;
  all.on_event = [&replies](const ping_event& happened) {
    if (!std::holds_alternative<event::reply>(happened)) return;
    if (++replies == 20) throw std::out_of_range("planted");
  };
  CHECK_THROWS_AS(all.finish(), std::out_of_range);
  CHECK(all.subject().counts().running == 0);
  CHECK(replies == 20);
}

#ifdef TMSS10_TEST_DESCRIPTORS
TEST_CASE("fleet: without descriptors targets fail, and the fleet goes on") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  pinged all(loop, quickly(10), 20, pingers_of(loop, {port}));
  const test::no_more_descriptors none;
  all.finish();
  REQUIRE(all.failed().size() == 20);
  for (const auto& [target, error] : all.failed())
    CHECK(error == std::errc::too_many_files_open);
}
#endif

}  // namespace
}  // namespace tmss10
