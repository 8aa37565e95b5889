// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/posix_file.hpp"

#include <asio/ip/address.hpp>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <optional>

// rtnetlink(7) of Linux. An ordinary user may ask; the system answers at once.

namespace tmss10 {

/// An address as the system has it in its messages.
struct raw_address {
  std::array<unsigned char, 16> bytes{};
  std::size_t size = 0;
};

inline raw_address raw(const asio::ip::address& from) {
  raw_address out;
  if (from.is_v4()) {
    const auto bytes = from.to_v4().to_bytes();
    out.size = bytes.size();
    std::memcpy(out.bytes.data(), bytes.data(), bytes.size());
  } else {
    const auto bytes = from.to_v6().to_bytes();
    out.size = bytes.size();
    std::memcpy(out.bytes.data(), bytes.data(), bytes.size());
  }
  return out;
}

/// A request with one header of its kind, and attributes; and then its answer.
class netlink_message {
 public:
  template <typename Body>
  netlink_message(std::uint16_t type, const Body& body) {
    head_.nlmsg_type = type;
    head_.nlmsg_flags = NLM_F_REQUEST;
    std::memcpy(data_.data() + NLMSG_HDRLEN, &body, sizeof(body));
    size_ = NLMSG_SPACE(sizeof(body));
  }

  void add(std::uint16_t type, const void* value, std::size_t size) {
    rtattr attribute{};
    attribute.rta_type = type;
    attribute.rta_len = static_cast<std::uint16_t>(RTA_LENGTH(size));
    std::memcpy(data_.data() + size_, &attribute, sizeof(attribute));
    std::memcpy(data_.data() + size_ + RTA_LENGTH(0), value, size);
    size_ += RTA_SPACE(size);
  }

  /// Its answer takes its place; 0, or the system's code.
  int exchange() {
    const posix::descriptor socket(
        ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
    if (!socket.is_open()) return errno;
    head_.nlmsg_len = static_cast<std::uint32_t>(size_);
    std::memcpy(data_.data(), &head_, sizeof(head_));
    if (::send(socket.number(), data_.data(), size_, 0) < 0) return errno;
    const auto got = ::recv(socket.number(), data_.data(), data_.size(), MSG_DONTWAIT);
    if (got < static_cast<ssize_t>(sizeof(head_))) return errno != 0 ? errno : EIO;
    size_ = static_cast<std::size_t>(got);
    std::memcpy(&head_, data_.data(), sizeof(head_));
    if (head_.nlmsg_type != NLMSG_ERROR) return 0;
    nlmsgerr error{};
    if (size_ >= NLMSG_HDRLEN + sizeof(error))
      std::memcpy(&error, data_.data() + NLMSG_HDRLEN, sizeof(error));
    return error.error < 0 ? -error.error : EIO;
  }

  template <typename Body>
  [[nodiscard]] std::optional<Body> body() const {
    if (size_ < NLMSG_HDRLEN + sizeof(Body)) return {};
    Body out{};
    std::memcpy(&out, data_.data() + NLMSG_HDRLEN, sizeof(out));
    return out;
  }

  /// Copies an attribute behind such a body; how long it is; 0 if there is none.
  template <typename Body>
  std::size_t copy(std::uint16_t type, void* to, std::size_t room) const {
    std::size_t at = NLMSG_SPACE(sizeof(Body));
    rtattr attribute{};
    while (at + sizeof(attribute) <= size_) {
      std::memcpy(&attribute, data_.data() + at, sizeof(attribute));
      if (attribute.rta_len < sizeof(attribute) || at + attribute.rta_len > size_) break;
      const std::size_t length = attribute.rta_len - RTA_LENGTH(0);
      if (attribute.rta_type == type && length <= room) {
        std::memcpy(to, data_.data() + at + RTA_LENGTH(0), length);
        return length;
      }
      at += RTA_ALIGN(attribute.rta_len);
    }
    return 0;
  }

 private:
  nlmsghdr head_{};
  std::array<unsigned char, 4096> data_{};
  std::size_t size_ = 0;
};

}  // namespace tmss10
