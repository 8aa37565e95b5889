// SPDX-License-Identifier: MIT
#include "core/base/file_named.hpp"
#include "core/options/endpoint_value.hpp"
#include "core/options/option_values.hpp"
#include "core/options/service_options.hpp"
#include "host_name.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/target.hpp>
#include <tmss10/core/exporter/exporter_options.hpp>
#include <tmss10/core/exporter/ip_network.hpp>
#include <tmss10/core/proxy/http_connect.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

/// What the command line says, before its parts are looked at together.
struct raw_exporter_command {
  exporter_options options;
  std::vector<listen_endpoint> listen;
  std::vector<allow_entry> allowed;
};

CLI::ValidationError invalid_value(const char* option, const std::string& text,
                                   std::string_view why) {
  return option_values::invalid(fmt::format("{}: {}{}", option, in_quotes(text), why));
}

bool is_all_ascii(std::string_view text) {
  return std::ranges::all_of(text,
                             [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

listen_endpoint listen_endpoint_of(const std::string& text) {
  auto where = read_endpoint("--listen", text, default_exporter_port);
  if (!read_ip_address(where.host)) {
    throw invalid_value("--listen", text,
                        " is a name; give an address, such as 127.0.0.1");
  }
  return {std::move(where.host), where.port};
}

allow_entry allow_entry_of(const std::string& text) {
  auto entry = parse_allow_entry(text);
  if (!entry) throw invalid_value("--allow", text, ": " + entry.error());
  return std::move(*entry);
}

std::string host_name_of(const std::string& text) {
  auto where = parse_target(text);
  if (!where) throw invalid_value("--host-name", text, ": " + where.error().message());
  if (where->port) {
    throw invalid_value("--host-name", text,
                        " has a port; leave it out, since any port will do");
  }
  // Requests have it in that form (RFC 9110, section 4.2.3; RFC 5891, section 4.4).
  if (!is_all_ascii(where->host)) {
    throw invalid_value("--host-name", text,
                        ": write an international name in its form with xn--");
  }
  return std::move(where->host);
}

void add_option_with_file(CLI::App& app, const char* name, const char* help,
                          std::optional<std::filesystem::path>& into) {
  option_values::add(
      app, name, "FILE",
      [name, &into](const std::string& text) {
        // Standard input could not be read again at a reload.
        if (text.empty() || text == "-")
          throw option_values::invalid(fmt::format("{}: name a file", name));
        into = file_named(text);
      },
      help);
}

void add_exporter_listening(CLI::App& app, raw_exporter_command& raw) {
  option_values::add(
      app, "--listen", "ADDRESS[:PORT]",
      [&raw](const std::string& text) { raw.listen.push_back(listen_endpoint_of(text)); },
      "Local address to listen on; may be repeated\n(default 127.0.0.1:10550)");
  option_values::add(
      app, "--host-name", "NAME",
      [&raw](const std::string& text) {
        raw.options.host_names.push_back(host_name_of(text));
      },
      "Also accept this name in the Host field, not only\nthis machine's addresses; may "
      "be "
      "repeated");
  add_option_with_file(app, "--tls-certificate",
                       "Serve HTTPS with this certificate chain (PEM)",
                       raw.options.tls_certificate);
  add_option_with_file(app, "--tls-key", "Private key of --tls-certificate (PEM)",
                       raw.options.tls_key);
  add_option_with_file(app, "--credentials",
                       "File with one line, user:password, that requests\nmust have "
                       "(HTTP basic authentication)",
                       raw.options.credentials);
}

void add_probing(CLI::App& app, raw_exporter_command& raw) {
  option_values::add(
      app, "--allow", "NET|NAME[:PORTS]",
      [&raw](const std::string& text) { raw.allowed.push_back(allow_entry_of(text)); },
      "Allow probes of an address, a prefix, a name or the\nhosts of a .domain, on port "
      "5000 or on these ports;\nmay be repeated; required unless all "
      "listening\naddresses "
      "are loopback addresses");
  add_option_with_file(app, "--modules",
                       "Modules, in TOML: options of TMSS10Ping under a\nname (default: "
                       "a module named default, without any)",
                       raw.options.module_file);
  option_values::add(
      app, "--at-once", "N",
      [&raw](const std::string& text) {
        constexpr std::uint64_t most = 10'000;
        raw.options.at_once = static_cast<std::size_t>(
            option_values::whole_number("--at-once", text, 1, most));
      },
      "Probes at the same time (default 200)");
}

void add_exporter_operation(CLI::App& app, raw_exporter_command& raw) {
  app.add_flag("--enable-reload", raw.options.enable_reload,
               "Reload the files on POST /-/reload as well");
  app.add_flag("--check", raw.options.check,
               "Read all files, show what is wrong, and exit");
  app.set_version_flag("-V,--version", "TMSS10Exporter " TMSS10_VERSION,
                       "Show the version and exit");
  app.footer(
      "Prometheus asks for /probe?target=HOST[:PORT]&module=NAME. SIGHUP reloads the\n"
      "files; SIGINT and SIGTERM end the program.\n"
      "Exit codes: 0 ended by a signal, or --check found nothing wrong; 2 could not\n"
      "start, or --check found errors.");
}

/// Addresses are compared by what they mean. Each request for a free port gets another.
bool is_same_place(const listen_endpoint& one, const listen_endpoint& other) {
  return one.port != 0 && one.port == other.port &&
         comparable_host(one.address) == comparable_host(other.address);
}

bool is_for_this_machine(const listen_endpoint& endpoint) {
  const auto address = read_ip_address(endpoint.address);
  return address && is_loopback(*address);
}

/// The first one that others reach.
auto open_endpoint(const exporter_options& options) {
  return std::ranges::find_if_not(options.listen, is_for_this_machine);
}

void set_listening(raw_exporter_command& raw) {
  auto& options = raw.options;
  for (auto& endpoint : raw.listen) {
    const auto same = std::ranges::find_if(raw.listen, [&endpoint](const auto& other) {
      return &other == &endpoint || is_same_place(other, endpoint);
    });
    if (&*same == &endpoint) continue;
    throw usage_error(fmt::format("--listen: {} was given twice",
                                  authority_of(endpoint.address, endpoint.port)));
  }
  if (!raw.listen.empty()) options.listen = raw.listen;
  if (!raw.allowed.empty()) {
    options.allowed = allow_list(raw.allowed);
    return;
  }
  const auto open = open_endpoint(options);
  if (open == options.listen.end()) return;
  throw usage_error(
      fmt::format("--listen {}: whoever reaches it could have anything probed; say with "
                  "--allow what may be",
                  authority_of(open->address, open->port)));
}

void check_service(const exporter_options& options) {
  if (options.check && options.service != service_order::none)
    throw usage_error("--check is of no use to a service");
  const auto require = [&options](const char* name, const auto& file) {
    option_values::require_full_path(options.service, name, file);
  };
  require("--modules", options.module_file);
  require("--tls-certificate", options.tls_certificate);
  require("--tls-key", options.tls_key);
  require("--credentials", options.credentials);
}

void check_tls(const exporter_options& options) {
  if (options.tls_certificate.has_value() == options.tls_key.has_value()) return;
  throw usage_error(options.tls_key ? "--tls-key is of no use without --tls-certificate"
                                    : "--tls-certificate is of no use without --tls-key");
}

}  // namespace

exporter_command parse_exporter_command(int argc, const char* const* argv) {
  raw_exporter_command raw;
  CLI::App app("Probes TMSS10Responders and TCP servers for Prometheus.",
               "TMSS10Exporter");
  option_values::set_up(app, "TMSS10Exporter [options]");
  app.option_defaults()->group("Listening");
  add_exporter_listening(app, raw);
  app.option_defaults()->group("Probing");
  add_probing(app, raw);
  option_values::add_service_options(app, raw.options.service);
  app.option_defaults()->group("Operation");
  add_exporter_operation(app, raw);
  if (auto text = option_values::parse(app, argc, argv)) return *text;
  set_listening(raw);
  check_tls(raw.options);
  check_service(raw.options);
  return std::move(raw.options);
}

std::string warning_of(const exporter_options& options) {
  if (!options.credentials || options.tls_certificate) return {};
  const auto open = open_endpoint(options);
  if (open == options.listen.end()) return {};
  return fmt::format(
      "--credentials: passwords travel to {} in clear text; use --tls-certificate and "
      "--tls-key",
      authority_of(open->address, open->port));
}

}  // namespace tmss10
