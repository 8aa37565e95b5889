// SPDX-License-Identifier: MIT
#include "json_idle.hpp"
#include "json_parts.hpp"
#include "json_path.hpp"
#include "json_sizes.hpp"
#include "json_way.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/report_json.hpp>
#include <tmss10/core/run/idle_limit.hpp>
#include <tmss10/core/wire/service_name.hpp>

#include <string_view>
#include <variant>

namespace tmss10 {
namespace {

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
  put_text(to, "interface", at.interface_name);
  to["took_ms"] = milliseconds_of(at.took);
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
  std::string_view operator()(const event::banner&) const { return "banner"; }
  std::string_view operator()(const event::disconnected&) const { return "disconnected"; }
  // Without an object of their own.
  std::string_view operator()(const event::attempted&) const { return {}; }
  std::string_view operator()(const event::retransmitted&) const { return {}; }
  std::string_view operator()(const event::held_up&) const { return {}; }
  std::string_view operator()(const event::path_found&) const { return "path"; }
  std::string_view operator()(const event::sizes_found&) const { return "packet_sizes"; }
  std::string_view operator()(const event::observed&) const { return "observed"; }
  std::string_view operator()(const event::way_tried&) const { return "way"; }
  std::string_view operator()(const event::part_examined&) const { return "examined"; }
  // Of time that passes there is no object.
  std::string_view operator()(const event::idle_step& at) const {
    return at.at->what == idle_progress::step::decided ? "idle" : "";
  }
  std::string_view operator()(const event::idle_found&) const { return "idle_limit"; }
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
    to["overdue_ms"] = milliseconds_of(at.overdue);
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
    put_if(to, "reset", at.was_reset);
  }
  void operator()(const event::banner& at) const {
    to["sequence"] = at.sequence;
    to["after_ms"] = milliseconds_of(at.after);
    put_text(to, "service", std::string(service_name(at.first_bytes)));
    to["first_bytes"] = escape(at.first_bytes, event::banner::most_bytes);
  }
  void operator()(const event::disconnected& at) const {
    to["reason"] = printable(at.reason.message());
  }
  void operator()(const event::attempted& /*at*/) const {}
  void operator()(const event::retransmitted& /*at*/) const {}
  void operator()(const event::held_up& /*at*/) const {}
  void operator()(const event::path_found& at) const { put_path(to, *at.way); }
  void operator()(const event::sizes_found& at) const { put_sizes(to, *at.sizes); }
  void operator()(const event::observed& at) const { put_observation(to, *at.seen); }
  void operator()(const event::way_tried& at) const { put_way(to, *at.way); }
  void operator()(const event::part_examined& at) const {
    to["part"] = name_of(at.part);
    to["took_ms"] = milliseconds_of(at.took);
    to["complete"] = !at.was_cut_short;
  }
  void operator()(const event::idle_step& at) const { put_idle(to, *at.at); }
  void operator()(const event::idle_found& at) const { put_idle_limit(to, *at.range); }
};

}  // namespace

std::string json_line(const occurrence& happened, const json_origin& of) {
  const auto name = std::visit(event_name{}, happened.what);
  if (name.empty()) return {};
  json object = json_begin(name, of, happened.at);
  std::visit(put_fields{object, happened.told}, happened.what);
  return json_text(object);
}

}  // namespace tmss10
