// SPDX-License-Identifier: MIT
// The input is a command line, its arguments separated by NUL. The parsers read it alone:
// no file is opened.
#include "script.hpp"
#include <tmss10/core/exporter/exporter_options.hpp>
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/options/responder_options.hpp>
#include <tmss10/core/wire/packet.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace tmss10;

namespace {

void check_run(const ping_options& options) {
  fuzz::require(options.count != 0U, "at least one ping");
  fuzz::require(options.max_failures != 0U, "at least one failure");
  fuzz::require(options.payload_size <= max_payload_size, "a payload has its limit");
  fuzz::require(options.interval.count() >= 0, "an interval is not negative");
  fuzz::require(options.timeout.count() > 0 && options.connect_timeout.count() > 0,
                "a time-out is above 0");
  const auto every = options.reports.snapshot_every;
  fuzz::require(!every || every->count() > 0, "snapshots are not without pause");
}

void check(const ping_options& options) {
  fuzz::require(options.self_test == options.host.empty(), "a run has a host");
  fuzz::require(!fuzz::has_control_character(options.host), "a host can be printed");
  fuzz::require(options.self_test == (options.port == 0), "a run has a port");
  check_run(options);
}

void check(const table_options& options) {
  fuzz::require(options.common.port != 0, "targets have a port");
  fuzz::require(options.hosts.empty() == options.targets_file.has_value(),
                "there are targets");
  for (const auto& host : options.hosts)
    fuzz::require(!fuzz::has_control_character(host), "a host can be printed");
  fuzz::require(options.rate > 0 && options.at_once > 0, "targets are begun");
  fuzz::require(options.min_ok != 0U, "at least one is to be ok");
  check_run(options.common);
}

void check(const responder_options& options) {
  fuzz::require(options.limits.connections > 0, "at least one connection");
  fuzz::require(options.limits.per_address > 0, "at least one of an address");
  fuzz::require(!options.max_rate || *options.max_rate >= 1, "at least one a second");
  fuzz::require(options.start_timeout.count() > 0, "a time-out is above 0");
  fuzz::require(options.idle_timeout.count() > 0, "a time-out is above 0");
}

void check(const exporter_options& options) {
  fuzz::require(!options.listen.empty() && options.at_once > 0, "probes are answered");
  for (const auto& name : options.host_names)
    fuzz::require(!fuzz::has_control_character(name), "a name can be printed");
  fuzz::require(options.tls_key.has_value() == options.tls_certificate.has_value(),
                "a certificate has a key");
  const auto is_open = [](const listen_endpoint& endpoint) {
    return !is_loopback(read_ip_address(endpoint.address).value());
  };
  fuzz::require(std::ranges::none_of(options.listen, is_open) ||
                    !options.allowed.admits_address("", "127.0.0.1", 1) ||
                    !options.allowed.admits_address("", "192.0.2.7", 1),
                "whoever is elsewhere may not have everything probed");
}

void check_text(const std::string& shown) {
  fuzz::require(!shown.empty() && shown.back() == '\n', "a text has lines");
}

void check(const show_ping_text& shown) {
  check_text(shown.text);
}

void check(const show_text& shown) {
  check_text(shown.text);
}

void check(const generate_key& /*asked*/) {}

/// Anything but a usage_error ends the run.
template <typename Parser>
void parse(Parser parser, const std::vector<const char*>& arguments) {
  try {
    const auto command = parser(static_cast<int>(arguments.size()), arguments.data());
    std::visit([](const auto& what) { check(what); }, command);
  } catch (const usage_error& error) {
    const std::string_view message = error.what();
    fuzz::require(!message.empty(), "a usage error says something");
    fuzz::require(!fuzz::has_control_character(message), "a message is one clean line");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(fuzz::text_of(std::as_bytes(std::span(data, size))));
  std::vector<const char*> arguments{"program"};
  for (std::size_t at = 0; at < text.size(); at = text.find('\0', at) + 1) {
    arguments.push_back(text.c_str() + at);
    if (text.find('\0', at) == std::string::npos) break;
  }
  parse(parse_ping_command, arguments);
  parse(parse_responder_command, arguments);
  parse(parse_exporter_command, arguments);
  return 0;
}
