// SPDX-License-Identifier: MIT
#include <tmss10/core/metrics/exposition.hpp>
#include <tmss10/core/metrics/process_metrics.hpp>
#include <tmss10/core/responder/responder_metrics.hpp>

namespace tmss10 {

std::string responder_metrics(const responder_counters& counters,
                              const process_facts& process, metric_format format) {
  exposition out;
  const auto gauge = [&out](std::string_view name, std::string_view help,
                            std::uint64_t value) {
    out.add({name, help, metric_type::gauge}, value);
  };
  const auto counter = [&out](std::string_view name, std::string_view help,
                              std::uint64_t value) {
    out.add({name, help, metric_type::counter}, value);
  };
  gauge("tmss10responder_connections", "Connections now.", counters.connections_now);
  gauge("tmss10responder_unfinished_connections",
        "Those of them that have not proved to be real.", counters.unfinished_now);
  counter("tmss10responder_accepted", "Connections that were let in.", counters.accepted);
  counter("tmss10responder_turned_away",
          "Connections over a limit, which got a busy greeting.", counters.turned_away);
  counter("tmss10responder_gave_way",
          "Unfinished connections that ended so that another had room.",
          counters.gave_way);
  counter("tmss10responder_accept_failures", "Times that the system gave no connection.",
          counters.accept_failures);
  counter("tmss10responder_handshakes_failed", "Connections that ended before a session.",
          counters.handshakes_failed);
  counter("tmss10responder_sessions", "Connections that proved to be real.",
          counters.sessions);
  counter("tmss10responder_requests", "Requests that were answered.", counters.requests);
  counter("tmss10responder_refusals", "Those of them that were refused.",
          counters.refusals);
  counter("tmss10responder_delays", "Times that a connection was as fast as it may be.",
          counters.delays);
  add_process_metrics(out, process);
  return out.text(format);
}

}  // namespace tmss10
