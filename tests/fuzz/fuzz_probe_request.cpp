// SPDX-License-Identifier: MIT
// The input is the target of a request for a probe, and after a NUL a Host field, and
// after another one a value of --allow.
#include "script.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/allow_list.hpp>
#include <tmss10/core/exporter/module_file.hpp>
#include <tmss10/core/exporter/own_host.hpp>
#include <tmss10/core/exporter/probe_request.hpp>

#include <algorithm>
#include <string>
#include <string_view>

using namespace tmss10;

namespace {

std::string_view take_part(std::string_view& text) {
  const auto end = std::min(text.find('\0'), text.size());
  const auto out = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return out;
}

void check(const probe_request& request) {
  fuzz::require(!request.where.host.empty(), "a request has a target");
  fuzz::require(!request.where.port || *request.where.port != 0, "a port is not 0");
  fuzz::require(printable(request.target_text) == request.target_text,
                "a target can be printed");
  fuzz::require(is_module_name(request.module_name), "a module has a name");
  const auto again = parse_target(request.target_text);
  fuzz::require(
      again && again->host == request.where.host && again->port == request.where.port,
      "the text of a target is that target");
}

/// No address of this machine is dialled for any host, unless it is meant.
void check(const allow_list& list, const std::string& host, std::uint16_t port) {
  if (!list.admits_host(host, port)) {
    fuzz::require(!list.admits_address(host, "192.0.2.7", port),
                  "what may not be asked for is not dialled");
    fuzz::require(!list.admits_through_proxy(host, port),
                  "what may not be asked for is not asked for through a proxy");
  }
  for (const char* local :
       {"127.0.0.1", "::1", "0.0.0.0", "169.254.169.254", "fe80::1"}) {
    if (!list.admits_address(host, local, port)) continue;
    fuzz::require(list.admits_address("another.example", local, port),
                  "a name leads to no local address");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = fuzz::text_of(std::as_bytes(std::span(data, size)));
  const auto request = parse_probe_request(take_part(text));
  if (request) {
    check(*request);
  } else {
    fuzz::require(!request.error().empty(), "a refusal says something");
    fuzz::require(printable(request.error()) == request.error(),
                  "a reason can be printed");
    fuzz::require(request.error().size() < 600, "a reason is short");
  }
  const auto field = take_part(text);
  if (is_own_host(field, {}, {}))
    fuzz::require(!fuzz::has_control_character(field), "a host is one clean line");
  const auto entry = parse_allow_entry(text);
  if (!entry) {
    fuzz::require(!entry.error().empty(), "a refusal says something");
    return 0;
  }
  fuzz::require(!entry->ports.empty(), "a value has ports");
  const allow_list list({*entry});
  const auto port = entry->ports.front().first;
  check(list, request ? request->where.host : std::string(field), port);
  if (const auto* name = std::get_if<allowed_name>(&entry->targets))
    fuzz::require(name->is_domain || list.admits_through_proxy(name->name, port),
                  "a name that is allowed may be asked for");
  return 0;
}
