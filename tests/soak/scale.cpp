// SPDX-License-Identifier: MIT
// Many connections at once against a real TMSS10Responder:
//
//     scale RESPONDER CONNECTIONS SECONDS MOST_BYTES [OPTION]...
//
// Connects them, lets them be idle, asks over each how it is seen, pings over all of them
// for that time, stops the responder, and prints what it saw. Fails when one connection
// is not made, not answered or not closed in order, or when one costs the responder more
// than MOST_BYTES of memory (0: any). The options go to the responder.
#include "many_clients.hpp"
#include "requirement.hpp"
#include "responder_process.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace tmss10::soak {
namespace {

using clock = std::chrono::steady_clock;

double seconds_since(clock::time_point began) {
  return std::chrono::duration<double>(clock::now() - began).count();
}

/// What was counted, as often a second, and as often a second of the responder's
/// processor time.
void print_rate(const char* what, std::uint64_t count, double seconds, double processor) {
  std::printf("%s: %llu in %.2f s, %.0f/s, %.0f for each second of a processor\n", what,
              static_cast<unsigned long long>(count), seconds,
              static_cast<double>(count) / seconds,
              static_cast<double>(count) / processor);
}

struct plan {
  std::string program;
  std::size_t connections = 0;
  std::chrono::seconds time{0};
  std::size_t most_bytes = 0;
  std::vector<std::string> options;
};

void run(const plan& what) {
  allow_descriptors(what.connections + 100);
  auto options = what.options;
  for (const auto* one : {"--max-connections", "--max-per-address"}) {
    options.emplace_back(one);
    options.push_back(std::to_string(what.connections));
  }
  responder_process responder(what.program, options);
  many_clients all(responder.port());
  all.connect(1);  // what the first one alone needs is not counted
  const auto memory = responder.memory();

  auto began = clock::now();
  auto processor = responder.processor_time();
  all.connect(what.connections - 1);
  print_rate("handshakes", what.connections - 1, seconds_since(began),
             (responder.processor_time() - processor).count());
  must(all.size() == what.connections, "not all connections were made");
  const auto each = (responder.memory() - memory) / (what.connections - 1);
  std::printf("connections: %zu, with %zu bytes of memory each\n", all.size(), each);

  all.observe();
  const auto observed = (responder.memory() - memory) / (what.connections - 1);
  std::printf("asked how they are seen: %zu bytes of memory each\n", observed);

  began = clock::now();
  processor = responder.processor_time();
  const auto answered = all.ping(what.time);
  print_rate("pings", answered, seconds_since(began),
             (responder.processor_time() - processor).count());
  must(answered >= what.connections, "not all connections were answered");
  const auto later = (responder.memory() - memory) / (what.connections - 1);
  std::printf("afterwards: %zu bytes of memory each\n", later);

  began = clock::now();
  responder.ask_to_end();
  const auto closed = all.await_ends();
  const auto code = responder.terminate();
  std::printf("stopped: %zu were closed in order, in %.2f s\n", closed,
              seconds_since(began));
  must(closed == what.connections, "not all connections were closed in order");
  must(code == 0, "the responder did not end with exit code 0");
  must(what.most_bytes == 0 || std::max({each, observed, later}) <= what.most_bytes,
       "a connection costs too much memory");
}

}  // namespace
}  // namespace tmss10::soak

int main(int argc, char** argv) {
  try {
    const std::vector<std::string> words(argv + 1, argv + argc);
    tmss10::soak::plan what;
    what.program = words.at(0);
    what.connections = std::stoul(words.at(1));
    what.time = std::chrono::seconds(std::stoul(words.at(2)));
    what.most_bytes = std::stoul(words.at(3));
    what.options.assign(words.begin() + 4, words.end());
    tmss10::soak::run(what);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "scale: %s\n", error.what());
    return 1;
  }
}
