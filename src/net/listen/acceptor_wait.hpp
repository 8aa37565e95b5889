// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/net/close_socket.hpp>

#include <asio/ip/tcp.hpp>

#include <utility>

#ifdef _WIN32
#include <asio/windows/object_handle.hpp>

#include <system_error>
#endif

namespace tmss10 {

/// Waits until a listening socket has a connection to accept, or is closed.
///
/// Asio can wait for that with every reactor, but not with Windows' completion ports: to
/// them, waiting to read is a receive, which fails at once on a listening socket. There,
/// the system signals an event (WSAEventSelect).
class acceptor_wait {
 public:
  /// `on` must outlive it, at the same place.
  explicit acceptor_wait(asio::ip::tcp::acceptor& on);

  /// Calls `handler` with an asio::error_code once there may be a connection. None may be
  /// waiting already.
  template <class Handler>
  void start(Handler handler);
  /// Lets the wait that starts next end at once, when over() had no accept() after it.
  void again();
  /// To be called after the wait and before accept(), which lets the system signal the
  /// next connection.
  void over();
  /// Closes the listening socket. What waits is called.
  void close();

 private:
  asio::ip::tcp::acceptor& on_;
#ifdef _WIN32
  asio::windows::object_handle event_;
#endif
};

#ifdef _WIN32

inline acceptor_wait::acceptor_wait(asio::ip::tcp::acceptor& on)
    : on_(on), event_(on.get_executor(), ::WSACreateEvent()) {
  if (event_.native_handle() == WSA_INVALID_EVENT ||
      ::WSAEventSelect(on_.native_handle(), event_.native_handle(), FD_ACCEPT) != 0) {
    throw std::system_error(::WSAGetLastError(), std::system_category(), "listen");
  }
}

template <class Handler>
void acceptor_wait::start(Handler handler) {
  event_.async_wait(std::move(handler));
}

inline void acceptor_wait::again() {
  ::WSASetEvent(event_.native_handle());
}

inline void acceptor_wait::over() {
  ::WSAResetEvent(event_.native_handle());
}

inline void acceptor_wait::close() {
  close_socket(on_);
  asio::error_code ignored;
  event_.close(ignored);  // not cancel(): a wait that starts after this must end, too
}

#else

inline acceptor_wait::acceptor_wait(asio::ip::tcp::acceptor& on) : on_(on) {}

template <class Handler>
void acceptor_wait::start(Handler handler) {
  on_.async_wait(asio::ip::tcp::acceptor::wait_read, std::move(handler));
}

inline void acceptor_wait::again() {}
inline void acceptor_wait::over() {}

inline void acceptor_wait::close() {
  close_socket(on_);
}

#endif

}  // namespace tmss10
