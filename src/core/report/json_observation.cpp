// SPDX-License-Identifier: MIT
#include "json_parts.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/verdict/observation_wording.hpp>

namespace tmss10 {
namespace {

const char* name_of(option_fate fate) {
  switch (fate) {
    case option_fate::as_sent: return "as_sent";
    case option_fate::changed: return "changed";
    case option_fate::removed: return "removed";
    case option_fate::unknown: break;
  }
  return "unknown";
}

json syn_object(const connection_request& arrived) {
  json out{{"source", arrived.source},
           {"source_port", arrived.source_port},
           {"destination", arrived.destination},
           {"destination_port", arrived.destination_port},
           {"hop_limit", arrived.hop_limit}};
  if (arrived.mss) out["mss"] = *arrived.mss;
  if (arrived.window_scale) out["window_scale"] = *arrived.window_scale;
  out["sack_permitted"] = arrived.sack_permitted;
  out["timestamps"] = arrived.timestamps;
  return out;
}

void put_way(json& to, const observation& seen) {
  const auto way = compare(seen);
  if (way.translated) to["nat"] = *way.translated;
  if (way.redirected) to["redirected"] = *way.redirected;
  if (way.hops) to["hops"] = *way.hops;
  if (way.arrived) {
    // A redacted observation has the conclusions only.
    if (!seen.said.syn.empty()) to["syn"] = syn_object(*way.arrived);
    if (seen.own.hop_limit) to["hop_limit_sent"] = *seen.own.hop_limit;
    if (seen.own.mss) to["mss_sent"] = *seen.own.mss;
    to["tcp_options"] = {{"mss", name_of(way.mss)},
                         {"sack_permitted", name_of(way.sack_permitted)},
                         {"timestamps", name_of(way.timestamps)},
                         {"window_scale", name_of(way.window_scale)}};
  }
  if (way.clock_ahead) {
    to["clock_ahead_ms"] = milliseconds_of(*way.clock_ahead);
    to["clock_error_ms"] = milliseconds_of(way.clock_error);
  }
}

}  // namespace

void put_observation(json& to, const observation& seen) {
  put_text(to, "program", seen.said.program);
  put_text(to, "program_version", seen.said.version);
  put_text(to, "system", seen.said.system);
  put_text(to, "address", seen.said.address);
  if (seen.said.port) to["port"] = *seen.said.port;
  put_text(to, "local_address", seen.own.address);
  if (!seen.own.address.empty()) to["local_port"] = seen.own.port;
  to["through_proxy"] = seen.through_proxy;
  put_way(to, seen);
  to["round_trip_ms"] = milliseconds_of(seen.round_trip);
  to["remarks"] = json::array();
  for (const auto& remark : observation_remarks(seen))
    to["remarks"].push_back(printable(remark));
}

}  // namespace tmss10
