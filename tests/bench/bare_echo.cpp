// SPDX-License-Identifier: MIT
// The floor of a ping: as many bytes as a sealed message has, there and back over TCP,
// with blocking calls and nothing else.
//
//     bare_echo serve             echoes, one connection after another; prints its port
//     bare_echo serve-http        the same, answering each HTTP request with 204
//     bare_echo ping PORT COUNT   so many round trips, one after another; prints JSON
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace {

constexpr std::size_t message_size = 44;  // docs/protocol.md: an empty ping
constexpr std::string_view no_content =
    "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";

void must(bool holds, const char* what) {
  if (!holds) throw std::system_error(errno, std::generic_category(), what);
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int make_socket() {
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  must(made >= 0, "socket");
  return made;
}

void send_at_once(int connection) {
  const int on = 1;
  must(setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0, "no_delay");
}

void echo(int connection) {
  std::array<char, message_size> message{};
  while (recv(connection, message.data(), message.size(), MSG_WAITALL) ==
         static_cast<ssize_t>(message.size())) {
    if (send(connection, message.data(), message.size(), MSG_NOSIGNAL) < 0) return;
  }
}

void answer_http(int connection) {
  std::array<char, 4096> request{};
  if (recv(connection, request.data(), request.size(), 0) <= 0) return;
  [[maybe_unused]] const auto sent =
      send(connection, no_content.data(), no_content.size(), MSG_NOSIGNAL);
}

[[noreturn]] void serve(void (*talk)(int connection)) {
  const int listener = make_socket();
  auto address = loopback(0);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  must(bind(listener, any, size) == 0, "bind");
  must(listen(listener, SOMAXCONN) == 0, "listen");
  must(getsockname(listener, any, &size) == 0, "getsockname");
  std::printf("%d\n", ntohs(address.sin_port));
  std::fflush(stdout);
  for (;;) {
    const int connection = accept(listener, nullptr, nullptr);
    must(connection >= 0, "accept");
    send_at_once(connection);
    talk(connection);
    close(connection);
  }
}

void ping(std::uint16_t port, std::size_t count) {
  using clock = std::chrono::steady_clock;
  const int connection = make_socket();
  const auto address = loopback(port);
  must(connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) ==
           0,
       "connect");
  send_at_once(connection);
  std::array<char, message_size> message{};
  std::vector<double> microseconds;
  microseconds.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto began = clock::now();
    must(send(connection, message.data(), message.size(), MSG_NOSIGNAL) > 0, "send");
    must(recv(connection, message.data(), message.size(), MSG_WAITALL) ==
             static_cast<ssize_t>(message.size()),
         "recv");
    const std::chrono::duration<double, std::micro> took = clock::now() - began;
    microseconds.push_back(took.count());
  }
  std::sort(microseconds.begin(), microseconds.end());
  const auto at = [&](std::size_t percent) {
    return microseconds.at((microseconds.size() - 1) * percent / 100);
  };
  std::printf("{\"p50_us\": %.3f, \"p99_us\": %.3f}\n", at(50), at(99));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::vector<std::string> words(argv + 1, argv + argc);
    const auto& what = words.at(0);
    if (what == "serve") serve(echo);
    if (what == "serve-http") serve(answer_http);
    ping(static_cast<std::uint16_t>(std::stoul(words.at(1))), std::stoul(words.at(2)));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bare_echo: %s\n", error.what());
    return 1;
  }
}
