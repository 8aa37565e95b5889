// SPDX-License-Identifier: MIT
#include "common_wording.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/target.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/run/failure_cause.hpp>
#include <tmss10/core/verdict/attempt_result.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/core/verdict/failure_wording.hpp>
#include <tmss10/core/wire/service_name.hpp>

#include <fmt/format.h>

#include <chrono>
#include <span>
#include <string>
#include <string_view>

namespace tmss10 {
namespace {

/// "host port N", with the address when it is another text than the host; a name alone
/// while there is no address.
std::string peer_text(const std::string& host, std::uint16_t port,
                      const std::string& address, bool is_resolved) {
  auto name = printable(host);
  if (!is_resolved) return name;
  if (address.empty() || address == host) return fmt::format("{} port {}", name, port);
  return fmt::format("{} ({}) port {}", name, printable(address), port);
}

std::string subject_of(const failure& what) {
  if (!what.proxy) {
    return peer_text(what.host, what.port, what.address, what.where != stage::resolve);
  }
  return "proxy " + peer_text(what.proxy->host, what.proxy->port, what.proxy->address,
                              what.where != stage::proxy_resolve);
}

/// "eth0" of "fe80::1%eth0".
std::string zone_of(const std::string& host) {
  const auto percent = host.find('%');
  return percent == std::string::npos ? std::string() : host.substr(percent + 1);
}

bytes_view text_bytes(const std::string& text) {
  return std::as_bytes(std::span(text));
}

/// "403 Forbidden", in characters that a terminal may have.
std::string status_text(const failed_proxy& proxy) {
  constexpr std::size_t shown_bytes = 64;
  const auto reason = text_bytes(proxy.reason);
  if (reason.empty()) return std::to_string(proxy.status);
  return fmt::format("{} {}", proxy.status, escape(reason, shown_bytes));
}

/// ", Location "http://portal.example/"", in such characters, too; empty without one.
std::string location_text(const failed_proxy& proxy) {
  constexpr std::size_t shown_bytes = 256;
  if (proxy.location.empty()) return {};
  return fmt::format(", Location \"{}\"",
                     escape(text_bytes(proxy.location), shown_bytes));
}

std::string size_text(std::size_t bytes) {
  return bytes == 1 ? "1 byte" : fmt::format("{} bytes", bytes);
}

/// "0.31 ms", and from a second on "2.50 s".
std::string waited_text(std::chrono::nanoseconds time) {
  using namespace std::chrono_literals;
  return time < 1s ? fmt::format("{:.2f} ms", milliseconds_of(time))
                   : fmt::format("{:.2f} s", seconds_of(time));
}

/// What was to be connected to: the target, or the proxy in its place.
const std::string& destination_of(const failure& what) {
  if (!what.proxy) return what.address.empty() ? what.host : what.address;
  return what.proxy->address.empty() ? what.proxy->host : what.proxy->address;
}

std::string fill_in(std::string_view text, const failure& what) {
  constexpr std::size_t shown_bytes = 16;
  const std::string& address = destination_of(what);
  const std::string_view service = service_name(what.first_bytes);
  const failed_proxy& proxy = what.proxy ? *what.proxy : failed_proxy{};
  const icmp_error& icmp = what.icmp ? *what.icmp : icmp_error{};
  return fmt::format(
      fmt::runtime(text), fmt::arg("host", printable(what.host)),
      fmt::arg("port", what.port), fmt::arg("address", printable(address)),
      fmt::arg("zone", printable(zone_of(what.proxy ? proxy.host : what.host))),
      fmt::arg("source", printable(what.source)),
      fmt::arg("interface", printable(what.interface_name)),
      fmt::arg("status", status_text(proxy)), fmt::arg("location", location_text(proxy)),
      fmt::arg("proxy", printable(what.through)),
      fmt::arg("schemes", escape(text_bytes(proxy.schemes), 64)),
      fmt::arg("seconds", fmt::format("{:.2f}", seconds_of(what.waited))),
      fmt::arg("time", waited_text(what.waited)),
      fmt::arg("service", service.empty() ? "another service" : service),
      fmt::arg("count", what.first_bytes.size()),
      fmt::arg("size", size_text(what.first_bytes.size())),
      fmt::arg("bytes", escape(what.first_bytes, shown_bytes)),
      fmt::arg("sender", printable(icmp.sender)), fmt::arg("icmp", icmp_words(icmp)),
      fmt::arg("hops", icmp.own_hop_limit), fmt::arg("error", what.error.message()));
}

/// What somebody may have meant who typed "::1:5999"; empty for other hosts.
std::string advice_on_brackets(const failure& what) {
  const bool is_of_target = what.where == stage::resolve ||
                            what.where == stage::connect ||
                            what.where == stage::proxy_tunnel;
  if (!is_of_target || what.port != default_port) return {};
  const auto meant = bracketed_reading(what.host);
  return meant ? fmt::format(" For a port after an IPv6 address, write {}.",
                             printable(*meant))
               : std::string();
}

/// "Other addresses: 2001:db8::7 (no answer)." of a name that has several; empty for
/// others.
std::string others_text(const failed_addresses& others) {
  std::string list;
  for (const auto& one : others.kept) {
    list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", printable(one.address),
                        attempt_result(one.error, one.icmp));
  }
  if (list.empty()) return {};
  if (others.more > 0) list += fmt::format(", and {} more", others.more);
  return fmt::format("Other addresses: {}.", list);
}

/// Sentences, with a space between them.
std::string joined_sentences(std::string first, const std::string& second) {
  if (!first.empty() && !second.empty()) first += ' ';
  return first + second;
}

/// What a sentence says of its subject.
std::string predicate_of(const failure& what, const wording& words) {
  auto text = fill_in(words.sentence, what);
  if (!what.lost_before) return text;
  return fmt::format("the connection was lost ({}), and could not be made again: {}",
                     what.lost_before.message(), text);
}

/// "proxy p:3128: " of a failure of a proxy's; empty for others.
std::string proxy_prefix(const failure& what) {
  if (!what.proxy) return {};
  return fmt::format("proxy {}: ",
                     printable(authority_of(what.proxy->host, what.proxy->port)));
}

}  // namespace

std::string sentence_without_target(const failure& what) {
  return proxy_prefix(what) + predicate_of(what, words_for(cause_of(what)));
}

std::string common_sentence(const failure& what) {
  const auto& words = words_for(cause_of(what));
  auto text = proxy_prefix(what);
  if (what.lost_before) text += "the connection was lost, and could not be made again: ";
  text += fill_in(common_wording(words.sentence), what);
  const bool names_proxy = words.sentence.find("{proxy}") != std::string_view::npos;
  if (!what.through.empty() && !names_proxy)
    text += fmt::format(" (through the proxy {})", printable(what.through));
  return text;
}

diagnosis diagnose(const failure& what) {
  const auto& words = words_for(cause_of(what));
  return {fmt::format("{}: {}", subject_of(what), predicate_of(what, words)),
          joined_sentences(fill_in(words.hint, what) + advice_on_brackets(what),
                           others_text(what.others)),
          what.lost_before ? exit_code::connection_lost : words.code};
}

}  // namespace tmss10
