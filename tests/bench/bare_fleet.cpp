// SPDX-License-Identifier: MIT
// The floor of pings to many targets: as many bytes as a sealed message has, there and
// back over many TCP connections in one process, with epoll and nothing else.
//
//     bare_fleet serve                       echoes on all connections; prints its port
//     bare_fleet ping PORT FILE COUNT MS     connects to each address in FILE; then so
//     many
//                                            round trips over each connection, one in so
//                                            many milliseconds, spread evenly
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

namespace {

using clock = std::chrono::steady_clock;

constexpr std::size_t message_size = 44;  // docs/protocol.md: an empty ping

void must(bool holds, const char* what) {
  if (!holds) throw std::system_error(errno, std::generic_category(), what);
}

void allow_descriptors() {
  rlimit limit{};
  must(getrlimit(RLIMIT_NOFILE, &limit) == 0, "getrlimit");
  limit.rlim_cur = limit.rlim_max;
  must(setrlimit(RLIMIT_NOFILE, &limit) == 0, "setrlimit");
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

void watch(int poll, int descriptor) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = descriptor;
  must(epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event) == 0, "epoll_ctl");
}

/// Empty until then; `longest` below zero: however long that is.
std::vector<epoll_event> wait(int poll, std::chrono::nanoseconds longest) {
  std::vector<epoll_event> out(256);
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(longest);
  timespec limit{};
  limit.tv_sec = whole.count();
  limit.tv_nsec = static_cast<long>((longest - whole).count());
  const int count = epoll_pwait2(poll, out.data(), static_cast<int>(out.size()),
                                 longest.count() < 0 ? nullptr : &limit, nullptr);
  must(count >= 0, "epoll_pwait2");
  out.resize(static_cast<std::size_t>(count));
  return out;
}

[[noreturn]] void serve() {
  const int listener = make_socket();
  sockaddr_in address{};
  address.sin_family = AF_INET;
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  must(bind(listener, any, size) == 0, "bind");
  must(listen(listener, SOMAXCONN) == 0, "listen");
  must(getsockname(listener, any, &size) == 0, "getsockname");
  std::printf("%d\n", ntohs(address.sin_port));
  std::fflush(stdout);
  const int poll = epoll_create1(EPOLL_CLOEXEC);
  watch(poll, listener);
  for (;;) {
    for (const auto& event : wait(poll, std::chrono::nanoseconds(-1))) {
      const int from = event.data.fd;
      if (from == listener) {
        const int connection = accept(listener, nullptr, nullptr);
        must(connection >= 0, "accept");
        send_at_once(connection);
        watch(poll, connection);
        continue;
      }
      std::array<char, message_size> message{};
      const auto got = recv(from, message.data(), message.size(), 0);
      if (got <= 0 || send(from, message.data(), message.size(), MSG_NOSIGNAL) < 0)
        close(from);
    }
  }
}

std::vector<int> connect_to_all(std::uint16_t port, const std::string& file) {
  std::ifstream lines(file);
  std::vector<int> out;
  for (std::string line; std::getline(lines, line);) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    must(inet_pton(AF_INET, line.c_str(), &address.sin_addr) == 1, line.c_str());
    const int connection = make_socket();
    must(connect(connection, reinterpret_cast<const sockaddr*>(&address),
                 sizeof address) == 0,
         "connect");
    send_at_once(connection);
    out.push_back(connection);
  }
  return out;
}

void ping(const std::vector<int>& connections, std::size_t count,
          std::chrono::nanoseconds interval) {
  const int poll = epoll_create1(EPOLL_CLOEXEC);
  for (const int connection : connections)
    watch(poll, connection);
  const auto distance = interval / static_cast<std::int64_t>(connections.size());
  const auto all = connections.size() * count;
  std::array<char, message_size> message{};
  const auto began = clock::now();
  std::size_t sent = 0;
  for (std::size_t received = 0; received < all;) {
    while (sent < all &&
           began + distance * static_cast<std::int64_t>(sent) <= clock::now()) {
      const int to = connections[sent++ % connections.size()];
      must(send(to, message.data(), message.size(), MSG_NOSIGNAL) > 0, "send");
    }
    const auto next = began + distance * static_cast<std::int64_t>(sent);
    const auto rest = sent == all ? std::chrono::nanoseconds(-1)
                                  : std::max(next - clock::now(), clock::duration(0));
    for (const auto& event : wait(poll, rest)) {
      must(recv(event.data.fd, message.data(), message.size(), 0) ==
               static_cast<ssize_t>(message.size()),
           "recv");
      ++received;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::vector<std::string> words(argv + 1, argv + argc);
    allow_descriptors();
    if (words.at(0) == "serve") serve();
    const auto port = static_cast<std::uint16_t>(std::stoul(words.at(1)));
    const auto connections = connect_to_all(port, words.at(2));
    const std::chrono::milliseconds interval(std::stoul(words.at(4)));
    ping(connections, std::stoul(words.at(3)), interval);
    for (const int connection : connections)
      close(connection);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bare_fleet: %s\n", error.what());
    return 1;
  }
}
