// SPDX-License-Identifier: MIT
#include "net/listen/accept_loop.hpp"
#include "net/listen/listen.hpp"
#include "responder_state.hpp"
#include "responder_thread.hpp"
#include "responder_worker.hpp"
#include "saved_request.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/wire/greeting.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/responder/responder.hpp>

#include <asio/buffer.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>

#include <algorithm>
#include <new>
#include <utility>

namespace tmss10 {
namespace {

using asio::ip::tcp;
using clock = std::chrono::steady_clock;

/// How long accepting rests when the system has no descriptor to give.
constexpr auto accept_pause = std::chrono::milliseconds(100);
/// The same when another connection ends for it, or has to: for a worker to end it.
constexpr auto end_pause = std::chrono::milliseconds(1);
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

/// Whether the system had no room for a connection (accept(2), ERRORS): then one less
/// helps.
bool means_no_room(std::error_code reason) {
  return reason == std::errc::too_many_files_open ||
         reason == std::errc::too_many_files_open_in_system ||
         reason == std::errc::no_buffer_space || reason == std::errc::not_enough_memory;
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
    return acceptors_.front()->local_endpoint().port();
  }
  [[nodiscard]] asio::awaitable<void> run();
  void stop();
  void replace_keys(accepted_keys keys) { shared_.replace_keys(std::move(keys)); }
  [[nodiscard]] responder_counters counters();

 private:
  void task_ended();
  [[nodiscard]] accept_loop::rest accept(tcp::acceptor& from);
  [[nodiscard]] accept_loop::rest accept_failed(std::error_code reason);
  void admit(tcp::socket socket, responder_worker& to);
  void hand_over(tcp::socket socket, const tcp::endpoint& from,
                 admission::connection_id id, responder_worker& to);
  void end(admission::connection_id id);
  [[nodiscard]] responder_worker& least_loaded() const;
  [[nodiscard]] bool has_room() const;

  asio::any_io_executor executor_;
  responder_settings settings_;
  responder_state shared_;
  std::vector<std::unique_ptr<accept_loop>> acceptors_;
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
      shared_(settings_.limits, {borrowed(key), nullptr}, std::move(tell)),
      own_(executor, settings_, shared_),
      workers_{&own_},
      all_gone_(executor, asio::steady_timer::time_point::max()) {
  for (auto& from : listen(executor, settings_.listen, settings_.port)) {
    if (settings_.observe) keep_requests(from);
    acceptors_.push_back(std::make_unique<accept_loop>(
        std::move(from), [this](tcp::acceptor& at) { return accept(at); }));
  }
  for (const auto& acceptor : acceptors_)
    shared_.tell(event::listening{name_of(acceptor->local_endpoint())});
  while (workers_.size() < settings_.threads) {
    threads_.push_back(std::make_unique<responder_thread>(executor, settings_, shared_));
    workers_.push_back(&threads_.back()->worker());
  }
}

asio::awaitable<void> responder::parts::run() {
  tasks_ = workers_.size() + acceptors_.size();  // each ends after stop()
  for (const auto& acceptor : acceptors_)
    acceptor->open([this] { task_ended(); });
  co_await all_gone_.async_wait(awaitable_tuple);
}

void responder::parts::task_ended() {
  if (--tasks_ == 0) all_gone_.cancel();
}

void responder::parts::stop() {
  if (std::exchange(stopping_, true)) return;
  for (const auto& acceptor : acceptors_)
    acceptor->close();
  for (auto* const worker : workers_) {
    const auto on_gone = [this] { asio::post(executor_, [this] { task_ended(); }); };
    // Later on this thread, too: whoever stops us may have been called by a connection.
    asio::post(worker->executor(), [worker, on_gone] { worker->stop(on_gone); });
  }
}

/// Accepts one connection, if there is one.
accept_loop::rest responder::parts::accept(tcp::acceptor& from) {
  if (!has_room()) return end_pause;
  try {
    responder_worker& worker = least_loaded();
    tcp::socket socket(worker.executor());
    asio::error_code error;
    from.accept(socket, error);
    if (!error) {
      admit(std::move(socket), worker);
    } else if (error != asio::error::connection_aborted &&
               error != asio::error::would_block && error != asio::error::try_again) {
      return accept_failed(from_network(error));
    }
  } catch (const std::bad_alloc&) {
    return accept_failed(make_error_code(std::errc::not_enough_memory));
  }
  return {};
}

/// Told once, and not for each time that it is tried in vain. As with a limit, the oldest
/// unfinished connection makes room.
accept_loop::rest responder::parts::accept_failed(std::error_code reason) {
  ++own_.counts().accept_failures;
  const auto now = clock::now();
  const bool is_old = accept_failed_ && now - *accept_failed_ < accept_recovery;
  accept_failed_ = now;
  if (!is_old) shared_.tell(event::accept_failed{reason});
  const auto oldest = means_no_room(reason) ? shared_.make_room() : std::nullopt;
  if (!oldest) return accept_pause;
  end(*oldest);
  return end_pause;
}

void responder::parts::admit(tcp::socket socket, responder_worker& to) {
  asio::error_code gone;
  const auto from = socket.remote_endpoint(gone);
  if (gone) return;
  const auto decision = shared_.ask(from);
  if (decision.gives_way) end(*decision.gives_way);
  if (!decision.admitted) {
    ++own_.counts().turned_away;
    shared_.tell_of<event::turned_away>(from, decision.refusal);
    return say_busy(std::move(socket));
  }
  ++own_.counts().accepted;
  shared_.tell_of<event::accepted>(from);
  const auto id = *decision.admitted;
  if (stopping_) {  // by whom it was told to; the workers take no more
    shared_.leave(id);
    return shared_.tell_of<event::handshake_failed>(from, errc::stopped);
  }
  hand_over(std::move(socket), from, id, to);
}

void responder::parts::hand_over(tcp::socket socket, const tcp::endpoint& from,
                                 admission::connection_id id, responder_worker& to) {
  to.expect();
  if (&to == &own_) return to.serve(std::move(socket), from, id);
  try {
    asio::post(to.executor(), [&to, from, id, socket = std::move(socket)]() mutable {
      to.serve(std::move(socket), from, id);
    });
  } catch (const std::bad_alloc&) {
    to.expect_no_more();
    shared_.leave(id);
    ++own_.counts().handshakes_failed;
    shared_.tell_of<event::handshake_failed>(
        from, make_error_code(std::errc::not_enough_memory));
  }
}

/// Ends one that has given way. Without memory to ask for it, it ends itself when it
/// learns that it has, or when its time to start is over.
void responder::parts::end(admission::connection_id id) {
  try {
    for (auto* const worker : workers_)  // one of them has it
      asio::post(worker->executor(), [worker, id] { worker->end(id); });
  } catch (const std::bad_alloc&) {
  }
}

/// One that has given way has its descriptor until its thread gets to it: there may be a
/// few of them, so that others find descriptors whatever strangers do.
bool responder::parts::has_room() const {
  std::size_t all = 0;
  for (const auto* const worker : workers_)
    all += worker->load();
  return all < settings_.limits.connections + spare_connections;
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
  shared_.add_to(out);
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
