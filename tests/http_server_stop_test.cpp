// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_http.hpp"

#include <atomic>
#include <future>
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

/// A handler that answers nothing by itself, and counts whom it has lost.
struct probe_handler {
  std::mutex mutex;
  std::vector<std::shared_ptr<http_exchange>> running;
  std::atomic<int> begun = 0;
  std::atomic<int> gone = 0;

  [[nodiscard]] http_server_settings settings() {
    http_server_settings out;
    out.handle = [this](const std::shared_ptr<http_exchange>& exchange) {
      exchange->on_client_gone([this] { ++gone; });
      const std::lock_guard lock(mutex);
      running.push_back(exchange);
      ++begun;
    };
    return out;
  }
};

TEST_CASE("http_server: a client that goes is noticed before there is an answer") {
  probe_handler all;
  net_http site(all.settings());
  auto resets = site.begin(get_request("/"));
  auto closes = site.begin(get_request("/"));
  auto stays = site.begin(get_request("/"));
  site.loop().until([&] { return all.begun == 3; });
  CHECK(all.gone == 0);
  resets.reset();
  site.loop().until([&] { return all.gone == 1; });
  closes.close();
  site.loop().until([&] { return all.gone == 2; });
  CHECK(stays.hears_nothing_for(20ms));
}

TEST_CASE("http_server: one that ended its side counts as gone, and gets an answer") {
  probe_handler all;
  net_http site(all.settings());
  auto client = site.begin(get_request("/"));
  client.send_fin();
  site.loop().until([&] { return all.gone == 1; });
  CHECK(all.running.front()->answer(line_answer(200, "still")));
  CHECK(reply_of(client.read_to_end()).body == "still\n");
}

TEST_CASE("http_server: an answer to nobody is given back") {
  probe_handler all;
  net_http site(all.settings());
  auto client = site.begin(get_request("/"));
  site.loop().until([&] { return all.begun == 1; });
  client.reset();
  site.loop().until([&] { return all.gone == 1; });
  CHECK(site.loop().reaches(
      [&] { return !all.running.front()->answer(line_answer(200, "late")); }));
}

TEST_CASE("http_server: stop ends everything at once, and tells the handlers") {
  probe_handler all;
  net_http site(all.settings());
  std::vector<net_socket> clients;
  for (int i = 0; i < 10; ++i)
    clients.push_back(site.begin(get_request("/")));
  auto half = site.begin("GET / HT");
  auto silent = site.connect();
  site.loop().until([&] { return all.begun == 10; });
  const auto began = clock::now();
  site.server().stop();
  CHECK(clock::now() - began < 2s);
  CHECK(all.gone == 10);
  for (auto& client : clients)
    CHECK(client.hears_only_the_end());
  CHECK(half.hears_only_the_end());
  CHECK(silent.hears_only_the_end());
  for (const auto& exchange : all.running)
    CHECK_FALSE(exchange->answer({}));
  CHECK_THROWS_AS(site.connect(), std::system_error);
  site.server().stop();
}

TEST_CASE("http_server: an exchange may outlive its server") {
  probe_handler all;
  {
    net_http site(all.settings());
    auto client = site.begin(get_request("/"));
    site.loop().until([&] { return all.begun == 1; });
  }
  CHECK(all.gone == 1);
  CHECK(all.running.front()->request().target == "/");
  CHECK_FALSE(all.running.front()->answer({}));
  bool told = false;
  all.running.front()->on_client_gone([&told] { told = true; });
  CHECK(told);
}

TEST_CASE(
    "http_server: stopped from another thread while requests come and are answered") {
  for (int round = 0; round < 20; ++round) {
    net_http site;
    std::atomic<bool> over = false;
    auto stopping = std::async(std::launch::async, [&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(round));
      site.server().stop();
      over = true;
    });
    while (!over) {
      try {
        const auto reply = site.get("/");
        CHECK((reply.status == 200 || reply.status == 0));
      } catch (const std::system_error&) {  // it listens no more
        break;
      }
    }
    stopping.get();
  }
}

TEST_CASE("http_server: answers from other threads while it stops") {
  for (int round = 0; round < 20; ++round) {
    probe_handler all;
    net_http site(all.settings());
    std::vector<net_socket> clients;
    for (int i = 0; i < 8; ++i)
      clients.push_back(site.begin(get_request("/")));
    site.loop().until([&] { return all.begun == 8; });
    auto answering = std::async(std::launch::async, [&] {
      for (const auto& exchange : all.running)
        exchange->answer(line_answer(200, "a"));
    });
    site.server().stop();
    answering.get();
    for (auto& client : clients) {
      const auto status = reply_of(client.read_to_end()).status;
      CHECK((status == 200 || status == 0));
    }
  }
}

}  // namespace
}  // namespace tmss10
