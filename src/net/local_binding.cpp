// SPDX-License-Identifier: MIT
#include "local_binding.hpp"

#include "connect_refusal.hpp"
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/network_interface.hpp>

#include <algorithm>

#ifdef __linux__
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <net/if.h>
#endif

namespace tmss10 {
namespace {

using asio::ip::tcp;

#ifdef __linux__

/// Everybody may since Linux 5.7; before, only with CAP_NET_RAW. Packets leave by the
/// interface whatever the routes of others say, and only what comes in by it is taken.
std::error_code bind_to_device(tcp::socket& socket, const std::string& name) {
  // Linux cuts off what is longer, and takes an empty name for none.
  if (name.empty() || name.size() >= IFNAMSIZ) return errc::interface_not_here;
  if (setsockopt(socket.native_handle(), SOL_SOCKET, SO_BINDTODEVICE, name.c_str(),
                 static_cast<socklen_t>(name.size() + 1)) == 0) {
    return {};
  }
  if (errno == ENODEV) return errc::interface_not_here;
  if (errno == EPERM) return errc::interface_not_permitted;
  return {errno, std::system_category()};
}

/// tcp(7): TCP_MAXSEG, which counts for what the peer sends if it is set before the
/// connection request.
std::error_code set_advertised_mss(tcp::socket& socket, int mss) {
  if (setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_MAXSEG, &mss, sizeof(mss)) == 0)
    return {};
  return {errno, std::system_category()};
}

#else

/// Which of the interface's addresses stands for it, where a socket can't be bound to the
/// interface itself.
result<asio::ip::address> address_in_place_of(
    const std::string& name, const tcp::endpoint& to,
    const std::optional<result<asio::ip::address>>& wanted) {
  const auto found = find_interface(name);
  if (!found) return failed(found.error());
  if (!found->is_running) return failed(errc::interface_down);
  if (wanted && *wanted) {
    const auto& all = found->addresses;
    if (std::find(all.begin(), all.end(), **wanted) != all.end()) return **wanted;
    return failed(is_here(**wanted) ? errc::source_not_on_interface
                                    : errc::source_not_here);
  }
  if (const auto address = address_towards(*found, to.address())) return *address;
  return failed(errc::interface_without_address);
}

#endif

/// Whether an interface that is down or lacks an address can be behind it: Linux then has
/// no route, or takes the address of another interface, whose answers go elsewhere. Where
/// the cable was unplugged just now, nobody answers.
bool can_be_of_interface(std::error_code error) {
  return error == std::errc::network_unreachable || error == std::errc::network_down ||
         error == std::errc::host_unreachable || error == std::errc::no_such_device ||
         error == errc::no_local_port || error == errc::timed_out ||
         error == std::errc::timed_out;
}

}  // namespace

local_binding::local_binding(const local_end& from)
    : interface_name_(from.interface_name),
      port_(from.port),
      advertised_mss_(from.advertised_mss) {
  if (from.address) address_ = read_address(*from.address);
}

tcp::endpoint local_binding::in_zone(tcp::endpoint to) const {
  if (!interface_name_ || !lacks_zone(to.address())) return to;
  const auto found = find_interface(*interface_name_);
  if (!found) return to;
  auto address = to.address().to_v6();
  address.scope_id(found->number);
  return {address, to.port()};
}

std::error_code local_binding::bind(tcp::socket& socket, const tcp::endpoint& to,
                                    std::uint16_t port) const {
  if (port == 0) port = port_;
  if (address_ && !*address_) return errc::source_not_here;
  if (address_ && (*address_)->is_v4() != to.address().is_v4()) {
    return errc::source_of_other_family;
  }
#ifdef __linux__
  if (advertised_mss_) {
    if (const auto error = set_advertised_mss(socket, *advertised_mss_)) return error;
  }
  if (interface_name_) {
    if (const auto error = bind_to_device(socket, *interface_name_)) return error;
  }
#else
  if (interface_name_) {
    const auto local = address_in_place_of(*interface_name_, to, address_);
    return local ? bind_to_address(socket, to, *local, port) : local.error();
  }
#endif
  if (address_) return bind_to_address(socket, to, **address_, port);
  const bool is_v4 = to.address().is_v4();
  const auto any = is_v4 ? asio::ip::address(asio::ip::address_v4())
                         : asio::ip::address(asio::ip::address_v6());
  return port != 0 ? bind_to_address(socket, to, any, port) : std::error_code{};
}

std::error_code local_binding::bind_to_address(tcp::socket& socket,
                                               const tcp::endpoint& to,
                                               const asio::ip::address& local,
                                               std::uint16_t port) const {
  asio::error_code error;
  if (port != 0) socket.set_option(tcp::socket::reuse_address(true), error);
  socket.bind(tcp::endpoint(local, port), error);
  const auto told = from_network(error);
  // The latter of an address that needs a zone, and has none.
  if (told == std::errc::address_not_available || told == std::errc::invalid_argument) {
    return interface_name_ && is_here(local) ? errc::source_not_on_interface
                                             : errc::source_not_here;
  }
  return told ? meaning_of_refusal(told, to) : std::error_code{};
}

std::error_code local_binding::blamed(std::error_code error,
                                      const tcp::endpoint& to) const {
  if (address_ && *address_) error = with_source_blamed(error, to, **address_);
  if (!interface_name_ || !can_be_of_interface(error)) return error;
  const auto found = find_interface(*interface_name_);
  if (!found) return found.error() == errc::interface_not_here ? found.error() : error;
  if (!found->is_running) return errc::interface_down;
  if (address_ || has_address_for(*found, to.address())) return error;
  return errc::interface_without_address;
}

}  // namespace tmss10
