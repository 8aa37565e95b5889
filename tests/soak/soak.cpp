// SPDX-License-Identifier: MIT
// soak RESPONDER SECONDS [RESPONDER'S OPTIONS]
// A crowd of clients comes and goes at a TMSS10Responder for so long: honest ones, and
// every kind of hostile one. At the end every honest ping was answered, and the responder
// has the descriptors and the memory that it had, a log in order, and ends when told to.
#include "crowd.hpp"
#include "responder_process.hpp"

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace tmss10::soak {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using clock = std::chrono::steady_clock;

constexpr std::size_t honest_clients = 100;
constexpr std::size_t hostile_clients_of_a_kind = 80;
constexpr std::size_t never_reading_clients = 10;  // each asks as fast as it can
constexpr pauses between{milliseconds(20), milliseconds(400)};
/// A start of 10 s, an end of 1 s, and time for a machine that does other things.
constexpr seconds until_all_are_gone{25};
/// How far the most memory of the second half may be above that of the first.
constexpr double memory_factor = 1.1;
constexpr std::size_t memory_more = 4 << 20;
constexpr seconds warm_up{5};

struct problems {
  std::vector<std::string> list;
  void unless(bool fine, const std::string& what) {
    if (!fine) list.push_back(what);
  }
};

void fill(crowd& all) {
  std::size_t index = 0;
  for (; index < honest_clients; ++index) {
    all.add_honest(honest_address(index), between);
  }
  for (const auto& kind : hostile_kinds()) {
    const auto count =
        kind.name == "never reads" ? never_reading_clients : hostile_clients_of_a_kind;
    for (std::size_t i = 0; i < count; ++i)
      all.add_hostile(kind, hostile_address(index++), between);
  }
}

/// Looks at the responder's memory each tenth of a second.
struct memory_account {
  std::size_t first_half = 0;
  std::size_t second_half = 0;

  asio::awaitable<void> keep(bench& on, const responder_process& of, seconds lasts) {
    const auto begin = clock::now() + std::min(warm_up, lasts / 4);
    const auto end = clock::now() + lasts;
    while (clock::now() < end) {
      co_await pause(on, milliseconds(100));
      const auto now = clock::now();
      auto& most = now - begin < end - now ? first_half : second_half;
      if (now >= begin) most = std::max(most, of.memory());
    }
  }
  [[nodiscard]] bool flat() const {
    return static_cast<double>(second_half) <=
           static_cast<double>(first_half) * memory_factor +
               static_cast<double>(memory_more);
  }
};

/// The honest clients end their lives when the time is over; then all others die.
asio::awaitable<void> live(bench& on, crowd& all, memory_account& memory,
                           const responder_process& at, seconds lasts,
                           asio::io_context& io) {
  co_await memory.keep(on, at, lasts);
  on.stopping = true;
  while (all.honest() > 0)
    co_await pause(on, milliseconds(10));
  io.stop();
}

void show(const crowd& all) {
  const auto& account = all.account();
  std::printf("%10llu honest sessions with %llu pings\n",
              static_cast<unsigned long long>(account.sessions),
              static_cast<unsigned long long>(account.pings));
  for (const auto& [name, count] : all.hostile_lives()) {
    std::printf("%10llu clients: %s\n", static_cast<unsigned long long>(count),
                std::string(name).c_str());
  }
}

void check_honest(const crowd& all, problems& found) {
  for (const auto& [why, count] : all.account().failures) {
    found.list.push_back(std::to_string(count) + " honest clients failed: " + why);
  }
  found.unless(all.account().sessions > 0, "there was no honest session");
}

/// One round of the crowd, of which nothing is left when it returns.
void run_crowd(const responder_process& at, seconds lasts, problems& found,
               std::uint64_t& sessions) {
  asio::io_context io{1};
  bench on(io.get_executor(), at.port(), 1);
  crowd all(on);
  fill(all);
  memory_account memory;
  asio::co_spawn(io, live(on, all, memory, at, lasts, io),
                 [](const std::exception_ptr& error) {
                   if (error) std::rethrow_exception(error);
                 });
  io.run();
  show(all);
  check_honest(all, found);
  sessions = all.account().sessions;
  for (const auto& kind : hostile_kinds()) {
    found.unless(all.hostile_lives().contains(kind.name),
                 "no client came to its end: " + std::string(kind.name));
  }
  std::printf(
      "resident memory at most %.1f MiB in the first half, %.1f MiB in the "
      "second%s\n",
      static_cast<double>(memory.first_half) / (1 << 20),
      static_cast<double>(memory.second_half) / (1 << 20),
      at.has_sanitizer() ? " (a sanitizer's, not looked at)" : "");
  found.unless(at.has_sanitizer() || memory.flat(), "the responder's memory grew");
}

void await_descriptors(const responder_process& of, std::size_t count, problems& found) {
  const auto deadline = clock::now() + until_all_are_gone;
  while (of.descriptors() != count && clock::now() < deadline)
    std::this_thread::sleep_for(milliseconds(20));
  const auto left = of.descriptors();
  std::printf("descriptors: %zu before, %zu after\n", count, left);
  found.unless(left == count, "the responder did not close all descriptors");
}

/// The responder is told to end while clients of all kinds are there.
void check_end(responder_process& of, problems& found) {
  asio::io_context io{1};
  bench on(io.get_executor(), of.port(), 2);
  crowd all(on);
  for (std::size_t i = 0; i < 20; ++i) {
    for (const auto& kind : hostile_kinds())
      all.add_hostile(kind, hostile_address(i), {});
  }
  io.run_for(seconds(1));
  std::thread clients([&io, &of] { io.run_for(2 * of.end_limit()); });
  const auto begin = clock::now();
  const auto code = of.terminate();
  const std::chrono::duration<double> took = clock::now() - begin;
  io.stop();
  clients.join();
  std::printf("ended %.2f s after SIGTERM with %s\n", took.count(),
              code ? std::to_string(*code).c_str() : "no exit code");
  found.unless(code == 0, "the responder did not end with exit code 0 in time");
}

void check_log(const log_account& log, std::uint64_t honest_sessions, problems& found) {
  for (const auto& [kind, count] : log.by_kind()) {
    std::printf("%10llu in the log: %s\n", static_cast<unsigned long long>(count),
                kind.c_str());
  }
  for (const auto& line : log.first_odd_lines())
    found.list.push_back("in the log: " + line);
  found.unless(log.odd_lines() == 0,
               std::to_string(log.odd_lines()) + " such lines in the log");
  found.unless(log.honest_sessions() == honest_sessions,
               "the log has " + std::to_string(log.honest_sessions()) +
                   " ends of honest sessions, of " + std::to_string(honest_sessions));
}

int run(const std::string& program, seconds lasts, std::vector<std::string> options) {
  options.insert(options.end(), {"--log-rate", "0"});  // it leaves nothing out
  need_descriptors(2 *
                   (honest_clients + hostile_clients_of_a_kind * hostile_kinds().size()));
  responder_process responder(program, options);
  problems found;
  std::uint64_t sessions = 0;
  const auto descriptors = responder.descriptors();
  run_crowd(responder, lasts, found, sessions);
  await_descriptors(responder, descriptors, found);
  check_end(responder, found);
  check_log(responder.log(), sessions, found);
  for (const auto& what : found.list)
    std::printf("PROBLEM: %s\n", what.c_str());
  std::printf("%lld s, %zu problems\n", static_cast<long long>(lasts.count()),
              found.list.size());
  return found.list.empty() ? 0 : 1;
}

}  // namespace
}  // namespace tmss10::soak

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const int lasts = words.size() < 2 ? 0 : std::atoi(words[1].c_str());
  if (lasts <= 0) {
    std::fprintf(stderr, "usage: soak RESPONDER SECONDS [RESPONDER'S OPTIONS]\n");
    return 2;
  }
  try {
    return tmss10::soak::run(words[0], std::chrono::seconds(lasts),
                             {words.begin() + 2, words.end()});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "soak: %s\n", error.what());
    return 2;
  }
}
