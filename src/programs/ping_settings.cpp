// SPDX-License-Identifier: MIT
#include "ping_settings.hpp"

#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/options/usage_error.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/proxy/proxy_url.hpp>
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/ascii_name.hpp>
#include <tmss10/net/local_address.hpp>
#include <tmss10/net/network_interface.hpp>
#include <tmss10/net/proxy_environment.hpp>

#include <fmt/format.h>

#include <cstdlib>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

std::string refused(const std::string& what, const std::string& host,
                    std::error_code why) {
  return what + " " + in_quotes(host) + ": " + why.message();
}

/// Whether it is an address of another link than the interface's.
bool is_of_other_link(const asio::ip::address& address, const std::string& name) {
  if (!address.is_v6() || address.to_v6().scope_id() == 0) return false;
  const auto found = find_interface(name);
  return found && found->number != address.to_v6().scope_id();
}

/// What keeps a host from being looked up or connected to, in words; empty when nothing
/// does. The zone of an address without one is the interface of --interface.
std::string refusal_of_host(const std::string& what, const std::string& host,
                            const std::optional<std::string>& interface_name) {
  if (const auto name = ascii_name(host); !name) return refused(what, host, name.error());
  const auto address = read_address(host);
  if (!address) return {};
  if (interface_name) {
    return is_of_other_link(*address, *interface_name)
               ? fmt::format("{} {}: its zone is another interface than --interface {}",
                             what, in_quotes(host), printable(*interface_name))
               : std::string();
  }
  return lacks_zone(*address) ? refused(what, host, errc::zone_missing) : std::string();
}

void check_host(const std::string& what, const std::string& host,
                const std::optional<std::string>& interface_name) {
  const auto refusal = refusal_of_host(what, host, interface_name);
  if (!refusal.empty()) throw usage_error(refusal);
}

void check_name(const std::string& what, const std::string& host) {
  if (const auto name = ascii_name(host); !name)
    throw usage_error(refused(what, host, name.error()));
}

std::shared_ptr<const proxy_credentials> shared(proxy_credentials&& from) {
  return std::make_shared<const proxy_credentials>(std::move(from));
}

proxy_choice choice_of_environment(const ping_options& options) {
  const auto found = proxy_from_environment(
      [](const char* name) { return std::getenv(name); }, options.host, options.port);
  proxy_choice out;
  if (!found.named) {
    out.reason = "no proxy: https_proxy, HTTPS_PROXY, all_proxy and ALL_PROXY name none";
    return out;
  }
  if (found.exempted_by) {
    out.reason = fmt::format("no proxy: {} exempts {} by {}", found.exempted_by->name,
                             options.host, in_quotes(found.exempted_by->value));
    return out;
  }
  const std::string name(found.named->name);
  auto url = parse_proxy_url(found.named->value);
  if (!url) {
    throw std::runtime_error(name + ": " +
                             proxy_url_refusal(found.named->value, url.error()));
  }
  const auto refusal =
      refusal_of_host("proxy", url->address.host, options.interface_name);
  if (!refusal.empty()) throw std::runtime_error(refusal);
  out.proxy = proxy_settings{url->address.host, url->address.port, nullptr, {}};
  if (url->credentials) out.proxy->credentials = shared(std::move(*url->credentials));
  out.reason = fmt::format("proxy {}, by {}",
                           authority_of(out.proxy->host, out.proxy->port), name);
  return out;
}

dial_settings dial_settings_of(const ping_options& options,
                               std::optional<proxy_settings> proxy) {
  dial_settings out;
  out.host = options.host;
  out.port = options.port;
  out.family = options.family;
  out.from = {options.source, options.interface_name};
  out.proxy = std::move(proxy);
  out.timeout = options.connect_timeout;
  out.look_up_timeout = options.look_up_timeout.value_or(default_look_up_timeout);
  return out;
}

}  // namespace

void check_local_end(const ping_options& options) {
  try {
    if (options.source) (void)local_address_of("--source", *options.source);
    if (options.interface_name)
      check_interface_name("--interface", *options.interface_name);
  } catch (const std::invalid_argument& error) {
    throw usage_error(error.what());
  }
}

bool asks_environment(const ping_options& options) {
  return options.proxy && !options.proxy->address;
}

void check_command(const ping_options& options) {
  check_local_end(options);
  if (!options.proxy) {
    if (!options.self_test) check_host("host", options.host, options.interface_name);
  } else {
    check_name("host", options.host);  // its address is the proxy's to judge
    if (const auto& address = options.proxy->address) {
      check_host("proxy", address->host, options.interface_name);
    }
  }
}

proxy_choice choose_proxy(const ping_options& options, const file_warning& warn) {
  if (!options.proxy) return {};
  const auto& asked = *options.proxy;
  proxy_choice out;
  if (asked.address) {
    out.proxy =
        proxy_settings{asked.address->host, asked.address->port, asked.credentials, {}};
  } else {
    out = choice_of_environment(options);
  }
  if (!out.proxy) {  // then the host is connected to from here
    check_host("host", options.host, options.interface_name);
    return out;
  }
  out.proxy->headers = asked.headers;
  if (asked.credentials_file) {
    out.proxy->credentials =
        shared(load_proxy_credentials(*asked.credentials_file, warn));
  }
  return out;
}

std::optional<proxy_settings> proxy_of_environment(const ping_options& options) {
  try {
    return choice_of_environment(options).proxy;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

pinger_settings pinger_settings_of(const ping_options& options,
                                   std::optional<proxy_settings> proxy) {
  pinger_settings out;
  out.dial = dial_settings_of(options, std::move(proxy));
  out.count = options.count;
  out.interval = options.interval;
  out.reply_timeout = options.timeout;
  out.deadline = options.deadline;
  out.payload_size = options.payload_size;
  return out;
}

connection_pinger_settings connection_pinger_settings_of(
    const ping_options& options, std::optional<proxy_settings> proxy) {
  connection_pinger_settings out;
  out.dial = dial_settings_of(options, std::move(proxy));
  out.count = options.count;
  out.interval = options.interval;
  out.deadline = options.deadline;
  return out;
}

std::unique_ptr<pinging> pinging_of(const asio::any_io_executor& executor,
                                    const ping_options& options,
                                    std::optional<proxy_settings> proxy,
                                    const site_key& key, pinging::listener listen) {
  if (options.connect_only) {
    return std::make_unique<connection_pinger>(
        executor, connection_pinger_settings_of(options, std::move(proxy)),
        std::move(listen));
  }
  auto settings = pinger_settings_of(options, std::move(proxy));
  const auto& reports = options.reports;
  settings.observe = options.verbose || reports.json || reports.page || reports.document;
  return std::make_unique<pinger>(executor, std::move(settings), key, std::move(listen));
}

std::string proxy_name_of(const ping_options& options) {
  if (!options.proxy) return {};
  if (const auto& given = options.proxy->address) {
    return authority_of(given->host, given->port);
  }
  try {
    const auto found = choice_of_environment(options).proxy;
    return found ? authority_of(found->host, found->port) : std::string();
  } catch (const std::exception&) {
    return "env";
  }
}

}  // namespace tmss10
