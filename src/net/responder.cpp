// SPDX-License-Identifier: MIT
#include <tmss10/core/answer.hpp>
#include <tmss10/core/errc.hpp>
#include <tmss10/core/safe_text.hpp>
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/responder.hpp>
#include <tmss10/net/session.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/experimental/as_tuple.hpp>
#include <asio/ip/v6_only.hpp>
#include <asio/use_awaitable.hpp>

#include <stdexcept>
#include <utility>

namespace tmss10 {
namespace {

using asio::ip::tcp;
using clock = std::chrono::steady_clock;
constexpr auto token = asio::experimental::as_tuple(asio::use_awaitable);

/// How long a session that we end may take to see its peer's end.
constexpr auto linger = std::chrono::seconds(1);
/// How long accepting rests when the system has no descriptor to give.
constexpr auto accept_pause = std::chrono::milliseconds(100);
/// How often a free port is looked for that is free for every address.
constexpr int port_attempts = 16;

peer_name name_of(const tcp::endpoint& at) {
  return {at.address().to_string(), at.port()};
}

/// To one connection too many. It has sent nothing, so the close is no reset, and the
/// greeting arrives.
void say_busy(tcp::socket socket) {
  const auto busy = make_greeting(greeting_status::busy);
  asio::error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(busy), ignored);
  socket.shutdown(tcp::socket::shutdown_send, ignored);
}

std::vector<asio::ip::address> addresses_of(const std::vector<std::string>& texts) {
  std::vector<asio::ip::address> out;
  for (std::string_view text : texts) {
    asio::error_code error;
    const bool bracketed = text.starts_with('[') && text.ends_with(']');
    const auto bare = bracketed ? text.substr(1, text.size() - 2) : text;
    out.push_back(asio::ip::make_address(bare, error));
    if (error) {
      throw std::invalid_argument("--listen: " + in_quotes(text) + " is not an address");
    }
  }
  return out;
}

/// A listening socket. An IPv6 one takes IPv6 only, so that the IPv4 address is free for
/// its own.
tcp::acceptor open_acceptor(const asio::any_io_executor& executor,
                            const tcp::endpoint& at) {
  tcp::acceptor out(executor, at.protocol());
#ifndef _WIN32  // there it would let two programs share a port
  out.set_option(tcp::acceptor::reuse_address(true));
#endif
  if (at.address().is_v6()) out.set_option(asio::ip::v6_only(true));
  out.bind(at);
  out.listen();
  return out;
}

/// A machine without IPv6 says one of these when a socket is opened or bound.
bool means_no_v6(std::error_code error) {
  return error == asio::error::address_family_not_supported ||
         from_network(error) == std::errc::address_not_available;
}

/// Listens on all of the addresses at one port; at port 0, on the first address's free
/// port. Throws std::system_error naming the address.
std::vector<tcp::acceptor> listen_on(const asio::any_io_executor& executor,
                                     const std::vector<asio::ip::address>& addresses,
                                     std::uint16_t port, bool v6_may_be_missing) {
  std::vector<tcp::acceptor> out;
  for (const auto& address : addresses) {
    try {
      out.push_back(open_acceptor(executor, tcp::endpoint(address, port)));
      port = out.back().local_endpoint().port();
    } catch (const std::system_error& error) {
      if (v6_may_be_missing && address.is_v6() && means_no_v6(error.code())) continue;
      throw std::system_error(
          from_network(error.code()),
          "can't listen on " + address.to_string() + " port " + std::to_string(port));
    }
  }
  return out;
}

std::vector<tcp::acceptor> listen(const asio::any_io_executor& executor,
                                  const responder_settings& settings) {
  if (!settings.listen.empty()) {
    return listen_on(executor, addresses_of(settings.listen), settings.port, false);
  }
  const std::vector<asio::ip::address> everywhere{asio::ip::address_v6::any(),
                                                  asio::ip::address_v4::any()};
  for (int attempt = 1;; ++attempt) {
    try {
      return listen_on(executor, everywhere, settings.port, true);
    } catch (const std::system_error&) {
      // A port that is free for IPv6 may be taken for IPv4; another one may be free for
      // both.
      if (settings.port != 0 || attempt == port_attempts) throw;
    }
  }
}

}  // namespace

struct responder::connection {
  connection(tcp::socket socket, const tcp::endpoint& from, const site_key& key)
      : guard(socket.get_executor()),
        over(std::move(socket), protocol(role::responder, key)),
        peer(name_of(from)) {}

  watchdog guard;
  session over;
  peer_name peer;
  clock::time_point began = clock::now();
  std::uint64_t requests = 0;
};

