// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/report_csv.hpp>

#include <fmt/format.h>

#include <optional>
#include <string_view>

namespace tmss10 {
namespace {

/// A line; what does not apply to a ping is none, and an empty field.
struct row {
  std::uint64_t sequence = 0;
  std::string_view outcome;
  std::optional<std::chrono::nanoseconds> round_trip = {};
  std::optional<std::size_t> wire_size = {};
  bool late = false;
  std::optional<std::uint64_t> retransmits = {};
  std::error_code reason = {};
  bool noticed_late = false;
};

/// A field as it is, or in quotes where it must be (RFC 4180, section 2).
std::string field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string reason_text(const row& of) {
  if (of.noticed_late) return "noticed late by this machine";
  return of.reason ? field(printable(of.reason.message())) : "";
}

struct to_row {
  std::optional<row> operator()(const event::reply& at) const {
    return row{.sequence = at.sequence,
               .outcome = "answered",
               .round_trip = at.round_trip,
               .wire_size = at.wire_size,
               .late = at.late,
               .retransmits = at.retransmits,
               .noticed_late = at.noticed_late};
  }
  std::optional<row> operator()(const event::bad_reply& at) const {
    return row{.sequence = at.sequence, .outcome = "bad_reply", .reason = at.reason};
  }
  std::optional<row> operator()(const event::lost& at) const {
    return row{.sequence = at.sequence, .outcome = "lost", .reason = at.reason};
  }
  std::optional<row> operator()(const event::connection_made& at) const {
    return row{.sequence = at.sequence,
               .outcome = "connected",
               .round_trip = at.took,
               .noticed_late = at.noticed_late};
  }
  std::optional<row> operator()(const event::connection_failed& at) const {
    return row{.sequence = at.sequence, .outcome = "not_connected", .reason = at.reason};
  }
  std::optional<row> operator()(const event::closed_at_once& at) const {
    return row{.sequence = at.sequence,
               .outcome = "closed_at_once",
               .reason = at.was_reset ? errc::reset_at_once : errc::closed_at_once};
  }
  std::optional<row> operator()(const event::unsent& at) const {
    return row{.sequence = at.sequence, .outcome = "unsent", .reason = at.reason};
  }
  // What is no ping, or not decided yet.
  std::optional<row> operator()(const event::connecting& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::resolved& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::attempt& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::connected& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::proxy_connected& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::tunnelled& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::greeted& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::established& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::not_connected& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::sent& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::banner& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::disconnected& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::attempted& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::retransmitted& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::held_up& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::path_found& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::sizes_found& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::idle_step& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::idle_found& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::observed& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::way_tried& /*at*/) const { return {}; }
  std::optional<row> operator()(const event::part_examined& /*at*/) const { return {}; }
};

}  // namespace

std::string csv_header() {
  return "sequence,time,outcome,round_trip_ms,wire_size,late,retransmits,reason,target\n";
}

std::string csv_line(const ping_event& happened, std::string_view target,
                     std::chrono::system_clock::time_point now) {
  const auto ping = std::visit(to_row{}, happened);
  if (!ping) return {};
  return fmt::format("{},{},{},{},{},{},{},{},{}\n", ping->sequence, utc_time(now),
                     ping->outcome,
                     ping->round_trip ? fixed(milliseconds_of(*ping->round_trip), 6) : "",
                     ping->wire_size ? std::to_string(*ping->wire_size) : "", ping->late,
                     ping->retransmits ? std::to_string(*ping->retransmits) : "",
                     reason_text(*ping), field(printable(target)));
}

}  // namespace tmss10
