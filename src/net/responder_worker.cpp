// SPDX-License-Identifier: MIT
#include "responder_worker.hpp"

#include <tmss10/core/errc.hpp>

#include <utility>
#include <vector>

namespace tmss10 {
namespace {

/// How long a session that we end may take to see its peer's end.
constexpr auto linger = std::chrono::seconds(1);

}  // namespace

responder_worker::responder_worker(const asio::any_io_executor& executor,
                                   const responder_settings& settings,
                                   responder_desk& desk)
    : executor_(executor),
      settings_(settings),
      desk_(desk),
      deadlines_(executor, {settings.start_timeout, settings.idle_timeout, linger}) {}

void responder_worker::serve(asio::ip::tcp::socket socket,
                             const asio::ip::tcp::endpoint& peer,
                             admission::connection_id id) {
  const auto fresh =
      std::make_shared<responder_connection>(*this, std::move(socket), peer, id);
  connections_.emplace(id, fresh);
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
  on_gone_ = std::move(on_gone);
  std::vector<std::shared_ptr<responder_connection>> all;
  for (const auto& [id, one] : connections_)
    all.push_back(one);
  for (const auto& one : all)
    one->finish(errc::stopped);
  if (all.empty()) on_gone_();
}

void responder_worker::forget(admission::connection_id id) {
  load_.fetch_sub(1, std::memory_order_relaxed);
  connections_.erase(id);
  if (on_gone_ && connections_.empty()) on_gone_();
}

}  // namespace tmss10
