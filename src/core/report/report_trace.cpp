// SPDX-License-Identifier: MIT
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/report/report_trace.hpp>
#include <tmss10/core/verdict/attempt_result.hpp>

#include <fmt/format.h>

namespace tmss10 {
namespace {

std::string name_of(function_code function) {
  if (function == function_code::ping) return "Ping";
  return std::to_string(static_cast<unsigned>(function));
}

/// The vendor's log has the first of these; the others are spelled alike.
std::string name_of(return_code rc) {
  switch (rc) {
    case return_code::request_ok: return "Request OK";
    case return_code::unknown_function: return "Unknown Function";
    case return_code::bad_request: return "Bad Request";
    case return_code::too_large: return "Too Large";
  }
  return std::to_string(static_cast<unsigned>(rc));
}

std::string response_line(const response_header& header) {
  return fmt::format(
      "TMSS10API_Send: RC({}) Feedback({}) MiliSecs({}) Avail({}) Count({}) Length({})",
      name_of(header.rc), header.feedback, header.milisecs, header.avail, header.count,
      header.length);
}

std::int64_t milliseconds(std::chrono::nanoseconds value) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(value).count();
}

struct to_line {
  const std::optional<diagnosis>& told;

  std::string operator()(const event::connecting& at) const {
    auto line = fmt::format("TMSS10API_Connect: Server({}) Port({})", printable(at.host),
                            at.port);
    if (!at.proxy.empty()) line += fmt::format(" Proxy({})", printable(at.proxy));
    return line;
  }
  // Of one that connected, the line after it says so, as in the vendor's log.
  std::string operator()(const event::attempt& at) const {
    if (!at.error) return {};
    return fmt::format("TMSS10API_Connect: Attempt IP({}) MiliSecs({}) Result({})",
                       at.address, milliseconds(at.took),
                       attempt_result(at.error, at.icmp));
  }
  std::string operator()(const event::connected& at) const {
    return fmt::format("TMSS10API_Connect: Connection OK IP({})", at.address);
  }
  std::string operator()(const event::proxy_connected& at) const {
    return fmt::format("TMSS10API_Connect: Proxy Connection OK IP({})", at.address);
  }
  std::string operator()(const event::tunnelled& at) const {
    return fmt::format("TMSS10API_Connect: Connection OK Tunnel({})",
                       printable(authority_of(at.host, at.port)));
  }
  std::string operator()(const event::not_connected& /*at*/) const {
    return fmt::format("TMSS10API_Connect: Connection Failed Reason({})",
                       told.value().sentence);
  }
  std::string operator()(const event::connection_failed& at) const {
    return fmt::format("TMSS10API_Connect: Connection Failed Reason({})",
                       at.reason.message());
  }
  std::string operator()(const event::closed_at_once& at) const {
    return fmt::format("TMSS10API_Connect: Connection {} MiliSecs({})",
                       at.was_reset ? "Reset" : "Closed", milliseconds(at.after));
  }
  std::string operator()(const event::banner& at) const {
    return fmt::format("TMSS10API_Connect: Banner MiliSecs({}) Text({})",
                       milliseconds(at.after),
                       escape(at.first_bytes, event::banner::most_bytes));
  }
  std::string operator()(const event::disconnected& at) const {
    return fmt::format("TMSS10API_Connect: Connection Lost Reason({})",
                       at.reason.message());
  }
  std::string operator()(const event::sent& at) const {
    return fmt::format("TMSS10API_Send: Function({}) Length({}) Flags({}) OptArgs({})",
                       name_of(at.header.function), at.header.length, at.header.flags,
                       at.header.optargs);
  }
  std::string operator()(const event::reply& at) const {
    return response_line(at.header);
  }
  std::string operator()(const event::bad_reply& at) const {
    return fmt::format("{} Reason({})", response_line(at.header), at.reason.message());
  }
  std::string operator()(const event::lost& at) const {
    return fmt::format("TMSS10API_Send: No Response MiliSecs({}) Reason({})",
                       milliseconds(at.waited), at.reason.message());
  }
  // The vendor's log has no line for these.
  std::string operator()(const event::resolved& /*at*/) const { return {}; }
  std::string operator()(const event::unsent& /*at*/) const { return {}; }
  std::string operator()(const event::greeted& /*at*/) const { return {}; }
  std::string operator()(const event::established& /*at*/) const { return {}; }
  std::string operator()(const event::connection_made& /*at*/) const { return {}; }
  std::string operator()(const event::attempted& /*at*/) const { return {}; }
  std::string operator()(const event::retransmitted& /*at*/) const { return {}; }
  std::string operator()(const event::held_up& /*at*/) const { return {}; }
  std::string operator()(const event::path_found& /*at*/) const { return {}; }
  std::string operator()(const event::sizes_found& /*at*/) const { return {}; }
  std::string operator()(const event::idle_step& /*at*/) const { return {}; }
  std::string operator()(const event::idle_found& /*at*/) const { return {}; }
  std::string operator()(const event::observed& /*at*/) const { return {}; }
  std::string operator()(const event::way_tried& /*at*/) const { return {}; }
  std::string operator()(const event::part_examined& /*at*/) const { return {}; }
};

}  // namespace

std::string trace_line(const occurrence& happened) {
  return printable(std::visit(to_line{happened.told}, happened.what));
}

std::string trace_begin(std::string_view build_stamp) {
  return fmt::format("TMSS10API_Init (API Version={})", build_stamp);
}

std::string trace_end() {
  return "TMSS10API_Term";
}

}  // namespace tmss10
