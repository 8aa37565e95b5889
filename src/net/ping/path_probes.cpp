// SPDX-License-Identifier: MIT
#include "path_probes.hpp"

#include "net/connect_refusal.hpp"
#include "net/hop_limit.hpp"
#include "net/icmp_facts.hpp"
#include "net/icmp_refusal.hpp"
#include "net/local_binding.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/close_socket.hpp>
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/tcp_info.hpp>

#include <asio/steady_timer.hpp>

#include <algorithm>
#include <list>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

using asio::ip::tcp;
using clock = std::chrono::steady_clock;

/// Linux wakes who waits for a socket before it notes the error of an ICMP message there.
constexpr auto until_noted = std::chrono::milliseconds(2);
constexpr int most_looks = 10;

bool is_connected(const tcp::socket& socket) {
  asio::error_code error;
  (void)socket.remote_endpoint(error);
  return !error;
}

std::error_code error_of(const icmp_refusal& refusal) {
  switch (meaning_of(refusal.what)) {
    case icmp_meaning::prohibited: return errc::prohibited;
    case icmp_meaning::hop_limit_exceeded: return errc::hop_limit_exceeded;
    default: return refusal.error;
  }
}

/// An ICMP error as an answer.
hop_answer answer_of(icmp_refusal from, tcp::socket& socket, const tcp::endpoint& to) {
  hop_answer out;
  out.what = meaning_of(from.what) == icmp_meaning::hop_limit_exceeded
                 ? hop_reply::hop_limit_exceeded
                 : hop_reply::icmp_refusal;
  out.error = error_of(from);
  out.sender = from.what.sender;
  out.hops_left = from.hops_left;
  out.icmp = std::move(from.what);
  add_own_facts(*out.icmp, socket, to);
  return out;
}

void close_with_reset(tcp::socket& socket) {
  asio::error_code ignored;
  socket.set_option(asio::socket_base::linger(true, 0), ignored);
  close_socket(socket);
}

}  // namespace

struct path_probes::state : std::enable_shared_from_this<state> {
  state(const asio::any_io_executor& executor, tcp::endpoint target,
        const local_end& from)
      : news(executor), binding(from), to(binding.in_zone(std::move(target))) {}

  std::error_code prepare(path_probe& one) {
    if (const auto reason = reason_not_to_connect(to.address())) return reason;
    auto& socket = one.socket;
    asio::error_code error;
    socket.open(to.protocol(), error);
    if (error) return meaning_of_refusal(from_network(error), to);
    if (const auto failed = binding.bind(socket, to, one.asked.local_port)) return failed;
    if (one.asked.hop_limit) set_hop_limit(socket, *one.asked.hop_limit);
    if (one.asked.least_left > 0) require_hops_left(socket, one.asked.least_left);
    keep_hops_left(socket);
    keep_icmp_errors(socket, to.protocol());
    return {};
  }

  void begin(const std::shared_ptr<path_probe>& one) {
    one->began = clock::now();
    // Its answer may be dropped here, although it arrived.
    if (one->asked.least_left > 0) ++connections;
    if (const auto error = prepare(*one)) return take_not_sent(*one, error);
    one->socket.async_connect(
        to, [self = shared_from_this(), one](const asio::error_code& error) {
          self->look(one, from_network(error), most_looks);
        });
    asio::error_code ignored;
    one->local_port = one->socket.local_endpoint(ignored).port();
  }

  /// What the system says of a request.
  void look(const std::shared_ptr<path_probe>& one, std::error_code told, int looks) {
    if (over || one->answer || !one->socket.is_open()) return;
    auto& socket = one->socket;
    if (told == std::errc::connection_reset || (!told && is_connected(socket)))
      return take(*one, {hop_reply::connection, to.address().to_string()});
    if (auto refusal = take_icmp_error(socket))
      return take(*one, answer_of(std::move(*refusal), socket, to));
    if (told == std::errc::connection_refused) {
      hop_answer reset{hop_reply::reset, to.address().to_string()};
      reset.error = told;
      return take(*one, std::move(reset));
    }
    if (told == std::errc::timed_out) return;
    if (told) return take_not_sent(*one, meaning_of_refusal(told, to));
    if (looks == 0) return;
    const auto timer = std::make_shared<asio::steady_timer>(news.get_executor());
    timer->expires_after(until_noted);
    timer->async_wait([self = shared_from_this(), one, looks, timer](auto) {
      self->look(one, {}, looks - 1);
    });
  }

  void take(path_probe& of, hop_answer answer) {
    answer.took = clock::now() - of.began;
    const auto facts = read_tcp_info(static_cast<int>(of.socket.native_handle()));
    answer.was_repeated = facts && facts->total_retransmits > 0;
    if (!answer.was_repeated)
      slowest = std::max<clock::duration>(
          slowest, std::chrono::duration_cast<clock::duration>(answer.took));
    const bool reached =
        answer.what == hop_reply::connection || answer.what == hop_reply::reset;
    if (reached && of.asked.least_left == 0) ++connections;
    of.answer = std::move(answer);
    // With an ICMP error alone, the system may go on asking.
    close_with_reset(of.socket);
    has_news = true;
    news.cancel();
  }

  void take_not_sent(path_probe& of, std::error_code why) {
    hop_answer answer;
    answer.what = hop_reply::not_sent;
    answer.error = binding.blamed(why, to);
    of.answer = std::move(answer);
    close_socket(of.socket);
    has_news = true;
    news.cancel();
  }

  void close_all() {
    for (const auto& one : sent) {
      if (one->socket.is_open()) close_with_reset(one->socket);
    }
  }

  asio::steady_timer news;
  const local_binding binding;
  const tcp::endpoint to;
  std::list<std::shared_ptr<path_probe>> sent;
  std::size_t connections = 0;
  clock::duration slowest{0};
  bool has_news = false;
  bool over = false;
};

path_probes::path_probes(const asio::any_io_executor& executor, tcp::endpoint to,
                         const local_end& from)
    : state_(std::make_shared<state>(executor, std::move(to), from)) {}

path_probes::~path_probes() {
  state_->over = true;
  state_->close_all();
}

std::shared_ptr<const path_probe> path_probes::send(path_request what) {
  const auto out = std::make_shared<path_probe>(
      path_probe{what, tcp::socket(state_->news.get_executor()), clock::now()});
  state_->sent.push_back(out);
  if (!state_->over) state_->begin(out);
  return out;
}

asio::awaitable<void> path_probes::news(clock::time_point until) {
  if (!state_->has_news && !state_->over) {
    state_->news.expires_at(until);
    co_await state_->news.async_wait(awaitable_tuple);
  }
  state_->has_news = false;
}

asio::awaitable<void> path_probes::await_answer(std::shared_ptr<const path_probe> to,
                                                clock::time_point until) {
  while (!to->answer && !state_->over && clock::now() < until)
    co_await news(until);
  for (const auto& one : state_->sent) {
    if (one == to && one->socket.is_open()) close_with_reset(one->socket);
  }
}

void path_probes::close() {
  state_->close_all();
}

void path_probes::stop() {
  state_->over = true;
  state_->close_all();
  state_->news.cancel();
}

bool path_probes::is_stopped() const {
  return state_->over;
}

const tcp::endpoint& path_probes::target() const {
  return state_->to;
}

std::size_t path_probes::connections() const {
  return state_->connections;
}

void path_probes::add_connections(std::size_t count) {
  state_->connections += count;
}

clock::duration path_probes::slowest() const {
  return state_->slowest;
}

}  // namespace tmss10
