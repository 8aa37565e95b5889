// SPDX-License-Identifier: MIT
#include "host_name.hpp"
#include "query_text.hpp"
#include <tmss10/core/base/address_range.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/ip_network.hpp>
#include <tmss10/core/exporter/module_file.hpp>
#include <tmss10/core/exporter/probe_request.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace tmss10 {
namespace {

/// What is wrong with a request.
using request_refusal = tl::unexpected<std::string>;

request_refusal refuse_parameter(const query_parameter& parameter, std::string_view why) {
  return request_refusal(
      fmt::format("{} {}: {}", parameter.name, quoted_part(parameter.value), why));
}

/// Why the host of a target is refused although the command line takes it: what
/// inet_aton(3) makes an address of is a mistake here, or an attempt to get past a list.
/// `where` is what parse_target() has read from `text`.
std::optional<std::string> reason_not_plain(std::string_view text, const target& where) {
  if (where.host.find(':') != std::string::npos) return std::nullopt;
  const auto written = text.substr(0, text.find(':'));
  if (written != where.host) {
    return fmt::format(
        "an IPv4 address is written as four decimal numbers; if {} is meant, ask for "
        "that",
        where.host);
  }
  if (ends_with_number(comparable_name(written)) && !read_ip_address(written))
    return std::string("that is neither a name nor four decimal numbers from 0 to 255");
  return std::nullopt;
}

probe_request_or_reason with_target(probe_request request,
                                    const query_parameter& parameter) {
  const auto& text = parameter.value;
  // It may be a password, so it is not quoted.
  if (text.find('@') != std::string::npos)
    return request_refusal("target: it has an '@'; a target has no user name");
  const auto range = parse_address_range(text);
  if (!range || *range) return refuse_parameter(parameter, "a range is not one target");
  if (printable(text) != text)
    return refuse_parameter(parameter, "it contains a character that is not shown");
  auto where = parse_target(text);
  if (!where) return refuse_parameter(parameter, where.error().message());
  if (const auto why = reason_not_plain(text, *where))
    return refuse_parameter(parameter, *why);
  request.where = std::move(*where);
  request.target_text = text;
  return request;
}

probe_request_or_reason with_parameter(probe_request request,
                                       const query_parameter& parameter) {
  if (parameter.name == "target") return with_target(std::move(request), parameter);
  if (parameter.name == "module") {
    if (!is_module_name(parameter.value))
      return refuse_parameter(parameter, "there is no such module");
    request.module_name = parameter.value;
    return request;
  }
  if (parameter.name == "debug") {
    const bool is_set = parameter.value == "true" || parameter.value == "1";
    if (!is_set && parameter.value != "false" && parameter.value != "0")
      return refuse_parameter(parameter, "that is not true or false");
    request.debug = is_set;
    return request;
  }
  return request_refusal(
      fmt::format("there is no parameter {}; there are target, module and debug",
                  quoted_part(parameter.name)));
}

}  // namespace

probe_request_or_reason parse_probe_request(std::string_view request) {
  if (request.size() > max_probe_request_size) {
    return request_refusal(
        fmt::format("the request is longer than {} bytes", max_probe_request_size));
  }
  const auto question = std::min(request.find('?'), request.size());
  if (request.substr(0, question) != "/probe")
    return request_refusal("the path is not /probe");
  const auto query = request.substr(std::min(question + 1, request.size()));
  auto parameters = parse_query(query);
  if (!parameters) return request_refusal(std::move(parameters.error()));
  probe_request out;
  std::set<std::string> names;
  for (const auto& parameter : *parameters) {
    auto next = with_parameter(std::move(out), parameter);
    if (!next) return next;
    out = std::move(*next);
    if (!names.insert(parameter.name).second)
      return request_refusal(parameter.name + ": it is given twice");
  }
  if (!names.contains("target"))
    return request_refusal("a target is required: /probe?target=HOST[:PORT]&module=NAME");
  return out;
}

}  // namespace tmss10
