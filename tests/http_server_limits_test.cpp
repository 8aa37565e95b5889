// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_http.hpp"
#include "support/no_more_descriptors.hpp"

#include <atomic>
#include <ctime>
#include <functional>
#include <mutex>
#include <thread>

namespace tmss10 {
namespace {

using test::get_request;
using test::net_http;
using test::net_socket;
using test::reply_of;
using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

http_server_settings with_limits(http_limits limits) {
  http_server_settings out;
  out.limits = limits;
  return out;
}

/// Keeps what it is to answer.
struct keeper {
  std::mutex mutex;
  std::vector<std::shared_ptr<http_exchange>> kept;

  [[nodiscard]] std::function<void(std::shared_ptr<http_exchange>)> handler() {
    return [this](std::shared_ptr<http_exchange> exchange) {
      if (exchange->request().target == "/now") {
        exchange->answer(line_answer(200, "now"));
        return;
      }
      const std::lock_guard lock(mutex);
      kept.push_back(std::move(exchange));
    };
  }
  [[nodiscard]] std::size_t count() {
    const std::lock_guard lock(mutex);
    return kept.size();
  }
};

TEST_CASE("http_server: half a request has its time, and gets 408") {
  http_limits limits;
  limits.head_time = 200ms;
  net_http site(with_limits(limits));
  const auto began = clock::now();
  auto client = site.begin("GET / HTTP/1.1\r\nHost: a\r\n");
  CHECK(reply_of(client.read_to_end()).status == 408);
  CHECK(clock::now() - began >= 190ms);
}

TEST_CASE("http_server: the time is for the whole head, however steadily it comes") {
  http_limits limits;
  limits.head_time = 300ms;
  net_http site(with_limits(limits));
  auto client = site.connect();
  const auto began = clock::now();
  const std::string request = "GET / HTTP/1.1\r\nX: ";
  std::size_t sent = 0;
  while (!client.end() && clock::now() - began < 20s) {
    const char byte = sent < request.size() ? request[sent] : 'x';
    client.write_some(view_of(std::string_view(&byte, 1)));
    ++sent;
    site.loop().run_for(20ms);
    if (!client.hears_nothing_for(1ms)) break;
  }
  CHECK(clock::now() - began >= 290ms);
  CHECK(clock::now() - began < 10s);
}

TEST_CASE("http_server: who says nothing is closed without a word") {
  http_limits limits;
  limits.head_time = 100ms;
  net_http site(with_limits(limits));
  auto client = site.connect();
  CHECK(client.hears_only_the_end());
}

TEST_CASE("http_server: by default a head has 10 seconds") {
  net_http site;
  auto client = site.begin("GET / HTTP/1.1\r\n");
  const auto began = clock::now();
  CHECK(reply_of(client.read_to_end()).status == 408);
  const auto took = clock::now() - began;
  CHECK(took >= 9800ms);
  CHECK(took < 20s);
}

TEST_CASE("http_server: the default limits are those of its contract") {
  const http_limits limits;
  CHECK(limits.connections == 64);
  CHECK(limits.answer_time == 120s);
  CHECK(limits.write_time == 10s);
  CHECK(limits.close_time == 1s);
}

TEST_CASE("http_server: half requests do not keep it from answering") {
  http_limits limits;
  limits.connections = 4;
  net_http site(with_limits(limits));
  std::vector<net_socket> half;
  for (int i = 0; i < 20; ++i)
    half.push_back(site.begin("GET / HTTP/1.1\r\n"));
  for (int i = 0; i < 10; ++i)
    CHECK(site.get("/").status == 200);
  // The oldest ones gave way; the newest ones are still there.
  CHECK(half.front().hears_only_the_end());
  CHECK(half.back().hears_nothing_for(50ms));
}

TEST_CASE("http_server: 1,000 connections that say nothing, and scrapes between them") {
  net_http site;
  std::vector<net_socket> silent;
  for (int i = 0; i < 1000; ++i) {
    try {
      silent.push_back(site.connect());
    } catch (const std::system_error&) {
      break;  // this process has no more descriptors
    }
    if (i % 100 == 0) CHECK(site.get("/").status == 200);
  }
  CHECK(silent.size() > 200);
  silent.pop_back();
  silent.pop_back();
  CHECK(site.get("/").status == 200);
}

TEST_CASE("http_server: when all wait for answers, one more is told so at once") {
  keeper handler;
  http_limits limits;
  limits.connections = 3;
  auto settings = with_limits(limits);
  settings.handle = handler.handler();
  net_http site(std::move(settings));
  std::vector<net_socket> waiting;
  for (int i = 0; i < 3; ++i)
    waiting.push_back(site.begin(get_request("/later")));
  site.loop().until([&] { return handler.count() == 3; });
  const auto reply = site.get("/now");
  CHECK(reply.status == 503);
  CHECK(reply.field("Retry-After") == "1");
  // One that is answered makes room for the next.
  handler.kept.front()->answer(line_answer(200, "first"));
  CHECK(reply_of(waiting.front().read_to_end()).body == "first\n");
  CHECK(site.get("/now").status == 200);
  CHECK(waiting.back().hears_nothing_for(20ms));
}

TEST_CASE("http_server: those that are told so are bounded, too") {
  keeper handler;
  http_limits limits;
  limits.connections = 1;
  limits.refusals = 2;
  auto settings = with_limits(limits);
  settings.handle = handler.handler();
  net_http site(std::move(settings));
  auto waiting = site.begin(get_request("/later"));
  site.loop().until([&] { return handler.count() == 1; });
  std::vector<net_socket> many;
  for (int i = 0; i < 50; ++i)
    many.push_back(site.connect());
  CHECK(reply_of(many.back().read_to_end()).status == 503);
  CHECK(waiting.hears_nothing_for(20ms));
}

TEST_CASE("http_server: an answer has its time, and then the client gets 503") {
  keeper handler;
  std::atomic<int> gone = 0;
  http_limits limits;
  limits.answer_time = 200ms;
  auto settings = with_limits(limits);
  settings.handle = [&](const std::shared_ptr<http_exchange>& exchange) {
    exchange->on_client_gone([&gone] { ++gone; });
    handler.handler()(exchange);
  };
  net_http site(std::move(settings));
  CHECK(site.get("/later").status == 503);
  CHECK(gone == 1);
  CHECK_FALSE(handler.kept.front()->answer(line_answer(200, "too late")));
}

TEST_CASE("http_server: who reads a byte now and then is ended") {
  http_limits limits;
  limits.write_time = 300ms;
  limits.write_rate = 1'000'000'000;
  auto settings = with_limits(limits);
  settings.handle = [](const std::shared_ptr<http_exchange>& exchange) {
    exchange->answer(line_answer(200, std::string(64'000'000, 'x')));
  };
  net_http site(std::move(settings));
  auto client = site.begin(get_request("/"));
  for (int i = 0; i < 40; ++i) {
    CHECK(client.read(1).size() == 1);
    site.loop().run_for(20ms);
  }
  // What this side's system has received is still to be had.
  CHECK(client.read_to_end().size() < 60'000'000);
  CHECK(client.end() == asio::error::connection_reset);
}

TEST_CASE("http_server: a long answer has time in proportion to its length") {
  http_limits limits;
  limits.write_time = 1ms;
  limits.write_rate = 4'000'000;
  auto settings = with_limits(limits);
  settings.handle = [](const std::shared_ptr<http_exchange>& exchange) {
    exchange->answer(line_answer(200, std::string(40'000'000, 'x')));
  };
  net_http site(std::move(settings));
  auto client = site.begin(get_request("/"));
  site.loop().run_for(500ms);
  CHECK(reply_of(client.read_to_end()).body.size() == 40'000'001);
}

TEST_CASE("http_server: a flood after the request ends the connection") {
  keeper handler;
  http_server_settings settings;
  settings.handle = handler.handler();
  net_http site(std::move(settings));
  auto client = site.begin(get_request("/later"));
  site.loop().until([&] { return handler.count() == 1; });
  client.write(view_of(std::string(10'000'000, 'x')));
  CHECK(client.end());
  CHECK(site.get("/now").status == 200);
}

TEST_CASE("http_server: a client that does not close is closed") {
  http_limits limits;
  limits.close_time = 100ms;
  net_http site(with_limits(limits));
  auto client = site.begin(get_request("/"));
  const auto began = clock::now();
  CHECK(reply_of(client.read_to_end()).status == 200);
  CHECK(clock::now() - began < 10s);
}

#ifdef TMSS10_TEST_DESCRIPTORS

/// Begins to connect while the process has no descriptor left for the server's side.
void connect_without_descriptor(net_http& site, const std::function<void()>& then) {
  asio::ip::tcp::socket one_more(site.loop().executor());
  one_more.open(asio::ip::tcp::v4());
  site.loop().run_for(100ms);  // until the server has accepted those before
  const test::no_more_descriptors none;
  one_more.connect({asio::ip::address_v4::loopback(), site.port()});
  then();
}

TEST_CASE(
    "http_server: without a descriptor, the oldest one that asks nothing is closed") {
  net_http site;
  auto first = site.connect();
  auto second = site.connect();
  connect_without_descriptor(site, [&] {
    CHECK(first.hears_only_the_end());
    CHECK(second.hears_nothing_for(50ms));
  });
  CHECK(site.get("/").status == 200);
}

TEST_CASE("http_server: without a descriptor it rests, and goes on when there is one") {
  keeper handler;
  http_server_settings settings;
  settings.handle = handler.handler();
  net_http site(std::move(settings));
  auto waiting = site.begin(get_request("/later"));
  site.loop().until([&] { return handler.count() == 1; });
  connect_without_descriptor(site, [&] {
    const auto before = std::clock();
    std::this_thread::sleep_for(1s);
    CHECK(static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC < 0.3);
  });
  CHECK(site.get("/now").status == 200);
  CHECK(waiting.hears_nothing_for(20ms));
}

#endif

}  // namespace
}  // namespace tmss10
