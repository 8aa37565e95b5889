// SPDX-License-Identifier: MIT
#include "path_data.hpp"

#include "path_trace.hpp"
#include "path_trials.hpp"
#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/wire/packet.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/client_session.hpp>

#include <asio/steady_timer.hpp>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using asio::ip::tcp;
using clock = std::chrono::steady_clock;

/// For each stage of the session that shows whether data gets through, at least.
constexpr auto least_stage_limit = 1200ms;
/// How often the system is asked what became of a segment.
constexpr auto look_interval = 20ms;
/// Further connections from other ports. Where the routers do not show which ports take
/// another way, all of five connections take the same of two ways once in sixteen times.
constexpr std::size_t most_trials = 4;
/// Those that are kept for the way of what does not arrive.
constexpr std::size_t for_trace = 3;

/// Whether the peer's system acknowledges a request, which tells the responder that the
/// path is being tested.
asio::awaitable<bool> is_acknowledged(session& over, clock::duration stage_limit,
                                      watchdog& limit) {
  bytes packet(packet_header_size);
  store_be16(packet, static_cast<std::uint16_t>(undefined_function));
  if (!over.wire().send(packet)) co_return false;
  (void)over.flush_now();
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor);
  const auto until = clock::now() + stage_limit;
  while (clock::now() < until && !limit.tripped()) {
    const auto facts = over.facts();
    if (!facts || facts->all_arrived()) co_return true;
    timer.expires_after(look_interval);
    co_await timer.async_wait(awaitable_tuple);
  }
  co_return false;
}

failure failure_of_ping(const path& of, const std::string& host, clock::duration waited) {
  failure out;
  out.where = stage::exchange;
  out.error = errc::timed_out;
  out.host = host;
  out.port = of.port;
  out.address = of.address;
  out.waited = waited;
  out.seen = silence_cause::not_delivered;
  return out;
}

/// The first connection with data: what becomes of that, its port, and which data it is.
struct first_session {
  std::optional<failure> why = {};
  std::uint16_t local_port = 0;
  lost_data which = lost_data::handshake;
};

/// What a session that could not be made says of the data in its handshake.
void take_failure(path& into, first_session& of) {
  const auto& why = *of.why;
  if (why.where == stage::greeting) {
    const bool is_silent = why.error == errc::timed_out;
    into.data = is_silent ? data_result::no_greeting : data_result::other_greeting;
    of.why.reset();
  } else if (why.error == errc::handshake_reset) {
    into.data = data_result::is_reset;
  } else if (why.seen == silence_cause::not_delivered) {
    into.data = data_result::vanishes;
  } else {
    const bool arrives = why.seen == silence_cause::answer_lost;
    into.data = arrives ? data_result::arrives : data_result::unknown;
    // Keys that differ, and the like, are told as a run without --path tells them.
    if (!arrives && why.error == errc::timed_out) of.why.reset();
  }
}

void count(path& into, trial_end end) {
  auto& all = into.data_of_all;
  if (end == trial_end::arrived) ++all.arrived;
  if (end == trial_end::vanished) ++all.vanished;
  if (end == trial_end::reset) ++all.reset;
}

/// One of whose ways data does not arrive; null if it does on all.
const data_trial* lost_one(const std::vector<data_trial>& all) {
  for (const auto& one : all) {
    if (one.end == trial_end::vanished || one.end == trial_end::reset) return &one;
  }
  return nullptr;
}

void take_trials(path& into, data_look& to, const std::vector<data_trial>& all) {
  for (const auto& one : all) {
    count(into, one.end);
    if (one.end != trial_end::no_connection) continue;
    to.had_no_connection = true;
    if (one.local_port != 0) to.closed_port = one.local_port;
  }
}

asio::awaitable<first_session> make_first_session(dial_settings settings,
                                                  const site_key& key, path& into,
                                                  watchdog& limit) {
  first_session out;
  const auto stage_limit = std::chrono::duration_cast<clock::duration>(settings.timeout);
  const std::function<void(const ping_event&)> note = [&out](const ping_event& happened) {
    if (const auto* at = std::get_if<event::connected>(&happened))
      out.local_port = at->local_port;
  };
  auto opened = co_await open_client_session(settings, key, limit, note);
  if (!opened) {
    out.why = std::move(opened).error();
    if (!limit.tripped() && out.why->where != stage::connect) take_failure(into, out);
    co_return out;
  }
  const bool arrives = co_await is_acknowledged(**opened, stage_limit, limit);
  if (limit.tripped()) {  // nothing is known yet
    (*opened)->close_in_order();
    co_return out;
  }
  if (arrives) {
    (*opened)->close_in_order();
    into.data = data_result::arrives;
    co_return out;
  }
  // So that its port can be used again.
  (*opened)->reset();
  out.which = lost_data::ping;
  out.why = failure_of_ping(into, settings.host, stage_limit);
  into.data = data_result::vanishes;
  co_return out;
}

trial_end end_of_first(data_result data) {
  if (data == data_result::arrives) return trial_end::arrived;
  if (data == data_result::vanishes) return trial_end::vanished;
  return data == data_result::is_reset ? trial_end::reset : trial_end::unknown;
}

}  // namespace

asio::awaitable<data_look> look_at_data(dial_settings settings, tcp::endpoint to,
                                        const site_key& key, path& into,
                                        data_look_limits limits, watchdog& limit) {
  // A stage takes a round trip, or two where something is lost and sent again.
  const auto stage_limit =
      std::max<clock::duration>(least_stage_limit, 3 * limits.slowest);
  settings.known_address = to.address().to_string();
  settings.timeout = stage_limit;
  data_look out;
  auto first = co_await make_first_session(settings, key, into, limit);
  out.connections = 1;
  if (limit.tripped()) co_return out;
  if (first.why && first.why->where == stage::connect) {
    out.had_no_connection = true;
    co_return out;
  }
  out.why = std::move(first.why);
  const auto end = end_of_first(into.data);
  if (end == trial_end::unknown) co_return out;
  count(into, end);
  data_trial lost{first.local_port, end, first.which};
  bool is_lost = end != trial_end::arrived;
  const auto left = limits.connections - std::min(limits.connections, out.connections);
  const auto kept = is_lost ? for_trace : 1;
  const auto trials = std::min(most_trials, left - std::min(left, kept));
  if (limits.other_ports && trials > 0) {
    const auto most = stage_limit + 4 * limits.slowest;
    const auto ports = limits.routers.ports_of_ways(trials);
    const auto all = co_await try_data(ports, settings.from, to, key, most, limit);
    out.connections += trials;
    take_trials(into, out, all);
    // Of several, one from a port whose way is known.
    const auto* const one = lost_one(all);
    if (one != nullptr && (!is_lost || limits.routers.knows_way_of(one->local_port))) {
      lost = *one;
      is_lost = true;
    }
  }
  if (!is_lost || limit.tripped()) co_return out;
  out.lost_port = lost.local_port;
  path_trace_settings of_trace;
  of_trace.from = settings.from;
  of_trace.to = to;
  of_trace.local_port = lost.local_port;
  of_trace.which = lost.which;
  of_trace.patience = 3 * limits.slowest;
  of_trace.most_connections =
      limits.connections - std::min(limits.connections, out.connections);
  path_trace trace(std::move(of_trace), key);
  co_await trace.run(into, limit);
  out.connections += trace.connections();
  co_return out;
}

}  // namespace tmss10
