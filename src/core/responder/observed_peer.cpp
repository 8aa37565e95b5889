// SPDX-License-Identifier: MIT
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/responder/observed_peer.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>

namespace tmss10 {
namespace {

/// As much of a text as is told: several names of systems long.
constexpr std::size_t most_text = 200;

std::string hex_of(bytes_view data) {
  std::string out;
  out.reserve(2 * data.size());
  for (const std::byte one : data)
    fmt::format_to(std::back_inserter(out), "{:02x}", std::to_integer<unsigned>(one));
  return out;
}

void put_beginning(nlohmann::ordered_json& to, const char* name, std::string_view text) {
  if (!text.empty()) to[name] = text.substr(0, most_text);
}

}  // namespace

std::string observation_text(const observed_peer& of) {
  nlohmann::ordered_json out{{"program", "TMSS10Responder"}};
  put_beginning(out, "version", of.version);
  put_beginning(out, "system", of.system);
  out["time"] = utc_time(of.now);
  put_beginning(out, "address", of.address);
  out["port"] = of.port;
  if (!of.request.empty() && of.request.size() <= max_saved_request)
    out["syn"] = hex_of(of.request);
  // What a cut has left of a character becomes U+FFFD.
  return out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace tmss10
