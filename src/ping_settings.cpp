// SPDX-License-Identifier: MIT
#include "ping_settings.hpp"

#include <tmss10/core/proxy_url.hpp>
#include <tmss10/core/safe_text.hpp>
#include <tmss10/core/usage_error.hpp>
#include <tmss10/net/proxy_environment.hpp>

#include <asio/ip/address.hpp>

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

void check_source(const std::string& source) {
  asio::error_code error;
  asio::ip::make_address(source, error);
  if (error) throw usage_error("--source: " + in_quotes(source) + " is not an address");
}

std::shared_ptr<const proxy_credentials> shared(proxy_credentials&& from) {
  return std::make_shared<const proxy_credentials>(std::move(from));
}

/// The proxy that the environment names, if it names one for this target.
std::optional<proxy_settings> proxy_of_environment(const ping_options& options) {
  const auto found = proxy_from_environment(
      [](const char* name) { return std::getenv(name); }, options.host, options.port);
  if (!found) return std::nullopt;
  auto url = parse_proxy_url(found->value);
  if (!url) throw usage_error(std::string(found->name) + ": " + url.error().message());
  proxy_settings out{url->address.host, url->address.port, nullptr};
  if (url->credentials) out.credentials = shared(std::move(*url->credentials));
  return out;
}

std::optional<proxy_settings> proxy_of(const ping_options& options) {
  if (!options.proxy) return std::nullopt;
  const auto& asked = *options.proxy;
  auto out = asked.address ? proxy_settings{asked.address->host, asked.address->port,
                                            asked.credentials}
                           : proxy_of_environment(options);
  if (out && asked.credentials_file) {
    out->credentials = shared(load_proxy_credentials(*asked.credentials_file));
  }
  return out;
}

dial_settings dial_settings_of(const ping_options& options) {
  if (options.source) check_source(*options.source);
  dial_settings out;
  out.host = options.host;
  out.port = options.port;
  out.family = options.family;
  out.source = options.source;
  out.proxy = proxy_of(options);
  out.timeout = options.connect_timeout;
  return out;
}

}  // namespace

pinger_settings pinger_settings_of(const ping_options& options) {
  pinger_settings out;
  out.dial = dial_settings_of(options);
  out.count = options.count;
  out.interval = options.interval;
  out.reply_timeout = options.timeout;
  out.deadline = options.deadline;
  out.payload_size = options.payload_size;
  return out;
}

connection_pinger_settings connection_pinger_settings_of(const ping_options& options) {
  connection_pinger_settings out;
  out.dial = dial_settings_of(options);
  out.count = options.count;
  out.interval = options.interval;
  out.deadline = options.deadline;
  return out;
}

}  // namespace tmss10
