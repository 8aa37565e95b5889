// SPDX-License-Identifier: MIT
#include "responder_worker.hpp"

#include <tmss10/core/base/errc.hpp>

#include <new>
#include <utility>

namespace tmss10 {
namespace {

/// How long a session that we end may take to see its peer's end.
constexpr auto linger = std::chrono::seconds(1);

}  // namespace

responder_worker::responder_worker(const asio::any_io_executor& executor,
                                   const responder_settings& settings,
                                   responder_state& shared)
    : executor_(executor),
      settings_(settings),
      shared_(shared),
      deadlines_(executor, {settings.start_timeout, settings.idle_timeout, linger}) {}

void responder_worker::serve(asio::ip::tcp::socket socket,
                             const asio::ip::tcp::endpoint& peer,
                             admission::connection_id id) {
  std::shared_ptr<responder_connection> fresh;
  try {
    auto& place = connections_[id];
    place = std::make_shared<responder_connection>(*this, std::move(socket), peer, id);
    fresh = place;
  } catch (const std::bad_alloc&) {
    ++counts_.handshakes_failed;
    shared_.tell_of<event::handshake_failed>(
        peer, make_error_code(std::errc::not_enough_memory));
    shared_.leave(id);
    return forget(id);
  }
  fresh->start();
}

void responder_worker::end(admission::connection_id id) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  const auto self = found->second;  // it takes itself out of the map
  ++counts_.gave_way;
  self->give_way();
}

void responder_worker::stop(std::function<void()> on_gone) {
  if (connections_.empty()) return on_gone();
  on_gone_ = std::move(on_gone);
  for (auto next = connections_.begin(); next != connections_.end();) {
    const auto one = (next++)->second;  // it takes itself out of the map, and no other
    one->finish(errc::stopped);
  }
}

void responder_worker::forget(admission::connection_id id) {
  load_.fetch_sub(1, std::memory_order_relaxed);
  connections_.erase(id);
  if (on_gone_ && connections_.empty()) on_gone_();
}

}  // namespace tmss10
