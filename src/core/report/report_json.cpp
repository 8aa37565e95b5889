// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/report_json.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <nlohmann/json.hpp>

#include <string_view>

namespace tmss10 {
namespace {

/// The fields stay in the order in which they are written here.
using json = nlohmann::ordered_json;
using std::chrono::nanoseconds;

/// Grows when a field goes or changes its meaning, not when one is added.
constexpr int schema_version = 1;

std::string_view name_of(stage where) {
  switch (where) {
    case stage::resolve: return "resolve";
    case stage::connect: return "connect";
    case stage::proxy_resolve: return "proxy_resolve";
    case stage::proxy_connect: return "proxy_connect";
    case stage::proxy_tunnel: return "proxy_tunnel";
    case stage::greeting: return "greeting";
    case stage::handshake: return "handshake";
    case stage::exchange: break;
  }
  return "exchange";
}

json begin(std::string_view name, std::chrono::system_clock::time_point now) {
  return {{"schema", "tmss10ping"},
          {"version", schema_version},
          {"event", name},
          {"time", utc_time(now)}};
}

/// What is not UTF-8 although it passed `printable` becomes U+FFFD.
std::string line_of(const json& object) {
  return object.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

void put_text(json& to, const char* name, const std::string& text) {
  if (!text.empty()) to[name] = printable(text);
}

/// What is so in few runs only.
void put_if(json& to, const char* name, bool is_so) {
  if (is_so) to[name] = true;
}

void put_reason(json& to, std::error_code reason) {
  to["timed_out"] = reason == errc::timed_out || reason == std::errc::timed_out;
  to["reason"] = printable(reason.message());
}

json icmp_object(const icmp_error& of) {
  return {{"sender", printable(of.sender)},
          {"version", of.is_v6 ? 6 : 4},
          {"type", of.type},
          {"code", of.code}};
}

json failure_object(const failure& why, const diagnosis& told) {
  json out{{"stage", name_of(why.where)},  {"sentence", printable(told.sentence)},
           {"hint", printable(told.hint)}, {"exit_code", static_cast<int>(told.code)},
           {"host", printable(why.host)},  {"port", why.port}};
  put_text(out, "address", why.address);
  out["waited_ms"] = milliseconds_of(why.waited);
  put_reason(out, why.error);
  if (why.icmp) out["icmp"] = icmp_object(*why.icmp);
  if (!why.proxy) return out;
  json proxy{{"host", printable(why.proxy->host)}, {"port", why.proxy->port}};
  put_text(proxy, "address", why.proxy->address);
  if (why.proxy->status != 0) proxy["status"] = why.proxy->status;
  out["proxy"] = std::move(proxy);
  return out;
}

/// The fields as the vendor's trace log names them.
json request_object(const request_header& header) {
  return {{"function", static_cast<unsigned>(header.function)},
          {"flags", header.flags},
          {"optargs", header.optargs},
          {"length", header.length}};
}

json response_object(const response_header& header) {
  return {{"rc", static_cast<unsigned>(header.rc)},
          {"feedback", header.feedback},
          {"milisecs", header.milisecs},
          {"avail", header.avail},
          {"count", header.count},
          {"length", header.length}};
}

template <typename Event>
void put_connection(json& to, const Event& at) {
  to["address"] = printable(at.address);
  to["port"] = at.port;
  to["local_address"] = printable(at.local_address);
  to["local_port"] = at.local_port;
  to["took_ms"] = milliseconds_of(at.took);
}

void put_attempt(json& to, const event::attempt& at) {
  to["address"] = printable(at.address);
  to["port"] = at.port;
  put_text(to, "local_address", at.local_address);
  put_if(to, "of_proxy", at.of_proxy);
  to["took_ms"] = milliseconds_of(at.took);
  to["connected"] = !at.error;
  if (at.error) put_reason(to, at.error);
  if (at.icmp) to["icmp"] = icmp_object(*at.icmp);
}

/// The name of an event.
struct event_name {
  std::string_view operator()(const event::connecting&) const { return "connecting"; }
  std::string_view operator()(const event::resolved&) const { return "resolved"; }
  std::string_view operator()(const event::attempt&) const { return "attempt"; }
  std::string_view operator()(const event::connected&) const { return "connected"; }
  std::string_view operator()(const event::proxy_connected&) const {
    return "proxy_connected";
  }
  std::string_view operator()(const event::tunnelled&) const { return "tunnelled"; }
  std::string_view operator()(const event::greeted&) const { return "greeted"; }
  std::string_view operator()(const event::established&) const { return "established"; }
  std::string_view operator()(const event::not_connected&) const {
    return "not_connected";
  }
  std::string_view operator()(const event::unsent&) const { return "unsent"; }
  std::string_view operator()(const event::sent&) const { return "sent"; }
  std::string_view operator()(const event::reply&) const { return "reply"; }
  std::string_view operator()(const event::bad_reply&) const { return "bad_reply"; }
  std::string_view operator()(const event::lost&) const { return "lost"; }
  std::string_view operator()(const event::connection_made&) const {
    return "connection_made";
  }
  std::string_view operator()(const event::connection_failed&) const {
    return "connection_failed";
  }
  std::string_view operator()(const event::closed_at_once&) const {
    return "closed_at_once";
  }
  std::string_view operator()(const event::disconnected&) const { return "disconnected"; }
  // Without an object of their own.
  std::string_view operator()(const event::attempted&) const { return {}; }
  std::string_view operator()(const event::retransmitted&) const { return {}; }
  std::string_view operator()(const event::held_up&) const { return {}; }
};

/// Adds the fields of an event to its object.
struct put_fields {
  json& to;
  const std::optional<diagnosis>& told;

  void operator()(const event::connecting& at) const {
    to["host"] = printable(at.host);
    to["port"] = at.port;
    put_text(to, "proxy", at.proxy);
  }
  void operator()(const event::resolved& at) const {
    to["host"] = printable(at.host);
    to["addresses"] = json::array();
    for (const auto& address : at.addresses)
      to["addresses"].push_back(printable(address));
    to["took_ms"] = milliseconds_of(at.took);
  }
  void operator()(const event::attempt& at) const { put_attempt(to, at); }
  void operator()(const event::connected& at) const { put_connection(to, at); }
  void operator()(const event::proxy_connected& at) const { put_connection(to, at); }
  void operator()(const event::tunnelled& at) const {
    to["host"] = printable(at.host);
    to["port"] = at.port;
    to["took_ms"] = milliseconds_of(at.took);
  }
  void operator()(const event::greeted& at) const {
    to["took_ms"] = milliseconds_of(at.took);
  }
  void operator()(const event::established& at) const {
    to["open_mode"] = at.open_mode;
    to["took_ms"] = milliseconds_of(at.took);
  }
  void operator()(const event::not_connected& at) const {
    to["failure"] = failure_object(at.why, told.value());
  }
  void operator()(const event::unsent& at) const {
    to["sequence"] = at.sequence;
    to["reason"] = printable(at.reason.message());
  }
  void operator()(const event::sent& at) const {
    to["sequence"] = at.sequence;
    to["request"] = request_object(at.header);
  }
  void operator()(const event::reply& at) const {
    to["sequence"] = at.sequence;
    to["round_trip_ms"] = milliseconds_of(at.round_trip);
    to["wire_size"] = at.wire_size;
    to["late"] = at.late;
    to["retransmits"] = at.retransmits;
    to["response"] = response_object(at.header);
    put_if(to, "noticed_late", at.noticed_late);
  }
  void operator()(const event::bad_reply& at) const {
    to["sequence"] = at.sequence;
    to["reason"] = printable(at.reason.message());
    to["response"] = response_object(at.header);
  }
  void operator()(const event::lost& at) const {
    to["sequence"] = at.sequence;
    to["waited_ms"] = milliseconds_of(at.waited);
    put_reason(to, at.reason);
  }
  void operator()(const event::connection_made& at) const {
    to["sequence"] = at.sequence;
    to["took_ms"] = milliseconds_of(at.took);
    put_if(to, "noticed_late", at.noticed_late);
  }
  void operator()(const event::connection_failed& at) const {
    to["sequence"] = at.sequence;
    put_reason(to, at.reason);
  }
  void operator()(const event::closed_at_once& at) const {
    to["sequence"] = at.sequence;
    to["after_ms"] = milliseconds_of(at.after);
  }
  void operator()(const event::disconnected& at) const {
    to["reason"] = printable(at.reason.message());
  }
  void operator()(const event::attempted& /*at*/) const {}
  void operator()(const event::retransmitted& /*at*/) const {}
  void operator()(const event::held_up& /*at*/) const {}
};

void put_counts(json& to, const statistics& totals) {
  to["transmitted"] = totals.transmitted;
  to["received"] = totals.received;
  to["lost"] = totals.lost;
  to["late"] = totals.late;
  to["undecided"] = totals.transmitted - totals.received - totals.lost;
  if (totals.received + totals.lost > 0) to["loss_percent"] = totals.loss_percent();
  to["reconnections"] = totals.reconnections;
  to["bytes_sent"] = totals.bytes_sent;
  to["bytes_received"] = totals.bytes_received;
  to["retransmitted_pings"] = totals.retransmitted_pings;
  to["retransmitted_segments"] = totals.retransmitted_segments;
  to["held_up"] = totals.held_up;
  to["noticed_late"] = totals.noticed_late;
}

json times_object(const round_trip_times& times) {
  return {{"min_ms", milliseconds_of(times.min())},
          {"avg_ms", milliseconds_of(times.avg())},
          {"max_ms", milliseconds_of(times.max())},
          {"mdev_ms", milliseconds_of(times.mdev())},
          {"first_ms", milliseconds_of(times.first())},
          {"jitter_ms", milliseconds_of(times.jitter())},
          {"median_ms", milliseconds_of(times.percentile(50))},
          {"p90_ms", milliseconds_of(times.percentile(90))},
          {"p95_ms", milliseconds_of(times.percentile(95))},
          {"p99_ms", milliseconds_of(times.percentile(99))}};
}

}  // namespace

std::string json_line(const occurrence& happened) {
  const auto name = std::visit(event_name{}, happened.what);
  if (name.empty()) return {};
  json object = begin(name, happened.at);
  std::visit(put_fields{object, happened.told}, happened.what);
  return line_of(object);
}

std::string json_summary(const run_outcome& outcome,
                         std::chrono::system_clock::time_point now) {
  const auto& figures = outcome.figures;
  json object = begin("summary", now);
  object["host"] = printable(outcome.host);
  if (outcome.port != 0) object["port"] = outcome.port;
  put_text(object, "proxy", outcome.proxy);
  put_counts(object, figures.totals);
  if (figures.totals.round_trips.count() > 0) {
    object["round_trip"] = times_object(figures.totals.round_trips);
  }
  object["longest_outage_ms"] = milliseconds_of(figures.longest_outage);
  if (figures.kernel.smoothed_round_trip > nanoseconds(0)) {
    object["system_round_trip"] = {
        {"smoothed_ms", milliseconds_of(figures.kernel.smoothed_round_trip)},
        {"min_ms", milliseconds_of(figures.kernel.min_round_trip)}};
  }
  object["exit_code"] = static_cast<int>(outcome.judged.code);
  if (outcome.why)
    object["failure"] = failure_object(*outcome.why, diagnose(*outcome.why));
  put_text(object, "exceeded", outcome.judged.exceeded);
  put_text(object, "error", outcome.error);
  return line_of(object);
}

}  // namespace tmss10
