// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include <tmss10/net/responder/responder.hpp>

#include <atomic>
#include <chrono>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::net_loop;
using test::net_peer;
using test::net_socket;

responder_settings with_threads(std::size_t threads) {
  auto out = test::on_loopback();
  out.threads = threads;
  return out;
}

/// A responder with threads of its own, which is stopped when the test is over. What is
/// told on them is for after that, but for the numbers.
class threaded {
 public:
  threaded(net_loop& loop, responder_settings settings)
      : loop_(&loop),
        subject_(loop.executor(), std::move(settings), test::open_mode_key,
                 [this](const responder_event& happened) { hear(happened); }),
        run_(loop.start(subject_.run())) {}
  ~threaded() { CHECK(stop()); }
  threaded(const threaded&) = delete;
  threaded& operator=(const threaded&) = delete;
  threaded(threaded&&) = delete;
  threaded& operator=(threaded&&) = delete;

  [[nodiscard]] responder& subject() { return subject_; }
  /// Whether it ends when it is told to.
  [[nodiscard]] bool stop() {
    subject_.stop();
    return loop_->reaches([this] { return run_->has_value(); }, 10s);
  }

  std::set<std::thread::id> answering;
  std::atomic<int> ended{0};
  std::atomic<int> failed{0};
  std::atomic<int> inside{0};
  bool one_at_a_time = true;
  bool stop_at_accept = false;

 private:
  void hear(const responder_event& happened) {
    if (++inside != 1) one_at_a_time = false;
    if (std::holds_alternative<event::served>(happened)) {
      answering.insert(std::this_thread::get_id());
    }
    if (std::holds_alternative<event::ended>(happened)) ++ended;
    if (std::holds_alternative<event::handshake_failed>(happened)) ++failed;
    if (stop_at_accept && std::holds_alternative<event::accepted>(happened)) {
      subject_.stop();
    }
    --inside;
  }

  net_loop* loop_;
  responder subject_;
  test::started_void run_;
};

TEST_CASE("responder: all of its threads answer, and stop ends the sessions of all") {
  net_loop loop;
  threaded responder(loop, with_threads(4));
  std::vector<net_peer> clients;
  for (int i = 0; i < 40; ++i)
    clients.push_back(net_peer::client(loop, responder.subject().port()));
  for (int i = 0; i < 5; ++i) {
    for (auto& client : clients)
      CHECK(client.ping(bytes(100)).payload == bytes(100));
  }
  CHECK(responder.subject().counters().sessions == 40);
  CHECK(responder.subject().counters().requests == 200);
  responder.subject().stop();
  for (auto& client : clients) {
    CHECK(client.hears_close());
    client.socket().close();
  }
  CHECK(responder.stop());
  CHECK(responder.answering.size() == 4);
  CHECK(responder.one_at_a_time);
  CHECK(responder.ended == 40);
}

TEST_CASE("responder: a limit is for all threads together") {
  net_loop loop;
  auto settings = with_threads(3);
  settings.limits.connections = 7;
  settings.limits.unfinished = 10;
  threaded responder(loop, settings);
  std::vector<net_socket> clients;
  int ready = 0;
  for (int i = 0; i < 10; ++i) {
    clients.push_back(net_socket::to(loop, responder.subject().port()));
    if (clients.back().read(greeting_size).back() == std::byte{0}) ++ready;
  }
  CHECK(ready == 7);
  CHECK(responder.subject().counters().turned_away == 3);
}

TEST_CASE("responder: who gives way is found on whatever thread it is") {
  net_loop loop;
  auto settings = with_threads(3);
  settings.limits.unfinished = 4;
  threaded responder(loop, settings);
  std::vector<net_socket> clients;
  for (std::size_t i = 0; i < 12; ++i) {
    clients.push_back(net_socket::to(loop, responder.subject().port()));
    CHECK(clients.back().read(greeting_size).size() == greeting_size);
    if (i >= 4) CHECK(clients[i - 4].hears_only_the_end());
  }
  CHECK(loop.reaches([&] { return responder.failed == 8; }));
  CHECK(responder.subject().counters().gave_way == 8);
}

TEST_CASE("responder: time-outs pass on every thread") {
  net_loop loop;
  auto settings = with_threads(3);
  settings.start_timeout = 50ms;
  threaded responder(loop, settings);
  std::vector<net_socket> clients;
  for (int i = 0; i < 6; ++i)
    clients.push_back(net_socket::to(loop, responder.subject().port()));
  for (auto& client : clients)
    CHECK(client.read_to_end().size() == greeting_size);
  CHECK(loop.reaches([&] { return responder.failed == 6; }));
}

TEST_CASE("responder: threads that have nothing to do stop, too") {
  for (int i = 0; i < 20; ++i) {
    net_loop loop;
    threaded responder(loop, with_threads(4));
    CHECK(responder.stop());
  }
}

TEST_CASE("responder: stop while connections come in is the end of all of them") {
  for (int i = 0; i < 20; ++i) {
    net_loop loop;
    threaded responder(loop, with_threads(4));
    std::vector<net_socket> clients;
    for (int k = 0; k < 8; ++k)
      clients.push_back(net_socket::to(loop, responder.subject().port()));
    CHECK(responder.stop());
    CHECK(responder.subject().counters().connections_now == 0);
  }
}

TEST_CASE("responder: stop when a connection is told is its end on any thread") {
  for (int before = 0; before < 4; ++before) {
    net_loop loop;
    threaded responder(loop, with_threads(3));
    std::vector<net_socket> clients;
    for (int i = 0; i < before; ++i) {
      clients.push_back(net_socket::to(loop, responder.subject().port()));
      CHECK(clients.back().read(greeting_size).size() == greeting_size);
    }
    responder.stop_at_accept = true;
    clients.push_back(net_socket::to(loop, responder.subject().port()));
    CHECK(loop.reaches([&] { return responder.failed == before + 1; }));
    CHECK(responder.stop());
  }
}

TEST_CASE("responder: another key is for the connections that come, on all threads") {
  for (const std::size_t threads : {1U, 3U}) {
    net_loop loop;
    threaded responder(loop, with_threads(threads));
    const auto port = responder.subject().port();
    auto old = net_peer::client(loop, port);
    responder.subject().replace_keys(
        {std::make_shared<const site_key>(test::key_of(1)), nullptr});
    for (int i = 0; i < 6; ++i) {
      auto fresh = net_peer::client(loop, port, test::key_of(1));
      CHECK(fresh.ping().rc == return_code::request_ok);
      net_peer stranger(net_socket::to(loop, port), role::initiator);
      CHECK(stranger.next() == protocol_event::greeted);
      stranger.flush();
      CHECK(stranger.socket().hears_only_the_end());
    }
    CHECK(old.ping().rc == return_code::request_ok);
  }
}

TEST_CASE("responder: what a listener throws on a thread comes out of the executor") {
  net_loop loop;
  responder subject(loop.executor(), with_threads(2), test::open_mode_key,
                    [](const responder_event& happened) {
                      if (std::holds_alternative<event::served>(happened)) {
                        throw std::runtime_error("told");
                      }
                    });
  const auto run = loop.start(subject.run());
  auto first = net_peer::client(loop, subject.port());
  auto second = net_peer::client(loop, subject.port());
  first.send(test::plaintext_of(request{}));
  second.send(test::plaintext_of(request{}));
  int thrown = 0;
  for (int i = 0; i < 2; ++i) {
    try {
      loop.run_for(5s);
    } catch (const std::runtime_error&) {
      ++thrown;
    }
  }
  CHECK(thrown == 2);
}

}  // namespace
}  // namespace tmss10
