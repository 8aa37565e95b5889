// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/network_error.hpp>

#include <asio/error.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace tmss10 {
namespace {

/// Of a look-up that gave no answer. Windows has the look-up's codes among the system's.
bool is_of_resolver(std::error_code error) {
  if (error == asio::error::host_not_found_try_again ||
      error == asio::error::no_recovery || error == asio::error::service_not_found ||
      error == asio::error::socket_type_not_supported) {
    return true;
  }
  return error.category() != asio::error::get_system_category() &&
         (error.category() == asio::error::get_netdb_category() ||
          error.category() == asio::error::get_addrinfo_category());
}

#ifdef _WIN32

/// An error of Windows sockets: its portable name, and the words that other systems have
/// for it. Not every C++ library knows these codes, and Windows speaks the user's
/// language.
struct socket_error {
  int code;
  std::errc name;
  const char* words;
};

constexpr std::array socket_errors{
    socket_error{WSAEACCES, std::errc::permission_denied, "Permission denied"},
    socket_error{WSAEADDRINUSE, std::errc::address_in_use, "Address already in use"},
    socket_error{WSAEADDRNOTAVAIL, std::errc::address_not_available,
                 "Cannot assign requested address"},
    socket_error{WSAEAFNOSUPPORT, std::errc::address_family_not_supported,
                 "Address family not supported by protocol"},
    socket_error{WSAECONNABORTED, std::errc::connection_aborted,
                 "Software caused connection abort"},
    socket_error{WSAECONNREFUSED, std::errc::connection_refused, "Connection refused"},
    socket_error{WSAECONNRESET, std::errc::connection_reset, "Connection reset by peer"},
    // The same, as a completion port reports it.
    socket_error{ERROR_NETNAME_DELETED, std::errc::connection_reset,
                 "Connection reset by peer"},
    socket_error{WSAEHOSTUNREACH, std::errc::host_unreachable, "No route to host"},
    socket_error{WSAEINVAL, std::errc::invalid_argument, "Invalid argument"},
    socket_error{WSAEMFILE, std::errc::too_many_files_open, "Too many open files"},
    socket_error{WSAENETDOWN, std::errc::network_down, "Network is down"},
    socket_error{WSAENETRESET, std::errc::network_reset,
                 "Network dropped connection on reset"},
    socket_error{WSAENETUNREACH, std::errc::network_unreachable,
                 "Network is unreachable"},
    socket_error{WSAENOBUFS, std::errc::no_buffer_space, "No buffer space available"},
    socket_error{WSAENOTCONN, std::errc::not_connected,
                 "Transport endpoint is not connected"},
    socket_error{ERROR_BROKEN_PIPE, std::errc::broken_pipe, "Broken pipe"},
    socket_error{WSAETIMEDOUT, std::errc::timed_out, "Connection timed out"},
};

class socket_category final : public std::error_category {
 public:
  [[nodiscard]] const char* name() const noexcept override { return "sockets"; }
  [[nodiscard]] std::string message(int code) const override {
    const auto* known = find(code);
    return known != nullptr ? known->words : std::system_category().message(code);
  }
  [[nodiscard]] std::error_condition default_error_condition(
      int code) const noexcept override {
    const auto* known = find(code);
    return known != nullptr ? std::make_error_condition(known->name)
                            : std::system_category().default_error_condition(code);
  }

 private:
  static const socket_error* find(int code) {
    const auto* const at = std::ranges::find(socket_errors, code, &socket_error::code);
    return at == socket_errors.end() ? nullptr : at;
  }
};

std::error_code of_system(std::error_code error) {
  static const socket_category category;
  const auto* const portable = std::ranges::find(
      socket_errors, error,
      [](const socket_error& known) { return std::make_error_code(known.name); });
  const int code = portable == socket_errors.end() ? error.value() : portable->code;
  return {code, category};
}

#else

std::error_code of_system(std::error_code error) {
  return {error.value(), std::system_category()};
}

#endif

}  // namespace

std::error_code from_network(std::error_code error) {
  if (!error || error.category() == tmss10_category()) return error;
  if (error == asio::error::eof) return errc::ended_without_close;
  if (error == asio::error::operation_aborted) return errc::stopped;
  if (error == asio::error::host_not_found || error == asio::error::no_data) {
    return errc::name_not_found;
  }
  if (is_of_resolver(error)) return errc::resolver_failed;
  return of_system(error);
}

bool is_end_of_connection(std::error_code asio_error) {
  return asio_error == asio::error::eof || asio_error == asio::error::connection_reset ||
         asio_error == asio::error::connection_aborted ||
         asio_error == asio::error::broken_pipe;
}

}  // namespace tmss10
