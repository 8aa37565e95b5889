// SPDX-License-Identifier: MIT
#include <tmss10/core/run/tally.hpp>

#include <algorithm>
#include <variant>

namespace tmss10 {

struct tally::count {
  statistics& totals;
  std::uint64_t& sessions;
  std::uint64_t& last_answered;
  std::chrono::steady_clock::time_point at;

  void operator()(const event::connecting& /*what*/) const { ++totals.attempts; }
  void operator()(const event::resolved& /*what*/) const {}
  void operator()(const event::attempt& /*what*/) const {}
  void operator()(const event::connected& /*what*/) const {}
  void operator()(const event::proxy_connected& /*what*/) const {}
  void operator()(const event::tunnelled& /*what*/) const {}
  void operator()(const event::greeted& /*what*/) const {}
  void operator()(const event::closed_at_once& /*what*/) const {}
  void operator()(const event::banner& /*what*/) const {}
  void operator()(const event::disconnected& /*what*/) const {}
  void operator()(const event::path_found& /*what*/) const {}
  void operator()(const event::sizes_found& /*what*/) const {}
  void operator()(const event::idle_step& /*what*/) const {}
  void operator()(const event::idle_found& /*what*/) const {}
  void operator()(const event::observed& /*what*/) const {}
  void operator()(const event::way_tried& /*what*/) const {}
  void operator()(const event::part_examined& /*what*/) const {}

  void operator()(const event::established& /*what*/) const {
    if (sessions++ > 0) ++totals.reconnections;
  }
  void operator()(const event::not_connected& what) const {
    totals.failed.add(what.why);
    if (what.since) totals.outage.not_connected(*what.since, what.why.error);
  }
  void operator()(const event::unsent& what) const {
    ++totals.unsent;
    totals.outage.lost(before(what.overdue), what.reason);
  }
  void operator()(const event::sent& what) const {
    ++totals.transmitted;
    totals.bytes_sent += what.wire_size;
    totals.outage.due(at);
  }
  void operator()(const event::reply& what) const {
    totals.bytes_received += what.wire_size;
    take_segments(what.retransmits, !what.late);
    if (what.late) {
      ++totals.late;
    } else {
      take_received(what.sequence, what.round_trip, what.noticed_late);
    }
  }
  void operator()(const event::bad_reply& what) const {
    totals.bytes_received += what.wire_size;
    take_segments(what.retransmits, !what.late);
    if (!what.late) take_lost(what.sequence, what.round_trip, what.reason);
  }
  void operator()(const event::lost& what) const {
    take_segments(what.retransmits, true);
    take_lost(what.sequence, what.waited - what.held_up, what.reason);
  }
  void operator()(const event::attempted& /*what*/) const { ++totals.transmitted; }
  void operator()(const event::connection_made& what) const {
    take_received(what.sequence, what.took, what.noticed_late);
  }
  void operator()(const event::connection_failed& what) const {
    totals.failed.add(what.why);
    ++totals.lost;
    if (is_overtaken(what.sequence)) return;
    totals.outage.not_connected(before(what.why.waited - what.held_up), what.reason);
  }
  void operator()(const event::retransmitted& what) const {
    take_segments(what.segments, what.of_ping);
  }
  void operator()(const event::held_up& what) const {
    totals.held_up += what.slots;
    totals.outage.held_up(what.length);
  }

 private:
  void take_segments(std::uint64_t segments, bool of_ping) const {
    totals.retransmitted_segments += segments;
    if (segments > 0 && of_ping) ++totals.retransmitted_pings;
  }
  void take_received(std::uint64_t sequence, std::chrono::nanoseconds round_trip,
                     bool noticed_late) const {
    ++totals.received;
    last_answered = std::max(last_answered, sequence);
    if (noticed_late) {
      ++totals.noticed_late;
    } else {
      totals.round_trips.add(round_trip);
    }
    totals.outage.answered(before(round_trip), at);
  }
  void take_lost(std::uint64_t sequence, std::chrono::nanoseconds waited,
                 std::error_code reason) const {
    ++totals.lost;
    if (is_overtaken(sequence)) return;
    totals.outage.lost(before(waited), reason);
  }
  /// Whether a later ping was answered meanwhile, as one that is a connection may be:
  /// then this one's end says nothing of how it is now.
  [[nodiscard]] bool is_overtaken(std::uint64_t sequence) const {
    return sequence < last_answered;
  }
  [[nodiscard]] std::chrono::steady_clock::time_point before(
      std::chrono::nanoseconds waited) const {
    return at - std::chrono::duration_cast<std::chrono::steady_clock::duration>(waited);
  }
};

void tally::on(const ping_event& happened, std::chrono::steady_clock::time_point at) {
  std::visit(count{totals_, sessions_, last_answered_, at}, happened);
}

}  // namespace tmss10
