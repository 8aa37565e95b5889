// SPDX-License-Identifier: MIT
// The input is the URL of a proxy.
#include "script.hpp"
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/proxy/proxy_url.hpp>

#include <string>

using namespace tmss10;

namespace {

/// Every byte as %XX.
std::string escaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    out += {'%', digits[code / 16], digits[code % 16]};
  }
  return out;
}

void check(const proxy_address& address) {
  fuzz::require(!address.host.empty() && address.host.size() <= 253,
                "a host has a length");
  fuzz::require(!fuzz::has_control_character(address.host),
                "a host has no control characters");
  fuzz::require(address.host.find_first_of(" \"'\\/@[]<>{}$`;&|?#") == std::string::npos,
                "a host has nothing that quotes or separates");
  fuzz::require(address.port != 0, "port 0 is refused");
}

void check(const proxy_credentials& credentials) {
  fuzz::require(!credentials.user().empty(), "there is a user name");
  fuzz::require(!fuzz::has_control_character(credentials.user()) &&
                    !fuzz::has_control_character(credentials.password()),
                "credentials have no control characters");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(std::as_bytes(std::span(data, size)));
  const auto proxy = parse_proxy_url(text);
  if (!proxy) {
    const auto error = proxy.error();
    fuzz::require(
        error == errc::host_empty || error == errc::host_malformed ||
            error == errc::port_malformed || error == errc::number_alone ||
            error == errc::octal_address || error == errc::proxy_address_unbracketed ||
            error == errc::proxy_scheme_unsupported ||
            error == errc::proxy_url_malformed || error == errc::ipv6_malformed ||
            error == errc::brackets_without_ipv6,
        "a refusal has one of ten reasons");
    const auto said = proxy_url_refusal(text, error);
    fuzz::require(said.size() >= error.message().size(), "a refusal says its reason");
    fuzz::require(!fuzz::has_control_character(said), "a refusal is one line");
    return 0;
  }
  check(proxy->address);
  auto again = "hTTp://" + authority_of(proxy->address.host, proxy->address.port) + "/";
  if (again.size() > 250) return 0;  // the "%25" of a zone needs room
  const auto zone = again.find('%');
  if (zone != std::string::npos && again[zone + 1] != ']') {
    again.insert(zone + 1, "25");
  }
  const bool with_credentials = proxy->credentials.has_value();
  fuzz::require(with_credentials == (text.find('@') != std::string_view::npos),
                "an @ means credentials");
  if (with_credentials) {
    check(*proxy->credentials);
    again.insert(7, escaped(proxy->credentials->user()) + ":" +
                        escaped(proxy->credentials->password()) + "@");
  }
  const auto same = parse_proxy_url(again);
  fuzz::require(same && same->address.host == proxy->address.host &&
                    same->address.port == proxy->address.port &&
                    same->credentials.has_value() == with_credentials,
                "a proxy written out is the same proxy");
  fuzz::require(!with_credentials ||
                    (same->credentials->user() == proxy->credentials->user() &&
                     same->credentials->password() == proxy->credentials->password()),
                "credentials written out are the same credentials");
  return 0;
}
