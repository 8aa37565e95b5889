// SPDX-License-Identifier: MIT
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/resolve.hpp>

#include <asio/detail/winsock_init.hpp>  // starts Windows sockets

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <system_error>

#ifdef _WIN32
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <netdb.h>
#include <resolv.h>
#endif

namespace tmss10 {
namespace {

using asio::ip::tcp;

struct free_answer {
  void operator()(addrinfo* answer) const { freeaddrinfo(answer); }
};
using owned_answer = std::unique_ptr<addrinfo, free_answer>;

int number_of(address_family family) {
  switch (family) {
    case address_family::v4: return AF_INET;
    case address_family::v6: return AF_INET6;
    case address_family::any:
    case address_family::unknown: break;
  }
  return AF_UNSPEC;
}

/// How long the system waits for a name server before it asks again, or the next one.
std::chrono::seconds patience() {
  constexpr std::chrono::seconds usual(5);  // resolv.conf(5)
#ifdef __GLIBC__
  if (_res.retrans > 0) return std::chrono::seconds(_res.retrans);
#endif
  return usual;
}

/// Whether that says that the name exists without addresses. Not every system has such a
/// code, and some have the one of a name that does not exist for it.
bool is_no_address(int code) {
  if (code == EAI_NONAME) return false;
#ifdef _WIN32
  if (code == WSANO_DATA) return true;
#else
#ifdef EAI_NODATA
  if (code == EAI_NODATA) return true;
#endif
#ifdef EAI_ADDRFAMILY
  if (code == EAI_ADDRFAMILY) return true;
#endif
#endif
  return false;
}

/// What a code of getaddrinfo(3) says. Not every system has all of them.
std::error_code error_of(int code, [[maybe_unused]] int system_error) {
  if (is_no_address(code)) return errc::name_without_address;
  switch (code) {
    case EAI_NONAME: return errc::name_not_found;
    case EAI_MEMORY: return std::make_error_code(std::errc::not_enough_memory);
#ifdef EAI_SYSTEM
    case EAI_SYSTEM: return from_network({system_error, std::system_category()});
#endif
    default: return errc::resolver_failed;
  }
}

/// Why this process can have no descriptor; none if it can. Without one the system reads
/// no hosts file and asks nobody, and then says that there is no such name.
std::error_code descriptor_error() {
#ifdef _WIN32
  return {};
#else
  const int one = socket(AF_INET, SOCK_DGRAM, 0);
  if (one >= 0) {
    close(one);
    return {};
  }
  const std::error_code error(errno, std::system_category());
  const bool none_left = error == std::errc::too_many_files_open ||
                         error == std::errc::too_many_files_open_in_system;
  return none_left ? error : std::error_code{};
#endif
}

/// Each address once: with -4, glibc takes the line "::1 localhost" of a hosts file for
/// 127.0.0.1, beside the line that says so.
endpoints endpoints_of(const addrinfo* answer, std::uint16_t port) {
  endpoints out;
  for (; answer != nullptr; answer = answer->ai_next) {
    tcp::endpoint at;
    if (answer->ai_addrlen > at.capacity()) continue;
    std::memcpy(at.data(), answer->ai_addr, answer->ai_addrlen);
    at.resize(answer->ai_addrlen);
    at.port(port);
    if (std::find(out.begin(), out.end(), at) == out.end()) out.push_back(at);
  }
  return out;
}

}  // namespace

result<endpoints> ask_system(const name_query& what) {
  addrinfo hints{};
  hints.ai_family = number_of(what.family);
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_protocol = IPPROTO_TCP;
  addrinfo* first = nullptr;
  const auto began = std::chrono::steady_clock::now();
  const int code = getaddrinfo(what.host.c_str(), nullptr, &hints, &first);
  const int system_error = errno;
  const owned_answer answer(first);
  if (code != 0) {
    const auto no_descriptor = descriptor_error();
    if (no_descriptor) return failed(no_descriptor);
    // A server that says nothing, and one that says it can't tell, have the same code.
    const bool waited = std::chrono::steady_clock::now() - began >= patience();
    if (code == EAI_AGAIN && waited) return failed(errc::timed_out);
    return failed(error_of(code, system_error));
  }
  auto out = endpoints_of(answer.get(), what.port);
  if (out.empty()) return failed(errc::name_without_address);
  return out;
}

}  // namespace tmss10
