// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/report_log.hpp>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace tmss10 {
namespace {

/// Where an event begins to be worth a line, and the line without its time stamp.
struct entry {
  log_level from = log_level::normal;
  std::string text;
};

std::string endpoint_text(const peer_name& at) {
  const bool v6 = at.address.find(':') != std::string::npos;
  return v6 ? fmt::format("[{}]:{}", at.address, at.port)
            : fmt::format("{}:{}", at.address, at.port);
}

double seconds_of(std::chrono::nanoseconds value) {
  return std::chrono::duration<double>(value).count();
}

std::string reason_of(const event::handshake_failed& at) {
  if (at.speaks.empty()) return at.reason.message();
  return fmt::format("received {} instead of TMSS10", at.speaks);
}

/// What becomes of sessions whose client ends them, or the path.
bool is_end_of_test(std::error_code reason) {
  return reason == errc::closed_by_peer || reason == errc::idle ||
         reason == errc::stopped || reason == errc::ended_without_close ||
         reason == std::errc::connection_reset ||
         reason == std::errc::connection_aborted || reason == std::errc::broken_pipe ||
         reason == std::errc::timed_out;
}

/// The events in prose.
struct to_entry {
  entry operator()(const event::listening& at) const {
    return {log_level::quiet, "listening on " + endpoint_text(at.local)};
  }
  entry operator()(const event::accepted& at) const {
    return {log_level::verbose, endpoint_text(at.peer) + " connected"};
  }
  entry operator()(const event::turned_away& at) const {
    const bool of_address = at.reason == admission_refusal::too_many_of_address;
    return {log_level::quiet,
            fmt::format("{} turned away: the connection limit {}is reached",
                        endpoint_text(at.peer), of_address ? "of its address " : "")};
  }
  entry operator()(const event::handshake_failed& at) const {
    return {log_level::quiet, fmt::format("{} handshake failed: {}",
                                          endpoint_text(at.peer), reason_of(at))};
  }
  entry operator()(const event::served& at) const {
    return {log_level::verbose,
            fmt::format("{} request of {} bytes: {}", endpoint_text(at.peer),
                        at.wire_size, at.refusal ? at.refusal.message() : "answered")};
  }
  entry operator()(const event::ended& at) const {
    if (is_path_test(at)) {
      return {log_level::normal,
              fmt::format("{} tests the path to here: how its sessions for that end is "
                          "shown with -v only",
                          at.peer.address)};
    }
    const bool good = at.reason == errc::closed_by_peer || at.reason == errc::idle ||
                      at.reason == errc::stopped;
    return {good ? log_level::normal : log_level::quiet,
            fmt::format("{} session ended after {} request{} in {:.2f} s: {}",
                        endpoint_text(at.peer), at.requests, at.requests == 1 ? "" : "s",
                        seconds_of(at.lasted), at.reason.message())};
  }
  entry operator()(const event::accept_failed& at) const {
    return {log_level::quiet, "can't accept a connection: " + at.reason.message()};
  }
};

/// The end of a connection for programs; empty for other events.
struct to_fields {
  std::string operator()(const event::turned_away& at) const {
    const bool of_address = at.reason == admission_refusal::too_many_of_address;
    return fmt::format("connection peer={} result=turned_away limit={}",
                       endpoint_text(at.peer), of_address ? "address" : "all");
  }
  std::string operator()(const event::handshake_failed& at) const {
    return fmt::format(
        "connection peer={} result=handshake_failed seconds={:.6f} reason=\"{}\"",
        endpoint_text(at.peer), seconds_of(at.lasted), reason_of(at));
  }
  std::string operator()(const event::ended& at) const {
    return fmt::format(
        "connection peer={} result=session requests={} seconds={:.6f} reason=\"{}\"",
        endpoint_text(at.peer), at.requests, seconds_of(at.lasted), at.reason.message());
  }
  template <typename Other>
  std::string operator()(const Other& /*other*/) const {
    return {};
  }
};

}  // namespace

std::string log_note(std::string_view text, std::chrono::system_clock::time_point now) {
  const auto since_second = now - std::chrono::floor<std::chrono::seconds>(now);
  return fmt::format(
      "{:%Y-%m-%dT%H:%M:%S}.{:03}Z {}\n",
      fmt::gmtime(std::chrono::system_clock::to_time_t(now)),
      std::chrono::duration_cast<std::chrono::milliseconds>(since_second).count(),
      printable(text));
}

bool is_path_test(const responder_event& happened) {
  const auto* const at = std::get_if<event::ended>(&happened);
  return at != nullptr && at->tests_path && is_end_of_test(at->reason);
}

std::string log_line(const responder_event& happened, log_level level,
                     std::chrono::system_clock::time_point now) {
  if (level == log_level::verbose) {
    const auto fields = std::visit(to_fields{}, happened);
    if (!fields.empty()) return log_note(fields, now);
  }
  const entry told = std::visit(to_entry{}, happened);
  return told.from > level ? std::string() : log_note(told.text, now);
}

}  // namespace tmss10