responder::responder(const asio::any_io_executor& executor, responder_settings settings,
                     const site_key& key, listener tell)
    : executor_(executor),
      settings_(std::move(settings)),
      key_(key),
      tell_(std::move(tell)),
      acceptors_(listen(executor, settings_)),
      all_gone_(executor, asio::steady_timer::time_point::max()) {
  for (const auto& from : acceptors_) {
    const event::listening listening{name_of(from.local_endpoint())};
    tell_(listening);
  }
}

responder::~responder() = default;

std::uint16_t responder::port() const {
  return acceptors_.front().local_endpoint().port();
}

asio::awaitable<void> responder::run() {
  for (auto& from : acceptors_)
    spawn(accept(from));
  co_await all_gone_.async_wait(token);
}

void responder::stop() {
  stopping_ = true;
  for (auto& from : acceptors_) {
    asio::error_code ignored;
    from.close(ignored);
  }
  for (const auto& with : connections_)
    with->guard.trip();
}

/// Starts a task that run() waits for.
void responder::spawn(asio::awaitable<void> task) {
  ++tasks_;
  asio::co_spawn(executor_, std::move(task), [this](const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
    if (--tasks_ == 0) all_gone_.cancel();
  });
}

asio::awaitable<void> responder::accept(acceptor& from) {
  asio::steady_timer pause(executor_);
  while (!stopping_) {
    tcp::socket socket(executor_);
    const auto [error] = co_await from.async_accept(socket, token);
    if (stopping_) break;
    if (!error) {
      admit(std::move(socket));
    } else if (error != asio::error::connection_aborted) {
      const event::accept_failed refused{from_network(error)};
      tell_(refused);
      pause.expires_after(accept_pause);
      co_await pause.async_wait(token);
    }
  }
}

void responder::admit(tcp::socket socket) {
  asio::error_code gone;
  const auto from = socket.remote_endpoint(gone);
  if (gone) return;
  if (connections_.size() >= settings_.max_connections) {
    const event::turned_away turned_away{name_of(from)};
    tell_(turned_away);
    return say_busy(std::move(socket));
  }
  socket.set_option(tcp::no_delay(true), gone);
  const event::accepted accepted{name_of(from)};
  tell_(accepted);
  const auto with = std::make_shared<connection>(std::move(socket), from, key_);
  connections_.insert(with);
  spawn(serve(with));
}

/// Answers until the session ends, and says why it ended.
asio::awaitable<std::error_code> responder::answer_all(connection& with) {
  if (stopping_) co_return errc::stopped;
  with.guard.arm(settings_.start_timeout, [&with] { with.over.cancel(); });
  co_await with.over.flush();  // the greeting
  for (;;) {
    const auto happened = co_await with.over.next();
    if (!happened) {
      const bool idle = with.guard.expired() && !stopping_;
      co_return idle ? make_error_code(errc::idle) : happened.error();
    }
    if (*happened == protocol_event::closed) co_return errc::closed_by_peer;
    if (*happened != protocol_event::message) continue;
    with.guard.extend(settings_.idle_timeout);
    answer(with);
    co_await with.over.flush();
  }
}

void responder::answer(connection& with) {
  const auto began = clock::now();
  auto said = answer_request(codec_, with.over.wire().plaintext());
  ++with.requests;
  said.response.milisecs = to_milisecs(clock::now() - began);
  plaintext_.clear();
  codec_.encode(said.response, plaintext_);
  const event::served served{with.peer, with.over.wire().wire_size(), said.refusal};
  // A counter that is used up leaves the close message, which the client's next request
  // brings about.
  if (with.over.wire().send(plaintext_)) tell_(served);
}

/// Sends the close message, if there is somebody to send it to, and waits for the peer's
/// end.
asio::awaitable<void> responder::close_session(connection& with) {
  with.over.wire().send_close();
  if (with.over.wire().output().empty()) co_return;
  with.guard.arm(linger, [&with] { with.over.close(); });
  co_await with.over.flush();
  co_await with.over.drain();
  with.guard.disarm();
}

asio::awaitable<void> responder::serve(std::shared_ptr<connection> with) {
  const auto reason = co_await answer_all(*with);
  const bool real = with->over.wire().authenticated();
  if (real) {
    const event::ended ended{with->peer, reason, with->requests,
                             clock::now() - with->began};
    tell_(ended);
  } else {
    const event::handshake_failed failed{with->peer, reason};
    tell_(failed);
  }
  co_await close_session(*with);
  connections_.erase(with);
}

}  // namespace tmss10
