// SPDX-License-Identifier: MIT
#include "icmp_refusal.hpp"
#include <tmss10/net/address_text.hpp>

#include <asio/ip/udp.hpp>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <linux/errqueue.h>
#include <string>
#include <utility>

// Linux keeps the ICMP errors for a socket in its error queue, ip(7): since version 5.9
// also for a TCP socket that is connecting. An ordinary user may read it.

namespace tmss10 {
namespace {

/// What else may be in the queue is passed over: so many messages.
constexpr int most_messages = 8;

void set_error_queue(asio::ip::tcp::socket& socket, const asio::ip::tcp& protocol,
                     int on) {
  const int of = socket.native_handle();
  // A system without the option sends no such messages. An IPv6 socket has both, since it
  // may carry IPv4 (RFC 3493, section 3.7).
  (void)setsockopt(of, IPPROTO_IP, IP_RECVERR, &on, sizeof(on));
  if (protocol == asio::ip::tcp::v6())
    (void)setsockopt(of, IPPROTO_IPV6, IPV6_RECVERR, &on, sizeof(on));
}

/// The address behind the error in a message; empty if it is cut off.
std::string sender_of(const cmsghdr& message) {
  const auto* const at = CMSG_DATA(&message) + sizeof(sock_extended_err);
  const auto size = message.cmsg_len - CMSG_LEN(sizeof(sock_extended_err));
  sockaddr head{};
  if (size < sizeof(head)) return {};
  std::memcpy(&head, at, sizeof(head));
  const bool is_v6 = head.sa_family == AF_INET6;
  const std::size_t needed = is_v6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
  if ((!is_v6 && head.sa_family != AF_INET) || size < needed) return {};
  asio::ip::udp::endpoint sender;
  std::memcpy(sender.data(), at, needed);
  sender.resize(needed);
  return unmapped(sender.address()).to_string();
}

std::optional<icmp_refusal> refusal_of(const cmsghdr& message) {
  const bool is_error =
      (message.cmsg_level == IPPROTO_IP && message.cmsg_type == IP_RECVERR) ||
      (message.cmsg_level == IPPROTO_IPV6 && message.cmsg_type == IPV6_RECVERR);
  if (!is_error || message.cmsg_len < CMSG_LEN(sizeof(sock_extended_err))) return {};
  sock_extended_err error{};
  std::memcpy(&error, CMSG_DATA(&message), sizeof(error));
  const bool is_v6 = error.ee_origin == SO_EE_ORIGIN_ICMP6;
  if (!is_v6 && error.ee_origin != SO_EE_ORIGIN_ICMP) return {};
  auto sender = sender_of(message);
  if (sender.empty()) return {};
  icmp_refusal out;
  out.what.sender = std::move(sender);
  out.what.is_v6 = is_v6;
  out.what.type = error.ee_type;
  out.what.code = error.ee_code;
  out.error = {static_cast<int>(error.ee_errno), std::system_category()};
  return out;
}

/// What was left of the hop limit of the packet that a message is about.
std::optional<std::uint8_t> hops_left_in(const cmsghdr& message) {
  const bool is_it =
      (message.cmsg_level == IPPROTO_IP && message.cmsg_type == IP_TTL) ||
      (message.cmsg_level == IPPROTO_IPV6 && message.cmsg_type == IPV6_HOPLIMIT);
  int left = 0;
  if (!is_it || message.cmsg_len < CMSG_LEN(sizeof(left))) return {};
  std::memcpy(&left, CMSG_DATA(&message), sizeof(left));
  return static_cast<std::uint8_t>(left);
}

/// All that one message of the queue says.
std::optional<icmp_refusal> refusal_in(msghdr& message) {
  std::optional<icmp_refusal> out;
  std::optional<std::uint8_t> left;
  for (auto* one = CMSG_FIRSTHDR(&message); one != nullptr;
       one = CMSG_NXTHDR(&message, one)) {
    if (!out) out = refusal_of(*one);
    if (!left) left = hops_left_in(*one);
  }
  if (out) out->hops_left = left;
  return out;
}

}  // namespace

void keep_icmp_errors(asio::ip::tcp::socket& socket, const asio::ip::tcp& protocol) {
  set_error_queue(socket, protocol, 1);
}

void keep_no_icmp_errors(asio::ip::tcp::socket& socket, const asio::ip::tcp& protocol) {
  set_error_queue(socket, protocol, 0);
}

std::optional<icmp_refusal> take_icmp_error(asio::ip::tcp::socket& socket) {
  for (int i = 0; i < most_messages; ++i) {
    constexpr auto size = CMSG_SPACE(sizeof(sock_extended_err) + sizeof(sockaddr_in6)) +
                          CMSG_SPACE(sizeof(int));
    alignas(cmsghdr) std::array<std::byte, size> control{};
    msghdr message{};
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const int flags = MSG_ERRQUEUE | MSG_DONTWAIT;
    if (recvmsg(socket.native_handle(), &message, flags) < 0) break;
    if (auto out = refusal_in(message)) return out;
  }
  return std::nullopt;
}

}  // namespace tmss10
