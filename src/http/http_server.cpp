// SPDX-License-Identifier: MIT
#include "http_server.hpp"

#include "http_connection.hpp"
#include "net/close_on_exec.hpp"
#include "net/listen/accept_loop.hpp"
#include "net/listen/address_group_of.hpp"
#include "net/listen/listen.hpp"
#include "net/without_signals.hpp"
#include <tmss10/net/endpoint_text.hpp>
#include <tmss10/net/run_through_bad_alloc.hpp>

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <thread>
#include <utility>

namespace tmss10 {
namespace {

using asio::ip::tcp;

/// How long accepting rests when the system has no descriptor to give.
constexpr accept_loop::rest without_room(100);
/// The same when a connection was closed for the next one.
constexpr accept_loop::rest with_room(1);
/// A loop of Asio's: epoll, a timer and an event; elsewhere a queue and a pipe.
constexpr std::size_t of_loop = 3;

struct taken_place {
  address_group from;
  std::shared_ptr<http_connection> connection;
};
/// Connections by their age: the oldest comes first.
using connections = std::map<std::uint64_t, taken_place>;

/// Each takes itself out.
void close_all(connections& of) {
  while (!of.empty())
    of.begin()->second.connection->close();
}

std::vector<http_place> places_of(const connections& all) {
  std::vector<http_place> out;
  out.reserve(all.size());
  for (const auto& [number, each] : all)
    out.push_back({each.from, each.connection->now()});
  return out;
}

http_answer busy() {
  auto out = line_answer(503, "this server has too many connections");
  out.fields.push_back({"Retry-After", "1"});
  return out;
}

}  // namespace

class http_server::parts {
 public:
  explicit parts(http_server_settings settings) : settings_(std::move(settings)) {
    for (const auto& at : settings_.listen) {
      acceptors_.push_back(std::make_unique<accept_loop>(
          listen_at(io_.get_executor(), at, endpoint_text(at)),
          [this](tcp::acceptor& from) { return accept(from); }));
    }
    for (const auto& each : acceptors_) {
      endpoints_.push_back(each->local_endpoint());
      each->open([] {});
    }
    thread_ = std::thread([this] {
      take_no_signals();
      run_through_bad_alloc(io_);
    });
  }
  ~parts() {
    try {
      stop();
    } catch (...) {  // without its thread, the rest goes in order
    }
  }
  parts(const parts&) = delete;
  parts& operator=(const parts&) = delete;
  parts(parts&&) = delete;
  parts& operator=(parts&&) = delete;

  void stop() {
    if (!thread_.joinable()) return;
    io_.stop();
    thread_.join();
    for (const auto& each : acceptors_)
      each->close();
    close_all(served_);
    close_all(refused_);
  }

  [[nodiscard]] std::vector<tcp::endpoint> endpoints() const { return endpoints_; }

 private:
  accept_loop::rest accept(tcp::acceptor& from);
  void admit(tcp::socket socket, const address_group& from);
  [[nodiscard]] bool make_room(const std::optional<address_group>& newcomer);
  [[nodiscard]] std::shared_ptr<http_connection> add(tcp::socket socket,
                                                     const address_group& from,
                                                     connections& to);

  const http_server_settings settings_;
  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
  std::vector<std::unique_ptr<accept_loop>> acceptors_;
  std::vector<tcp::endpoint> endpoints_;
  connections served_;
  connections refused_;
  std::uint64_t number_ = 0;  // of the last connection
  std::thread thread_;
};

/// Accepts one connection, if there is one.
accept_loop::rest http_server::parts::accept(tcp::acceptor& from) {
  tcp::socket socket(io_);
  asio::error_code error;
  tcp::endpoint peer;
  from.accept(socket, peer, error);
  if (!error) {
    try {
      admit(std::move(socket), address_group_of(peer.address()));
    } catch (const std::exception&) {
      return without_room;  // this connection is closed; others need not be
    }
    return {};
  }
  if (error == asio::error::connection_aborted || error == asio::error::would_block ||
      error == asio::error::try_again) {
    return {};
  }
  return make_room(std::nullopt) ? with_room : without_room;
}

bool http_server::parts::make_room(const std::optional<address_group>& newcomer) {
  const auto which = who_gives_way(places_of(served_), newcomer);
  if (!which) return false;
  std::next(served_.begin(), static_cast<std::ptrdiff_t>(*which))
      ->second.connection->give_way();
  return true;
}

void http_server::parts::admit(tcp::socket socket, const address_group& from) {
  close_on_exec(socket.native_handle());
  asio::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  const auto& limits = settings_.limits;
  if (served_.size() < limits.connections || make_room(from))
    return add(std::move(socket), from, served_)->start();
  while (refused_.size() >= std::max<std::size_t>(limits.refusals, 1))
    refused_.begin()->second.connection->close();
  add(std::move(socket), from, refused_)->start(busy());
}

std::shared_ptr<http_connection> http_server::parts::add(tcp::socket socket,
                                                         const address_group& from,
                                                         connections& to) {
  const auto number = ++number_;
  auto out = std::make_shared<http_connection>(std::move(socket), settings_,
                                               [&to, number] { to.erase(number); });
  to.emplace(number, taken_place{from, out});
  return out;
}

http_server::http_server(http_server_settings settings)
    : parts_(std::make_unique<parts>(std::move(settings))) {}

http_server::~http_server() = default;

void http_server::stop() {
  parts_->stop();
}

std::vector<tcp::endpoint> http_server::endpoints() const {
  return parts_->endpoints();
}

std::size_t http_server::most_descriptors(const http_server_settings& of) {
  // One more for each listening socket: a connection that is not decided on yet.
  return of_loop + 2 * of.listen.size() + of.limits.connections +
         std::max<std::size_t>(of.limits.refusals, 1);
}

}  // namespace tmss10
