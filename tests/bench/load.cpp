// SPDX-License-Identifier: MIT
// Many connections to a TMSS10Responder that is there already, as its input says:
//
//     load PORT
//
// `connect N` makes N more connections, each with one ping; `ping SECONDS` pings over all
// of them, each with the next ping when the last is answered. Each has a line as its
// answer: how many connections were made, or pings answered, and in how many seconds. The
// connections last until the input ends.
#include "../soak/many_clients.hpp"

#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

namespace {

using clock = std::chrono::steady_clock;

void allow_descriptors() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

std::uint64_t obey(tmss10::soak::many_clients& all, const std::string& command,
                   double amount) {
  if (command == "connect") {
    const auto before = all.size();
    all.connect(static_cast<std::size_t>(amount));
    return all.size() - before;
  }
  if (command != "ping") throw std::runtime_error("no such command: " + command);
  const std::chrono::duration<double> time(amount);
  return all.ping(std::chrono::duration_cast<std::chrono::nanoseconds>(time));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    allow_descriptors();
    tmss10::soak::many_clients all(static_cast<std::uint16_t>(std::stoul(argv[1])));
    std::string command;
    double amount = 0;
    while (std::cin >> command >> amount) {
      const auto began = clock::now();
      const auto count = obey(all, command, amount);
      const std::chrono::duration<double> took = clock::now() - began;
      std::cout << count << ' ' << took.count() << std::endl;
    }
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "load: %s\n", error.what());
    return 1;
  }
}
