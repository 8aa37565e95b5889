// SPDX-License-Identifier: MIT
#include "service_notify.hpp"

#ifdef __linux__

#include <asio/io_context.hpp>
#include <asio/local/datagram_protocol.hpp>

#include <cstdint>
#include <cstdlib>
#include <exception>
#include <string>
#include <time.h>

namespace tmss10 {
namespace {

std::int64_t monotonic_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}

/// Throws when the system has no descriptor or no memory for it.
void send(std::string_view state) {
  const char* const path = std::getenv("NOTIFY_SOCKET");
  if (path == nullptr || (*path != '/' && *path != '@')) return;
  std::string address(path);
  if (address.front() == '@') address.front() = '\0';  // Linux's abstract namespace
  using asio::local::datagram_protocol;
  asio::error_code ignored;
  asio::io_context io;
  datagram_protocol::socket socket(io);
  socket.open(datagram_protocol(), ignored);
  if (address.size() >= sizeof(sockaddr_un::sun_path)) return;
  socket.send_to(asio::buffer(state), datagram_protocol::endpoint(address), 0, ignored);
}

}  // namespace

void notify_service_manager(std::string_view state) {
  try {
    send(state);
  } catch (const std::exception&) {  // it is no reason to end the service
  }
}

void notify_reloading() {
  try {
    send("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(monotonic_microseconds()));
  } catch (const std::exception&) {
  }
}

}  // namespace tmss10

#else

namespace tmss10 {

void notify_service_manager(std::string_view /*state*/) {}
void notify_reloading() {}

}  // namespace tmss10

#endif
