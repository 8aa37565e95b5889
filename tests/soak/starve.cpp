// SPDX-License-Identifier: MIT
// starve RESPONDER
// Clients that never read use up the address space that a TMSS10Responder may have. It
// ends connections that ask for more memory, never itself; and it serves all again when
// those clients are gone.
#include "crowd.hpp"
#include "responder_process.hpp"

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <string>

namespace tmss10::soak {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using clock = std::chrono::steady_clock;

constexpr std::size_t honest_clients = 20;
constexpr std::size_t never_reading_clients = 174;
constexpr std::size_t more_memory =
    1 << 20;  // bytes, when each thread has what it needs once
constexpr seconds short_of_memory{4};
constexpr seconds until_all_are_gone{20};
constexpr int skipped = 77;  // as ctest knows it

/// Honest clients come and go for so long.
honest_account serve(const responder_process& at, milliseconds lasts) {
  asio::io_context io{1};
  bench on(io.get_executor(), at.port(), 1);
  crowd all(on);
  for (std::size_t i = 0; i < honest_clients; ++i)
    all.add_honest(honest_address(i), {});
  io.run_for(lasts);
  on.stopping = true;
  const auto deadline = clock::now() + until_all_are_gone;
  while (all.honest() > 0 && clock::now() < deadline)
    io.run_for(milliseconds(10));
  if (all.honest() > 0) throw std::runtime_error("honest clients do not come to an end");
  return all.account();
}

/// Its address space, in bytes.
std::size_t address_space(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/statm");
  std::size_t pages = 0;
  file >> pages;
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

void limit_address_space(pid_t process, std::size_t bytes) {
  const rlimit limit{bytes, bytes};
  if (prlimit(process, RLIMIT_AS, &limit, nullptr) != 0)
    throw std::runtime_error("can't limit the responder's memory");
}

const hostile_kind& never_reads() {
  for (const auto& kind : hostile_kinds()) {
    if (kind.name == "never reads") return kind;
  }
  throw std::logic_error("no client never reads");
}

void starve(const responder_process& at) {
  asio::io_context io{1};
  bench on(io.get_executor(), at.port(), 2);
  crowd all(on);
  for (std::size_t i = 0; i < never_reading_clients; ++i)
    all.add_hostile(never_reads(), hostile_address(i), {});
  io.run_for(short_of_memory);
}

/// How often it had no memory for a connection.
std::uint64_t shortages(responder_process& of) {
  std::uint64_t out = 0;
  for (const auto& [kind, count] : of.log().by_kind()) {
    if (kind.find("Cannot allocate memory") != kind.npos) out += count;
  }
  return out;
}

int run(const std::string& program) {
  need_descriptors(2 * (honest_clients + never_reading_clients));
  // With one thread: more of them have address space in store. Its log leaves nothing
  // out.
  responder_process responder(program, {"--threads", "1", "--log-rate", "0"});
  if (responder.has_sanitizer()) {
    std::printf("skipped: a sanitizer needs any amount of address space\n");
    return skipped;
  }
  serve(responder, seconds(1));
  limit_address_space(responder.process(),
                      address_space(responder.process()) + more_memory);
  starve(responder);
  std::printf("%llu times short of memory\n",
              static_cast<unsigned long long>(shortages(responder)));
  if (shortages(responder) == 0) throw std::runtime_error("there was memory enough");

  const auto deadline = clock::now() + until_all_are_gone;
  auto after = serve(responder, milliseconds(200));
  while (!after.failures.empty() && clock::now() < deadline)
    after = serve(responder, milliseconds(200));
  for (const auto& [why, count] : after.failures) {
    std::printf("PROBLEM: %llu honest clients failed: %s\n",
                static_cast<unsigned long long>(count), why.c_str());
  }
  const auto code = responder.terminate();
  if (code != 0) std::printf("PROBLEM: the responder did not end with exit code 0\n");
  return code == 0 && after.failures.empty() ? 0 : 1;
}

}  // namespace
}  // namespace tmss10::soak

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: starve RESPONDER\n");
    return 2;
  }
  try {
    return tmss10::soak::run(argv[1]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "PROBLEM: %s\n", error.what());
    return 1;
  }
}
