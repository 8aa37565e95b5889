// SPDX-License-Identifier: MIT
#include "host_field.hpp"
#include "host_name.hpp"
#include <tmss10/core/exporter/other_site.hpp>

#include <cstdint>

namespace tmss10 {
namespace {

/// An origin in two parts (RFC 6454, section 6.2).
struct origin_parts {
  std::string_view host;  // and perhaps a port
  std::uint16_t default_port = 0;
};

/// Browsers write the scheme in lower case. None for an origin of any other scheme.
std::optional<origin_parts> split_origin(std::string_view origin) {
  constexpr std::string_view http = "http://";
  constexpr std::string_view https = "https://";
  if (origin.starts_with(http)) return origin_parts{origin.substr(http.size()), 80};
  if (origin.starts_with(https)) return origin_parts{origin.substr(https.size()), 443};
  return std::nullopt;
}

bool is_origin_of(std::string_view origin, std::string_view host) {
  const auto parts = split_origin(origin);
  if (!parts) return false;
  const auto from = read_host_field(parts->host);
  const auto to = read_host_field(host);
  return from && to && comparable_host(from->host) == comparable_host(to->host) &&
         from->port.value_or(parts->default_port) ==
             to->port.value_or(parts->default_port);
}

}  // namespace

bool is_from_other_site(std::optional<std::string_view> sec_fetch_site,
                        std::optional<std::string_view> origin, std::string_view host) {
  if (sec_fetch_site && *sec_fetch_site != "same-origin" && *sec_fetch_site != "none")
    return true;
  return origin && !is_origin_of(*origin, host);
}

}  // namespace tmss10
