// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tmss10 {

/// A socket as Linux's /proc/net/tcp and /proc/net/tcp6 list it (proc(5)).
struct listed_socket {
  /// In network order; an IPv4 address in the last four bytes, after ::ffff: (RFC 4291,
  /// section 2.5.5.2).
  std::array<unsigned char, 16> address{};
  std::uint16_t port = 0;
  bool listens = false;
  /// The user ID of whoever made it.
  std::uint32_t user = 0;
  /// The number of the socket among the descriptors of its process; 0 when it belongs to
  /// no process any more.
  std::uint64_t inode = 0;
};

/// A line of /proc/net/tcp or /proc/net/tcp6; nothing for the heading, and for a line
/// that is not whole.
[[nodiscard]] std::optional<listed_socket> parse_listed_socket(std::string_view line);

/// Looks through those lists for the socket that keeps another one from listening.
class socket_search {
 public:
  /// `address` is written as listed_socket has it. An IPv6 socket that is to listen takes
  /// IPv6 connections only.
  socket_search(const std::array<unsigned char, 16>& address, std::uint16_t port);

  /// The next line of either list.
  void look_at(std::string_view line);

  /// The likeliest so far: one that listens before one that does not, and one of the same
  /// family before an IPv6 one for every address, which may take IPv4 as well.
  [[nodiscard]] const std::optional<listed_socket>& found() const { return found_; }

 private:
  [[nodiscard]] int likelihood(const listed_socket& other) const;

  std::array<unsigned char, 16> address_;
  std::uint16_t port_;
  std::optional<listed_socket> found_;
  int likelihood_ = 0;
};

}  // namespace tmss10
