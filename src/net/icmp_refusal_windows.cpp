// SPDX-License-Identifier: MIT
#include "icmp_refusal.hpp"
#include <tmss10/net/address_text.hpp>

// In this order.
#include <cstring>
#include <string>
#include <system_error>
#include <winsock2.h>
#include <ws2ipdef.h>

// Windows 10 version 2004 and later keep the ICMP error that ended a connection request,
// for WSAGetIcmpErrorInfo. That function is part of the SDK's header ws2tcpip.h, which
// older SDKs and MinGW lack; all it does is to ask for this socket option.

namespace tmss10 {
namespace {

/// ws2ipdef.h: TCP_FAIL_CONNECT_ON_ICMP_ERROR. Without it, Windows goes on asking, as if
/// no ICMP error had come.
constexpr int fail_on_icmp_error = 18;
/// ws2ipdef.h: TCP_ICMP_ERROR_INFO.
constexpr int icmp_error_option = 19;

/// ws2ipdef.h: ICMP_ERROR_INFO.
struct icmp_error_info {
  SOCKADDR_INET source;
  int protocol;  // IPPROTO, an enumeration
  UINT8 type;
  UINT8 code;
};

void set_failing(asio::ip::tcp::socket& socket, DWORD on) {
  // A system without the option goes on as it always did.
  (void)setsockopt(socket.native_handle(), IPPROTO_TCP, fail_on_icmp_error,
                   reinterpret_cast<const char*>(&on), sizeof(on));
}

/// Empty for what is no address.
std::string address_of(const SOCKADDR_INET& source) {
  asio::ip::tcp::endpoint out;
  if (source.si_family == AF_INET) {
    std::memcpy(out.data(), &source.Ipv4, sizeof(source.Ipv4));
    out.resize(sizeof(source.Ipv4));
  } else if (source.si_family == AF_INET6) {
    std::memcpy(out.data(), &source.Ipv6, sizeof(source.Ipv6));
    out.resize(sizeof(source.Ipv6));
  } else {
    return {};
  }
  return unmapped(out.address()).to_string();
}

std::error_code error_for(icmp_meaning meaning) {
  switch (meaning) {
    case icmp_meaning::port_unreachable: return {WSAECONNREFUSED, std::system_category()};
    case icmp_meaning::network_unreachable:
      return {WSAENETUNREACH, std::system_category()};
    case icmp_meaning::host_unreachable:
    case icmp_meaning::prohibited:
    case icmp_meaning::hop_limit_exceeded:
    case icmp_meaning::other: break;
  }
  return {WSAEHOSTUNREACH, std::system_category()};
}

}  // namespace

void keep_icmp_errors(asio::ip::tcp::socket& socket, const asio::ip::tcp& /*protocol*/) {
  set_failing(socket, TRUE);
}

void keep_no_icmp_errors(asio::ip::tcp::socket& socket,
                         const asio::ip::tcp& /*protocol*/) {
  set_failing(socket, FALSE);
}

std::optional<icmp_refusal> take_icmp_error(asio::ip::tcp::socket& socket) {
  icmp_error_info info{};
  int size = sizeof(info);
  if (getsockopt(socket.native_handle(), IPPROTO_TCP, icmp_error_option,
                 reinterpret_cast<char*>(&info), &size) != 0 ||
      size < static_cast<int>(sizeof(info))) {
    return std::nullopt;
  }
  const bool is_v6 = info.protocol == IPPROTO_ICMPV6;
  if (!is_v6 && info.protocol != IPPROTO_ICMP) return std::nullopt;
  icmp_refusal out;
  out.what.sender = address_of(info.source);
  if (out.what.sender.empty()) return std::nullopt;
  out.what.is_v6 = is_v6;
  out.what.type = info.type;
  out.what.code = info.code;
  out.error = error_for(meaning_of(out.what));
  return out;
}

}  // namespace tmss10
