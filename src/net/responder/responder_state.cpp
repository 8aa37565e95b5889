// SPDX-License-Identifier: MIT
#include "responder_state.hpp"

#include "net/listen/address_group_of.hpp"

#include <utility>

namespace tmss10 {

peer_name name_of(const asio::ip::tcp::endpoint& at) {
  return {at.address().to_string(), at.port()};
}

void responder_counts::add_to(responder_counters& sum) const {
  sum.accepted += accepted.get();
  sum.turned_away += turned_away.get();
  sum.gave_way += gave_way.get();
  sum.accept_failures += accept_failures.get();
  sum.handshakes_failed += handshakes_failed.get();
  sum.sessions += sessions.get();
  sum.requests += requests.get();
  sum.refusals += refusals.get();
  sum.delays += delays.get();
}

responder_state::responder_state(admission_limits limits, accepted_keys keys,
                                 listener tell)
    : admission_(limits), keys_(std::move(keys)), tell_(std::move(tell)) {}

accepted_keys responder_state::keys() {
  const std::scoped_lock lock(keys_mutex_);
  return keys_;
}

void responder_state::replace_keys(accepted_keys keys) {
  const std::scoped_lock lock(keys_mutex_);
  keys_ = std::move(keys);
}

admission::decision responder_state::ask(const asio::ip::tcp::endpoint& from) {
  const auto group = address_group_of(from.address());
  const std::scoped_lock lock(admission_mutex_);
  return admission_.ask(group);
}

std::optional<admission::connection_id> responder_state::make_room() {
  const std::scoped_lock lock(admission_mutex_);
  return admission_.make_room();
}

bool responder_state::finish(admission::connection_id which) {
  const std::scoped_lock lock(admission_mutex_);
  return admission_.finish(which);
}

void responder_state::leave(admission::connection_id which) {
  const std::scoped_lock lock(admission_mutex_);
  admission_.leave(which);
}

void responder_state::add_to(responder_counters& sum) {
  const std::scoped_lock lock(admission_mutex_);
  sum.connections_now = admission_.connections();
  sum.unfinished_now = admission_.unfinished();
}

void responder_state::tell(const responder_event& happened) {
  const std::scoped_lock lock(tell_mutex_);
  tell_(happened);
}

}  // namespace tmss10
