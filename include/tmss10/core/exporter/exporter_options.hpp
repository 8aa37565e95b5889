// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/service_order.hpp>
#include <tmss10/core/exporter/allow_list.hpp>
#include <tmss10/core/options/usage_error.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tmss10 {

/// The port that an exporter listens on unless it is given another one. It is in the
/// range that Prometheus' wiki ("Default port allocations") hands out after 9100 to 9999.
constexpr std::uint16_t default_exporter_port = 10'550;

/// A local address, without brackets, and a port; 0: a free one.
struct listen_endpoint {
  std::string address;
  std::uint16_t port = default_exporter_port;

  bool operator==(const listen_endpoint&) const = default;
};

/// The command line of TMSS10Exporter.
struct exporter_options {
  /// At least one. No address and port is there twice, however it is written, but a free
  /// port may be asked for several times.
  std::vector<listen_endpoint> listen = {{"127.0.0.1"}};
  /// None: there is the built-in module alone.
  std::optional<std::filesystem::path> module_file;
  /// Without --allow, everything: then every address above is a loopback address.
  allow_list allowed = allow_list::everything();
  /// What a request's Host field may be, beside the addresses of this machine. All of
  /// them are ASCII: an international name is in its form with xn--, as it is in
  /// requests.
  std::vector<std::string> host_names;
  /// Whether POST /-/reload is answered.
  bool enable_reload = false;
  /// Most probes at any moment.
  std::size_t at_once = 200;
  /// Both, or none: HTTP without TLS.
  std::optional<std::filesystem::path> tls_certificate;
  std::optional<std::filesystem::path> tls_key;
  /// The user name and the password that a request must have; none: it needs none.
  std::optional<std::filesystem::path> credentials;
  /// Whether all files are read, and nothing else is done.
  bool check = false;
  service_order service = service_order::none;
};

using exporter_command = std::variant<exporter_options, show_text>;

/// Reads the command line, the program's name first. Throws usage_error naming what is
/// wrong.
[[nodiscard]] exporter_command parse_exporter_command(int argc, const char* const* argv);

/// What the command line had better not ask for: passwords that travel in clear text to
/// another address than one of loopback. Empty if there is nothing to warn of.
[[nodiscard]] std::string warning_of(const exporter_options& options);

}  // namespace tmss10
