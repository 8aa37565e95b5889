// SPDX-License-Identifier: MIT
#include "listen.hpp"

#include "net/close_on_exec.hpp"
#include <tmss10/net/listen/port_holder.hpp>
#include <tmss10/net/local_address.hpp>
#include <tmss10/net/network_error.hpp>

#include <asio/ip/v6_only.hpp>

#include <system_error>

namespace tmss10 {
namespace {

using asio::ip::tcp;

/// How often a free port is looked for that is free for every address.
constexpr int port_attempts = 16;

std::vector<asio::ip::address> addresses_of(const std::vector<std::string>& texts) {
  std::vector<asio::ip::address> out;
  out.reserve(texts.size());
  for (const auto& text : texts)
    out.push_back(local_address_of("--listen", text));
  return out;
}

tcp::acceptor open_acceptor(const asio::any_io_executor& executor,
                            const tcp::endpoint& at) {
  tcp::acceptor out(executor, at.protocol());
  close_on_exec(out.native_handle());
#ifdef _WIN32  // where reuse_address would let two programs share a port
  using sole_use = asio::detail::socket_option::boolean<SOL_SOCKET, SO_EXCLUSIVEADDRUSE>;
  out.set_option(sole_use(true));
#else
  out.set_option(tcp::acceptor::reuse_address(true));
#endif
  if (at.address().is_v6()) out.set_option(asio::ip::v6_only(true));
  out.bind(at);
  out.listen();
  return out;
}

/// A machine without IPv6 says one of these when a socket is opened or bound.
bool means_no_v6(std::error_code error) {
  return error == std::errc::address_family_not_supported ||
         error == std::errc::address_not_available;
}

/// Listens on all of the addresses at one port; at port 0, on the first address's free
/// port. Throws std::system_error naming the address.
std::vector<tcp::acceptor> listen_on(const asio::any_io_executor& executor,
                                     const std::vector<asio::ip::address>& addresses,
                                     std::uint16_t port, bool v6_may_be_missing) {
  std::vector<tcp::acceptor> out;
  for (const auto& address : addresses) {
    try {
      out.push_back(listen_at(executor, {address, port},
                              address.to_string() + " port " + std::to_string(port)));
      port = out.back().local_endpoint().port();
    } catch (const std::system_error& error) {
      if (v6_may_be_missing && address.is_v6() && means_no_v6(error.code())) continue;
      throw;
    }
  }
  return out;
}

}  // namespace

tcp::acceptor listen_at(const asio::any_io_executor& executor, const tcp::endpoint& at,
                        const std::string& name) {
  try {
    return open_acceptor(executor, at);
  } catch (const std::system_error& error) {
    const auto reason = from_network(error.code());
    auto what = "can't listen on " + name;
    if (reason == std::errc::address_in_use) {
      const auto holder = port_holder(at);
      if (!holder.empty()) what += ", used by " + holder;
    }
    throw std::system_error(reason, what);
  }
}

std::vector<tcp::acceptor> listen(const asio::any_io_executor& executor,
                                  const std::vector<std::string>& addresses,
                                  std::uint16_t port) {
  if (!addresses.empty()) {
    return listen_on(executor, addresses_of(addresses), port, false);
  }
  const std::vector<asio::ip::address> everywhere{asio::ip::address_v6::any(),
                                                  asio::ip::address_v4::any()};
  for (int attempt = 1;; ++attempt) {
    try {
      return listen_on(executor, everywhere, port, true);
    } catch (const std::system_error&) {
      // A port that is free for IPv6 may be taken for IPv4; another one may be free for
      // both.
      if (port != 0 || attempt == port_attempts) throw;
    }
  }
}

}  // namespace tmss10
