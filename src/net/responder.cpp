// SPDX-License-Identifier: MIT
#include "listen.hpp"
#include "responder_desk.hpp"
#include "responder_thread.hpp"
#include "responder_worker.hpp"
#include <tmss10/core/errc.hpp>
#include <tmss10/core/greeting.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/responder.hpp>

#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

using asio::ip::tcp;
using clock = std::chrono::steady_clock;
constexpr auto token = as_tuple(asio::use_awaitable);

/// How long accepting rests when the system has no descriptor to give.
constexpr auto accept_pause = std::chrono::milliseconds(100);
/// How long accepting must have gone well before a failure is told again.
constexpr auto accept_recovery = std::chrono::seconds(10);

/// To one connection too many. It has sent nothing, so the close is no reset, and the
/// greeting arrives.
void say_busy(tcp::socket socket) {
  const auto busy = make_greeting(greeting_status::busy);
  asio::error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(busy), ignored);
  socket.shutdown(tcp::socket::shutdown_send, ignored);
}

/// A key that somebody else owns.
std::shared_ptr<const site_key> borrowed(const site_key& key) {
  return {std::shared_ptr<const site_key>(), &key};
}

}  // namespace

class responder::parts {
 public:
  parts(const asio::any_io_executor& executor, responder_settings settings,
        const site_key& key, listener tell);

  [[nodiscard]] std::uint16_t port() const {
    return acceptors_.front().local_endpoint().port();
  }
  [[nodiscard]] asio::awaitable<void> run();
  void stop();
  void replace_keys(accepted_keys keys) { desk_.replace_keys(std::move(keys)); }
  [[nodiscard]] responder_counters counters();

 private:
  void spawn(asio::awaitable<void> task);
  void task_ended();
  [[nodiscard]] asio::awaitable<void> accept(tcp::acceptor& from);
  void tell_accept_failure(std::error_code reason);
  void admit(tcp::socket socket, responder_worker& to);
  [[nodiscard]] responder_worker& least_loaded() const;

  asio::any_io_executor executor_;
  responder_settings settings_;
  responder_desk desk_;
  std::vector<tcp::acceptor> acceptors_;
  responder_worker own_;
  std::vector<std::unique_ptr<responder_thread>> threads_;
  std::vector<responder_worker*> workers_;  // the own one, and those of the threads
  asio::steady_timer all_gone_;
  std::optional<clock::time_point> accept_failed_;
  std::size_t tasks_ = 0;  // that run() waits for
  bool stopping_ = false;
};

responder::parts::parts(const asio::any_io_executor& executor,
                        responder_settings settings, const site_key& key, listener tell)
    : executor_(executor),
      settings_(std::move(settings)),
      desk_(settings_.limits, {borrowed(key), nullptr}, std::move(tell)),
      acceptors_(listen(executor, settings_.listen, settings_.port)),
      own_(executor, settings_, desk_),
      workers_{&own_},
      all_gone_(executor, asio::steady_timer::time_point::max()) {
  for (const auto& from : acceptors_)
    desk_.tell(event::listening{name_of(from.local_endpoint())});
  while (workers_.size() < settings_.threads) {
    threads_.push_back(std::make_unique<responder_thread>(executor, settings_, desk_));
    workers_.push_back(&threads_.back()->worker());
  }
}

asio::awaitable<void> responder::parts::run() {
  tasks_ += workers_.size();  // each ends after stop()
  for (auto& from : acceptors_)
    spawn(accept(from));
  co_await all_gone_.async_wait(token);
}

/// Starts a task that run() waits for.
void responder::parts::spawn(asio::awaitable<void> task) {
  ++tasks_;
  asio::co_spawn(executor_, std::move(task), [this](const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
    task_ended();
  });
}

void responder::parts::task_ended() {
  if (--tasks_ == 0) all_gone_.cancel();
}

void responder::parts::stop() {
  if (std::exchange(stopping_, true)) return;
  for (auto& from : acceptors_) {
    asio::error_code ignored;
    from.close(ignored);
  }
  for (auto* const worker : workers_) {
    const auto on_gone = [this] { asio::post(executor_, [this] { task_ended(); }); };
    // Later on this thread, too: whoever stops us may have been called by a connection.
    asio::post(worker->executor(), [worker, on_gone] { worker->stop(on_gone); });
  }
}

asio::awaitable<void> responder::parts::accept(tcp::acceptor& from) {
  asio::steady_timer pause(executor_);
  while (!stopping_) {
    responder_worker& worker = least_loaded();
    tcp::socket socket(worker.executor());
    const auto [error] = co_await from.async_accept(socket, token);
    if (stopping_) break;
    if (!error) {
      admit(std::move(socket), worker);
    } else if (error != asio::error::connection_aborted) {
      tell_accept_failure(error);
      pause.expires_after(accept_pause);
      co_await pause.async_wait(token);
    }
  }
}

/// Once, and not for each time that it is tried in vain.
void responder::parts::tell_accept_failure(std::error_code reason) {
  ++own_.counts().accept_failures;
  const auto now = clock::now();
  const bool is_old = accept_failed_ && now - *accept_failed_ < accept_recovery;
  accept_failed_ = now;
  if (!is_old) desk_.tell(event::accept_failed{from_network(reason)});
}

void responder::parts::admit(tcp::socket socket, responder_worker& to) {
  asio::error_code gone;
  const auto from = socket.remote_endpoint(gone);
  if (gone) return;
  const auto decision = desk_.ask(from);
  if (decision.gives_way) {
    for (auto* const worker : workers_) {  // one of them has it
      asio::post(worker->executor(),
                 [worker, id = *decision.gives_way] { worker->end(id); });
    }
  }
  if (!decision.admitted) {
    ++own_.counts().turned_away;
    desk_.tell(event::turned_away{name_of(from), decision.refusal});
    return say_busy(std::move(socket));
  }
  ++own_.counts().accepted;
  desk_.tell(event::accepted{name_of(from)});
  const auto id = *decision.admitted;
  if (stopping_) {  // by whom it was told to; the workers take no more
    desk_.leave(id);
    return desk_.tell(event::handshake_failed{name_of(from), errc::stopped});
  }
  to.expect();
  if (&to == &own_) return to.serve(std::move(socket), from, id);
  asio::post(to.executor(), [&to, from, id, socket = std::move(socket)]() mutable {
    to.serve(std::move(socket), from, id);
  });
}

responder_worker& responder::parts::least_loaded() const {
  return **std::min_element(workers_.begin(), workers_.end(),
                            [](const responder_worker* one, const responder_worker* two) {
                              return one->load() < two->load();
                            });
}

responder_counters responder::parts::counters() {
  responder_counters out;
  for (auto* const worker : workers_)
    worker->counts().add_to(out);
  desk_.add_to(out);
  return out;
}

responder::responder(const asio::any_io_executor& executor, responder_settings settings,
                     const site_key& key, listener tell)
    : parts_(
          std::make_unique<parts>(executor, std::move(settings), key, std::move(tell))) {}

responder::~responder() = default;

std::uint16_t responder::port() const {
  return parts_->port();
}

asio::awaitable<void> responder::run() {
  return parts_->run();
}

void responder::stop() {
  parts_->stop();
}

void responder::replace_keys(accepted_keys keys) {
  parts_->replace_keys(std::move(keys));
}

responder_counters responder::counters() const {
  return parts_->counters();
}

}  // namespace tmss10
