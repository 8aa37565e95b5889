// SPDX-License-Identifier: MIT
#include "host_name.hpp"
#include <tmss10/core/exporter/allow_list.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <variant>

namespace tmss10 {
namespace {

bool has_port(const allow_entry& entry, std::uint16_t port) {
  return std::ranges::any_of(entry.ports, [port](const port_range& range) {
    return port >= range.first && port <= range.last;
  });
}

/// `host` is comparable.
bool is_allowed_name(const allow_entry& entry, std::string_view host) {
  const auto* name = std::get_if<allowed_name>(&entry.targets);
  if (name == nullptr) return false;
  if (!name->is_domain) return host == name->name;
  return host.size() > name->name.size() + 1 && host.ends_with("." + name->name);
}

/// An address of this machine or its link must be meant.
bool is_in_allowed_network(const allow_entry& entry, const ip_address& address) {
  const auto* network = std::get_if<ip_network>(&entry.targets);
  if (network == nullptr || !contains(*network, address)) return false;
  const auto local = local_network_of(address);
  return !local || network->length >= local->length;
}

}  // namespace

allow_list allow_list::everything() {
  allow_list out({});
  out.has_everything_ = true;
  return out;
}

bool allow_list::admits_host(std::string_view host, std::uint16_t port) const {
  if (has_everything_) return true;
  if (read_ip_address(host)) return admits_address(host, host, port);
  const auto name = comparable_name(host);
  return std::ranges::any_of(entries_, [&name, port](const allow_entry& entry) {
    return has_port(entry, port) && (std::holds_alternative<ip_network>(entry.targets) ||
                                     is_allowed_name(entry, name));
  });
}

bool allow_list::admits_address(std::string_view host, std::string_view address,
                                std::uint16_t port) const {
  const auto dialled = read_ip_address(address);
  if (!dialled) return false;
  const auto asked = read_ip_address(host);
  if (asked && *asked != *dialled) return false;
  if (has_everything_) return true;
  const auto name = comparable_name(host);
  const bool is_local = local_network_of(*dialled).has_value();
  return std::ranges::any_of(entries_, [&](const allow_entry& entry) {
    return has_port(entry, port) && (is_in_allowed_network(entry, *dialled) ||
                                     (!is_local && is_allowed_name(entry, name)));
  });
}

bool allow_list::admits_through_proxy(std::string_view host, std::uint16_t port) const {
  if (has_everything_) return true;
  const auto name = comparable_name(host);
  const auto address = read_ip_address(host);
  return std::ranges::any_of(entries_, [&](const allow_entry& entry) {
    if (!has_port(entry, port)) return false;
    if (const auto* network = std::get_if<ip_network>(&entry.targets)) {
      return address && network->length == ip_network{}.length &&
             network->first == *address;
    }
    const auto& allowed = std::get<allowed_name>(entry.targets);
    return !allowed.is_domain && allowed.name == name;
  });
}

}  // namespace tmss10
