// SPDX-License-Identifier: MIT
#include "json_way.hpp"

#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <optional>

namespace tmss10 {
namespace {

void put_time(json& to, const char* name,
              const std::optional<std::chrono::nanoseconds>& took) {
  if (took) to[name] = milliseconds_of(*took);
}

}  // namespace

void put_way(json& to, const tried_way& way) {
  put_text(to, "proxy", printable(way.proxy));
  put_text(to, "address", printable(way.address));
  put_text(to, "local_address", printable(way.local_address));
  put_text(to, "interface", printable(way.interface_name));
  put_text(to, "gateway", printable(way.gateway));
  to["works"] = way.works();
  to["complete"] = !way.was_cut_short;
  put_time(to, "connection_ms", way.connection);
  put_time(to, "tunnel_ms", way.tunnel);
  put_time(to, "greeting_ms", way.greeting);
  put_time(to, "handshake_ms", way.handshake);
  put_time(to, "round_trip_ms", way.round_trip);
  if (way.why) to["failure"] = failure_object(*way.why, diagnose(*way.why));
}

json examination_object(const examination_judgement& of) {
  json out{{"standing", name_of(of.is)}};
  out["sentences"] = json::array();
  for (const auto& one : of.sentences)
    out["sentences"].push_back(printable(one));
  put_text(out, "advice", printable(of.advice));
  return out;
}

}  // namespace tmss10
