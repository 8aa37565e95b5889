// SPDX-License-Identifier: MIT
#include <tmss10/core/exporter/probe_record.hpp>

#include <variant>

namespace tmss10 {

struct probe_record::taker {
  probe_record& to;
  time_point at;

  /// Of another connection, nothing is known yet.
  void operator()(const event::connecting& what) const {
    const auto exchange = stages()[stage::exchange];
    stages() = {};
    stages()[stage::exchange] = exchange;
    to.has_proxy_ = !what.proxy.empty();
  }
  void operator()(const event::resolved& what) const {
    stages()[to.has_proxy_ ? stage::proxy_resolve : stage::resolve] = what.took;
  }
  /// One that was given up may be told of after the one that connected.
  void operator()(const event::attempt& what) const {
    const bool is_connected = stages()[stage::connect] || stages()[stage::proxy_connect];
    if (!is_connected) to.facts_.address = what.address;
  }
  void operator()(const event::connected& what) const {
    to.facts_.address = what.address;
    stages()[stage::connect] = what.took;
  }
  void operator()(const event::proxy_connected& what) const {
    to.facts_.address = what.address;
    stages()[stage::proxy_connect] = what.took;
  }
  void operator()(const event::tunnelled& what) const {
    stages()[stage::proxy_tunnel] = what.took;
  }
  void operator()(const event::greeted& what) const {
    stages()[stage::greeting] = what.took;
  }
  void operator()(const event::established& what) const {
    stages()[stage::handshake] = what.took;
  }
  void operator()(const event::sent& /*what*/) const {
    if (!to.first_sent_) to.first_sent_ = at;
    ++to.waiting_;
  }
  /// Of one that is late, the loss was told before.
  void operator()(const event::reply& what) const {
    if (what.late) return;
    decide();
    if (!what.noticed_late) to.facts_.round_trips.add(what.round_trip);
  }
  void operator()(const event::bad_reply& what) const {
    if (!what.late) decide();
  }
  void operator()(const event::lost& /*what*/) const { decide(); }
  void operator()(const event::connection_made& what) const {
    if (!what.noticed_late) to.facts_.round_trips.add(what.took);
  }
  void operator()(const event::path_found& what) const { to.facts_.way = what.way; }
  template <typename Other>
  void operator()(const Other& /*what*/) const {}

 private:
  [[nodiscard]] stage_durations& stages() const { return to.facts_.stages; }
  void decide() const {
    if (!to.first_sent_) return;
    if (to.waiting_ > 0) --to.waiting_;
    stages()[stage::exchange] = at - *to.first_sent_;
  }
};

void probe_record::end(time_point at) {
  if (waiting_ > 0) facts_.stages[stage::exchange] = at - *first_sent_;
}

void probe_record::on(const ping_event& happened, time_point at) {
  std::visit(taker{*this, at}, happened);
}

}  // namespace tmss10
