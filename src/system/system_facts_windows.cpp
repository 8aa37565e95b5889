// SPDX-License-Identifier: MIT
#include "system_facts.hpp"
#include <tmss10/core/base/timestamp.hpp>

#include <asio/ip/address.hpp>

// In this order.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <iphlpapi.h>
#include <winsock2.h>
#include <ws2ipdef.h>

namespace tmss10 {
namespace {

/// A function of a DLL; null if it is not there.
template <typename Function>
Function function_of(HMODULE library, const char* name) {
  if (library == nullptr) return nullptr;
  Function out = nullptr;
  const FARPROC found = GetProcAddress(library, name);
  static_assert(sizeof(out) == sizeof(found));
  std::memcpy(&out, &found, sizeof(out));
  return out;
}

std::string utf8_of_wide(const wchar_t* text) {
  const int size =
      WideCharToMultiByte(CP_UTF8, 0, text, -1, nullptr, 0, nullptr, nullptr);
  std::string out(static_cast<std::size_t>(std::max(size, 1)), '\0');
  WideCharToMultiByte(CP_UTF8, 0, text, -1, out.data(), size, nullptr, nullptr);
  out.pop_back();  // the null character, which size counts
  return out;
}

/// As other systems call it.
const char* machine_name() {
  SYSTEM_INFO of{};
  GetNativeSystemInfo(&of);
  switch (of.wProcessorArchitecture) {
    case PROCESSOR_ARCHITECTURE_AMD64: return " x86_64";
    case PROCESSOR_ARCHITECTURE_INTEL: return " x86";
    case 12: return " aarch64";  // PROCESSOR_ARCHITECTURE_ARM64, of later headers
    default: return "";
  }
}

/// GetVersionEx tells a program no later version than its manifest names.
std::string windows_version() {
  using get_version = LONG(WINAPI*)(OSVERSIONINFOW*);
  const auto ask =
      function_of<get_version>(GetModuleHandleW(L"ntdll.dll"), "RtlGetVersion");
  OSVERSIONINFOW of{};
  of.dwOSVersionInfoSize = sizeof(of);
  if (ask == nullptr || ask(&of) != 0) return {};
  return "Windows " + std::to_string(of.dwMajorVersion) + "." +
         std::to_string(of.dwMinorVersion) + "." + std::to_string(of.dwBuildNumber) +
         machine_name();
}

/// What GetAdaptersAddresses has written, as a list; empty if it fails. The DLL is the
/// system's own, but not one of those that Windows itself takes from nowhere but its
/// directory; so the program does not import it.
std::vector<std::byte> adapters_with_servers() {
  const auto ask = function_of<decltype(&GetAdaptersAddresses)>(
      LoadLibraryExW(L"iphlpapi.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32),
      "GetAdaptersAddresses");
  if (ask == nullptr) return {};
  constexpr ULONG flags =
      GAA_FLAG_SKIP_UNICAST | GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST;
  std::vector<std::byte> out(16'384);  // Microsoft's advice: 15 KB to begin with
  ULONG error = ERROR_BUFFER_OVERFLOW;
  for (int i = 0; i < 3 && error == ERROR_BUFFER_OVERFLOW; ++i) {
    auto size = static_cast<ULONG>(out.size());
    error = ask(AF_UNSPEC, flags, nullptr,
                reinterpret_cast<IP_ADAPTER_ADDRESSES*>(out.data()), &size);
    if (error == ERROR_BUFFER_OVERFLOW) out.resize(size);
  }
  return error == ERROR_SUCCESS ? out : std::vector<std::byte>{};
}

/// Empty for an address of another kind.
std::string address_text_of(const SOCKET_ADDRESS& from) {
  if (from.lpSockaddr->sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, from.lpSockaddr, sizeof(v4));
    asio::ip::address_v4::bytes_type bytes{};
    std::memcpy(bytes.data(), &v4.sin_addr, bytes.size());
    return asio::ip::address_v4(bytes).to_string();
  }
  if (from.lpSockaddr->sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, from.lpSockaddr, sizeof(v6));
    asio::ip::address_v6::bytes_type bytes{};
    std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
    return asio::ip::address_v6(bytes, v6.sin6_scope_id).to_string();
  }
  return {};
}

/// Those of every interface that is connected: Windows asks them all.
std::vector<std::string> servers_of_adapters() {
  const auto all = adapters_with_servers();
  std::vector<std::string> out;
  if (all.empty()) return out;
  const auto* one = reinterpret_cast<const IP_ADAPTER_ADDRESSES*>(all.data());
  for (; one != nullptr; one = one->Next) {
    if (one->OperStatus != IfOperStatusUp) continue;
    for (const auto* at = one->FirstDnsServerAddress; at != nullptr; at = at->Next) {
      auto text = address_text_of(at->Address);
      const bool is_new = std::find(out.begin(), out.end(), text) == out.end();
      if (!text.empty() && is_new) out.push_back(std::move(text));
    }
  }
  return out;
}

/// The name in DNS, as far as it is set.
std::string name_of_machine() {
  std::array<wchar_t, 256> name{};
  auto size = static_cast<DWORD>(name.size());
  if (GetComputerNameExW(ComputerNameDnsHostname, name.data(), &size) == 0) return {};
  return utf8_of_wide(name.data());
}

/// As the registry has it, the same in every language. The C library uses the variable
/// TZ if it is set.
std::string name_of_time_zone() {
  DYNAMIC_TIME_ZONE_INFORMATION zone{};
  if (std::getenv("TZ") != nullptr ||
      GetDynamicTimeZoneInformation(&zone) == TIME_ZONE_ID_INVALID) {
    return {};
  }
  return utf8_of_wide(zone.TimeZoneKeyName);
}

}  // namespace

system_facts ask_system_facts() {
  system_facts out;
  out.kernel = windows_version();
  out.host_name = name_of_machine();
  out.name_servers = servers_of_adapters();
  out.time_zone = name_of_time_zone();
  out.utc_offset = local_offset(std::chrono::system_clock::now());
  return out;
}

}  // namespace tmss10
