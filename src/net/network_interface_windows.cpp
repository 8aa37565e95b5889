// SPDX-License-Identifier: MIT
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/network_interface.hpp>

// In this order.
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <iphlpapi.h>
#include <winsock2.h>
#include <ws2ipdef.h>

namespace tmss10 {
namespace {

using get_adapters_addresses = decltype(&GetAdaptersAddresses);

/// The system's own DLL, but not one of those that Windows itself takes from nowhere but
/// its directory; so the program does not import it.
get_adapters_addresses adapters_function() {
  static const HMODULE library =
      LoadLibraryExW(L"iphlpapi.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  if (library == nullptr) return nullptr;
  get_adapters_addresses out = nullptr;
  const FARPROC found = GetProcAddress(library, "GetAdaptersAddresses");
  static_assert(sizeof(out) == sizeof(found));
  std::memcpy(&out, &found, sizeof(out));
  return out;
}

/// What GetAdaptersAddresses has written, as a list; empty if it fails.
std::vector<std::byte> all_adapters(ULONG& error) {
  const auto ask = adapters_function();
  error = ERROR_NOT_SUPPORTED;
  if (ask == nullptr) return {};
  constexpr ULONG flags =
      GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST | GAA_FLAG_SKIP_DNS_SERVER;
  std::vector<std::byte> out(16'384);  // Microsoft's advice: 15 KB to begin with
  error = ERROR_BUFFER_OVERFLOW;
  for (int i = 0; i < 3 && error == ERROR_BUFFER_OVERFLOW; ++i) {
    auto size = static_cast<ULONG>(out.size());
    error = ask(AF_UNSPEC, flags, nullptr,
                reinterpret_cast<IP_ADAPTER_ADDRESSES*>(out.data()), &size);
    if (error == ERROR_BUFFER_OVERFLOW) out.resize(size);
  }
  return error == ERROR_SUCCESS ? out : std::vector<std::byte>{};
}

std::wstring wide_name(const std::string& name) {
  const auto length = static_cast<int>(name.size());
  const int size = MultiByteToWideChar(CP_UTF8, 0, name.data(), length, nullptr, 0);
  std::wstring out(static_cast<std::size_t>(std::max(size, 0)), L'\0');
  MultiByteToWideChar(CP_UTF8, 0, name.data(), length, out.data(), size);
  return out;
}

std::string utf8_name(const wchar_t* name) {
  const int size =
      WideCharToMultiByte(CP_UTF8, 0, name, -1, nullptr, 0, nullptr, nullptr);
  std::string out(static_cast<std::size_t>(std::max(size, 1)), '\0');
  WideCharToMultiByte(CP_UTF8, 0, name, -1, out.data(), size, nullptr, nullptr);
  out.pop_back();  // the null character, which size counts
  return out;
}

bool is_adapter(const IP_ADAPTER_ADDRESSES& one, const std::string& name) {
  const auto is_number = [&name](auto index) {  // 0: it lacks that IP version
    return index != 0 && name == std::to_string(index);
  };
  if (is_number(one.IfIndex) || is_number(one.Ipv6IfIndex)) return true;
  return CompareStringOrdinal(one.FriendlyName, -1, wide_name(name).c_str(), -1, TRUE) ==
         CSTR_EQUAL;
}

std::optional<asio::ip::address> address_of_adapter(const SOCKET_ADDRESS& from) {
  if (from.lpSockaddr->sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, from.lpSockaddr, sizeof(v4));
    asio::ip::address_v4::bytes_type bytes{};
    std::memcpy(bytes.data(), &v4.sin_addr, bytes.size());
    return asio::ip::address_v4(bytes);
  }
  if (from.lpSockaddr->sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, from.lpSockaddr, sizeof(v6));
    asio::ip::address_v6::bytes_type bytes{};
    std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
    return asio::ip::address_v6(bytes, v6.sin6_scope_id);
  }
  return std::nullopt;
}

}  // namespace

result<network_interface> find_interface(const std::string& name) {
  ULONG error = ERROR_SUCCESS;
  auto all = all_adapters(error);
  if (error != ERROR_SUCCESS && error != ERROR_NO_DATA) {
    return failed({static_cast<int>(error), std::system_category()});
  }
  if (all.empty()) return failed(errc::interface_not_here);
  const auto* one = reinterpret_cast<const IP_ADAPTER_ADDRESSES*>(all.data());
  for (; one != nullptr; one = one->Next) {
    if (!is_adapter(*one, name)) continue;
    network_interface out;
    out.number = one->Ipv6IfIndex != 0 ? one->Ipv6IfIndex : one->IfIndex;
    out.is_running = one->OperStatus == IfOperStatusUp;
    for (const auto* at = one->FirstUnicastAddress; at != nullptr; at = at->Next) {
      if (auto address = address_of_adapter(at->Address))
        out.addresses.push_back(*address);
    }
    return out;
  }
  return failed(errc::interface_not_here);
}

std::vector<asio::ip::address> addresses_of_machine() {
  std::vector<asio::ip::address> out;
  ULONG error = ERROR_SUCCESS;
  auto all = all_adapters(error);
  if (all.empty()) return out;
  const auto* one = reinterpret_cast<const IP_ADAPTER_ADDRESSES*>(all.data());
  for (; one != nullptr; one = one->Next) {
    for (const auto* at = one->FirstUnicastAddress; at != nullptr; at = at->Next) {
      if (auto address = address_of_adapter(at->Address)) out.push_back(*address);
    }
  }
  return out;
}

std::string interface_with(const asio::ip::address& address) {
  ULONG error = ERROR_SUCCESS;
  auto all = all_adapters(error);
  if (all.empty()) return {};
  const auto* one = reinterpret_cast<const IP_ADAPTER_ADDRESSES*>(all.data());
  for (; one != nullptr; one = one->Next) {
    for (const auto* at = one->FirstUnicastAddress; at != nullptr; at = at->Next) {
      if (address_of_adapter(at->Address) == unmapped(address))
        return utf8_name(one->FriendlyName);
    }
  }
  return {};
}

}  // namespace tmss10
