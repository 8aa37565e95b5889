// SPDX-License-Identifier: MIT
#include <tmss10/core/run/failures_in_a_row.hpp>

#include <variant>

namespace tmss10 {
namespace {

/// What an event says of a ping.
enum class ping_fate { open, answered, failed };

struct to_fate {
  /// A late one was lost before. It neither counts again nor ends the row: a target whose
  /// answers all come too late answers no ping.
  ping_fate operator()(const event::reply& at) const {
    return at.late ? ping_fate::open : ping_fate::answered;
  }
  ping_fate operator()(const event::bad_reply& at) const {
    return at.late ? ping_fate::open : ping_fate::failed;
  }
  ping_fate operator()(const event::lost& /*at*/) const { return ping_fate::failed; }
  ping_fate operator()(const event::unsent& /*at*/) const { return ping_fate::failed; }
  ping_fate operator()(const event::connection_made& /*at*/) const {
    return ping_fate::answered;
  }
  ping_fate operator()(const event::connection_failed& /*at*/) const {
    return ping_fate::failed;
  }
  /// The connection was made, and counts as an answer like in all figures.
  ping_fate operator()(const event::closed_at_once& /*at*/) const {
    return ping_fate::open;
  }
  /// The pings that it kept from being sent follow, each as event::unsent.
  ping_fate operator()(const event::not_connected& /*at*/) const {
    return ping_fate::open;
  }
  /// The pings that were on it follow, each as event::lost.
  ping_fate operator()(const event::disconnected& /*at*/) const {
    return ping_fate::open;
  }
  ping_fate operator()(const event::connecting& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::resolved& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::attempt& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::connected& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::proxy_connected& /*at*/) const {
    return ping_fate::open;
  }
  ping_fate operator()(const event::tunnelled& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::greeted& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::established& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::banner& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::sent& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::attempted& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::retransmitted& /*at*/) const {
    return ping_fate::open;
  }
  /// Nobody knows what would have become of these pings.
  ping_fate operator()(const event::held_up& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::path_found& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::sizes_found& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::idle_step& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::idle_found& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::observed& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::way_tried& /*at*/) const { return ping_fate::open; }
  ping_fate operator()(const event::part_examined& /*at*/) const {
    return ping_fate::open;
  }
};

}  // namespace

void failures_in_a_row::on(const ping_event& happened) {
  switch (std::visit(to_fate{}, happened)) {
    case ping_fate::answered: count_ = 0; break;
    case ping_fate::failed: ++count_; break;
    case ping_fate::open: break;
  }
}

}  // namespace tmss10
