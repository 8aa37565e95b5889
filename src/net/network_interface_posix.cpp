// SPDX-License-Identifier: MIT
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/network_interface.hpp>

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ifaddrs.h>
#include <memory>
#include <net/if.h>

namespace tmss10 {
namespace {

struct free_interfaces {
  void operator()(ifaddrs* all) const { freeifaddrs(all); }
};

std::error_code reason_without_number() {
  if (errno == ENODEV || errno == ENXIO) return errc::interface_not_here;
  return {errno, std::system_category()};
}

/// Whether an entry is the interface's. Linux has the label of an IPv4 address in the
/// place of the interface's name, "eth0:1".
bool is_of_interface(std::string_view entry, std::string_view name) {
  return entry == name || (entry.size() > name.size() && entry.starts_with(name) &&
                           entry[name.size()] == ':');
}

/// Without that label.
std::string interface_of(std::string_view entry) {
  return std::string(entry.substr(0, entry.find(':')));
}

std::optional<asio::ip::address> address_of_entry(const sockaddr* from) {
  if (from == nullptr) return std::nullopt;
  if (from->sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, from, sizeof(v4));
    asio::ip::address_v4::bytes_type bytes{};
    std::memcpy(bytes.data(), &v4.sin_addr, bytes.size());
    return asio::ip::address_v4(bytes);
  }
  if (from->sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, from, sizeof(v6));
    asio::ip::address_v6::bytes_type bytes{};
    std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
    return asio::ip::address_v6(bytes, v6.sin6_scope_id);
  }
  return std::nullopt;  // of a link
}

}  // namespace

result<network_interface> find_interface(const std::string& name) {
  network_interface out;
  out.number = if_nametoindex(name.c_str());
  if (out.number == 0) return failed(reason_without_number());
  // An interface may have further names; the list has its first.
  std::array<char, IF_NAMESIZE> first_name{};
  if (if_indextoname(out.number, first_name.data()) == nullptr) {
    return failed(reason_without_number());
  }
  ifaddrs* first = nullptr;
  if (getifaddrs(&first) != 0) return failed({errno, std::system_category()});
  const std::unique_ptr<ifaddrs, free_interfaces> all(first);
  for (const auto* one = all.get(); one != nullptr; one = one->ifa_next) {
    if (!is_of_interface(one->ifa_name, first_name.data())) continue;
    constexpr unsigned int running = IFF_UP | IFF_RUNNING;
    out.is_running = (one->ifa_flags & running) == running;
    if (auto address = address_of_entry(one->ifa_addr)) out.addresses.push_back(*address);
  }
  return out;
}

std::vector<asio::ip::address> addresses_of_machine() {
  std::vector<asio::ip::address> out;
  ifaddrs* first = nullptr;
  if (getifaddrs(&first) != 0) return out;
  const std::unique_ptr<ifaddrs, free_interfaces> all(first);
  for (const auto* one = all.get(); one != nullptr; one = one->ifa_next) {
    if (auto address = address_of_entry(one->ifa_addr)) out.push_back(*address);
  }
  return out;
}

std::string interface_with(const asio::ip::address& address) {
  ifaddrs* first = nullptr;
  if (getifaddrs(&first) != 0) return {};
  const std::unique_ptr<ifaddrs, free_interfaces> all(first);
  for (const auto* one = all.get(); one != nullptr; one = one->ifa_next) {
    if (address_of_entry(one->ifa_addr) == unmapped(address))
      return interface_of(one->ifa_name);
  }
  return {};
}

}  // namespace tmss10
