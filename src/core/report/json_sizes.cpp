// SPDX-License-Identifier: MIT
#include "json_sizes.hpp"

#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/run/size_search.hpp>
#include <tmss10/core/verdict/size_judgement.hpp>

namespace tmss10 {
namespace {

json direction_object(const direction_sizes& at) {
  json out{{"arrived", at.passed}};
  if (at.vanished) out["vanished"] = *at.vanished;
  out["limit"] = at.limit;
  out["lowered"] = at.was_lowered;
  out["complete"] = is_decided(at);
  return out;
}

void put_number(json& to, const char* name, const std::optional<std::uint32_t>& value) {
  if (value) to[name] = *value;
}

}  // namespace

void put_sizes(json& to, const packet_sizes& found) {
  const auto judged = judge_sizes(found);
  to["address"] = printable(found.address);
  to["port"] = found.port;
  to["there"] = direction_object(found.there);
  to["back"] = direction_object(found.back);
  put_number(to, "path_mtu_before", found.believed_before);
  put_number(to, "path_mtu", found.believed);
  put_number(to, "interface_mtu", found.interface_mtu);
  to["advertised_mss"] = found.advertised_mss;
  to["send_mss"] = found.send_mss;
  to["mtu_probing"] = found.mtu_probing;
  to["verdict"] = judged.name;
  put_number(to, "clamp_mss", judged.clamp_mss);
  to["took_ms"] = milliseconds_of(found.took);
}

}  // namespace tmss10
