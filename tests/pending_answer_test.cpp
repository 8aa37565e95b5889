// SPDX-License-Identifier: MIT
#include "http/pending_answer.hpp"

#include "catch.hpp"
#include "http/http_exchange.hpp"

#include <atomic>
#include <new>
#include <thread>
#include <vector>

namespace tmss10 {
namespace {

/// A connection that takes answers, and somebody who notices that the client has gone.
struct both_sides {
  std::vector<int> taken;
  int gone = 0;
  std::shared_ptr<pending_answer> pending = std::make_shared<pending_answer>(
      [this](const http_answer& answer) { taken.push_back(answer.status); });

  void notice() {
    pending->on_client_gone([this] { ++gone; });
  }
};

TEST_CASE("pending_answer: one answer, and no other") {
  both_sides sides;
  CHECK(sides.pending->answer(line_answer(200, "a")));
  CHECK_FALSE(sides.pending->answer(line_answer(404, "b")));
  CHECK(sides.taken == std::vector{200});
}

TEST_CASE("pending_answer: after an answer, nobody hears that the client has gone") {
  both_sides sides;
  sides.notice();
  CHECK(sides.pending->answer({}));
  sides.pending->client_gone();
  sides.pending->abandon();
  sides.notice();
  CHECK(sides.gone == 0);
}

TEST_CASE("pending_answer: a client that has gone is noticed once") {
  both_sides sides;
  sides.notice();
  sides.pending->client_gone();
  sides.pending->client_gone();
  sides.pending->abandon();
  CHECK(sides.gone == 1);
}

TEST_CASE("pending_answer: it is noticed at once by who asks too late") {
  both_sides sides;
  sides.pending->abandon();
  sides.notice();
  CHECK(sides.gone == 1);
}

TEST_CASE("pending_answer: the notice that was asked for last counts") {
  both_sides sides;
  bool first = false;
  sides.pending->on_client_gone([&first] { first = true; });
  sides.notice();
  sides.pending->abandon();
  CHECK_FALSE(first);
  CHECK(sides.gone == 1);
}

TEST_CASE("pending_answer: a client that ended its side still gets an answer") {
  both_sides sides;
  sides.pending->client_gone();
  CHECK(sides.pending->answer({}));
  CHECK(sides.taken == std::vector{200});
}

TEST_CASE("pending_answer: what is abandoned takes no answer") {
  both_sides sides;
  sides.pending->abandon();
  CHECK_FALSE(sides.pending->answer({}));
  CHECK(sides.taken.empty());
}

TEST_CASE("pending_answer: a notice may answer") {
  both_sides sides;
  bool answered = false;
  sides.pending->on_client_gone([&] { answered = sides.pending->answer({}); });
  sides.pending->client_gone();
  CHECK(answered);
}

TEST_CASE("pending_answer: an answer that can't be taken may be given again") {
  int attempts = 0;
  pending_answer pending([&attempts](const http_answer&) {
    if (++attempts == 1) throw std::bad_alloc();
  });
  CHECK_THROWS_AS(pending.answer({}), std::bad_alloc);
  CHECK(pending.answer({}));
  CHECK(attempts == 2);
}

TEST_CASE(
    "http_exchange: one that is dropped answers 500, one that was answered nothing") {
  both_sides sides;
  { const http_exchange dropped({}, sides.pending); }
  CHECK(sides.taken == std::vector{500});
  both_sides others;
  {
    http_exchange answered({}, others.pending);
    CHECK(answered.answer(line_answer(204, "")));
  }
  CHECK(others.taken == std::vector{204});
}

TEST_CASE("http_exchange: one that is dropped without memory harms nobody") {
  const auto pending = std::make_shared<pending_answer>(
      [](const http_answer&) { throw std::bad_alloc(); });
  { const http_exchange dropped({}, pending); }
  pending->abandon();
  CHECK_FALSE(pending->answer({}));
}

/// A job that answers when it is given up.
struct given_up {
  pending_answer& to;
  explicit given_up(pending_answer& pending) : to(pending) {}
  ~given_up() { to.answer({}); }
  given_up(const given_up&) = delete;
  given_up& operator=(const given_up&) = delete;
};

TEST_CASE("pending_answer: a job that answers when it goes may be all that is held") {
  int taken = 0;
  pending_answer pending([&taken](const http_answer&) { ++taken; });
  pending.on_client_gone([job = std::make_shared<given_up>(pending)] {});
  SECTION("as it is replaced") {
    pending.on_client_gone([] {});
  }
  SECTION("as it is answered") {
    CHECK(pending.answer({}));
  }
  SECTION("as the client goes") {
    pending.client_gone();
  }
  CHECK(taken == 1);
}

TEST_CASE("pending_answer: after an answer, nobody is told that the client has gone") {
  int gone = 0;
  pending_answer pending([](const http_answer&) {});
  pending.client_gone();
  CHECK(pending.answer({}));
  pending.on_client_gone([&gone] { ++gone; });
  CHECK(gone == 0);
}

TEST_CASE("pending_answer: of many threads one answers, or the client is noticed") {
  for (int round = 0; round < 200; ++round) {
    std::atomic<int> taken = 0;
    std::atomic<int> gone = 0;
    std::atomic<int> answered = 0;
    pending_answer pending([&taken](const http_answer&) { ++taken; });
    pending.on_client_gone([&gone] { ++gone; });
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i)
      threads.emplace_back([&] { answered += pending.answer({}) ? 1 : 0; });
    threads.emplace_back([&] { pending.abandon(); });
    for (auto& thread : threads)
      thread.join();
    REQUIRE(taken == answered);
    REQUIRE(taken + gone == 1);
  }
}

}  // namespace
}  // namespace tmss10
