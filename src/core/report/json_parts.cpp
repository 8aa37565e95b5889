// SPDX-License-Identifier: MIT
#include "json_parts.hpp"

#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/run/failure_name.hpp>
#include <tmss10/core/verdict/attempt_result.hpp>

namespace tmss10 {
namespace {

/// Grows when a field goes or changes its meaning, not when one is added.
constexpr int schema_version = 2;

}  // namespace

json json_begin(std::string_view name, const json_origin& of,
                std::chrono::system_clock::time_point now) {
  json out{{"schema", "tmss10ping"},
           {"version", schema_version},
           {"event", name},
           {"time", utc_time(now)},
           {"run", of.run}};
  put_text(out, "target", std::string(of.target));
  return out;
}

std::string json_text(const json& object) {
  return object.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

void put_text(json& to, const char* name, const std::string& text) {
  if (!text.empty()) to[name] = printable(text);
}

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

void put_attempt(json& to, const event::attempt& at) {
  to["address"] = printable(at.address);
  to["port"] = at.port;
  put_text(to, "local_address", at.local_address);
  put_if(to, "of_proxy", at.of_proxy);
  to["took_ms"] = milliseconds_of(at.took);
  to["connected"] = !at.error;
  if (at.error) {
    put_reason(to, at.error);
    to["reason"] = printable(attempt_result(at.error, at.icmp));
  }
  if (at.icmp) to["icmp"] = icmp_object(*at.icmp);
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

}  // namespace tmss10
