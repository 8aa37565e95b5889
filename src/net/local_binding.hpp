// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/local_end.hpp>

#include <asio/ip/address.hpp>
#include <asio/ip/tcp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <system_error>

namespace tmss10 {

/// Binds sockets to a local end, and knows what it has to do with their failures.
class local_binding {
 public:
  explicit local_binding(const local_end& from);

  /// The same, with the interface as the zone of a link-local address that has none.
  [[nodiscard]] asio::ip::tcp::endpoint in_zone(asio::ip::tcp::endpoint to) const;

  /// Binds a socket that is open, and sets the MSS that it will advertise; to the local
  /// port, too, or to this one if it is given, which another socket may have had just
  /// now. Fails with
  /// source_not_here, source_of_other_family, source_not_on_interface,
  /// interface_not_here, interface_not_permitted; elsewhere than on Linux with
  /// interface_down and interface_without_address, too; or as meaning_of_refusal does.
  [[nodiscard]] std::error_code bind(asio::ip::tcp::socket& socket,
                                     const asio::ip::tcp::endpoint& to,
                                     std::uint16_t port = 0) const;

  /// source_is_loopback, interface_not_here, interface_down or interface_without_address
  /// if that is why a connection failed; else the error as it is. Asks the system, which
  /// sends nothing.
  [[nodiscard]] std::error_code blamed(std::error_code error,
                                       const asio::ip::tcp::endpoint& to) const;

 private:
  [[nodiscard]] std::error_code bind_to_address(asio::ip::tcp::socket& socket,
                                                const asio::ip::tcp::endpoint& to,
                                                const asio::ip::address& local,
                                                std::uint16_t port) const;

  std::optional<result<asio::ip::address>> address_;
  std::optional<std::string> interface_name_;
  std::uint16_t port_;
  std::optional<std::uint16_t> advertised_mss_;
};

}  // namespace tmss10
