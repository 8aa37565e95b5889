// SPDX-License-Identifier: MIT
// What a pinger costs:
//
//     pingers RESPONDER COUNT MOST_BYTES MOST_BYTES_IN_SESSION
//
// Makes so many pingers in one process, runs each until it has a session with a real
// TMSS10Responder and an answer, and waits for the time of its next ping. Prints what
// each has allocated before its run, and idle in its session. Fails when one gets no
// answer, or when either is more than the limit (0: any).
#include "requirement.hpp"
#include "responder_process.hpp"
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/ping/pinger.hpp>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <iterator>
#include <list>
#include <malloc.h>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tmss10::soak {
namespace {

/// All that was allocated, whoever asked for it, zlib and libcrypto too; of this thread
/// if others have heaps of their own.
std::size_t allocated() {
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

/// Pingers that ping once, and then not for an hour.
class idle_pingers {
 public:
  explicit idle_pingers(std::uint16_t port) {
    settings_.dial.host = "127.0.0.1";
    settings_.dial.port = port;
    settings_.count.reset();
    settings_.interval = std::chrono::hours(1);
  }

  void add(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      all_.emplace_back(io_.get_executor(), settings_, key_,
                        [this](const ping_event& happened) { hear(happened); });
    }
  }

  /// Runs those that do not run yet until each has had its answer.
  void start() {
    for (auto one = std::next(all_.begin(), running_); one != all_.end(); ++one) {
      asio::co_spawn(io_, one->run(),
                     [](const std::exception_ptr& error, const std::optional<failure>&) {
                       if (error) std::rethrow_exception(error);
                     });
      // One after the other, or some would wait for their turn in the responder's queue.
      const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
      ++running_;
      while (answered_ < running_ && std::chrono::steady_clock::now() < end)
        io_.run_one_until(end);
      must(answered_ == running_, "a pinger had no answer");
    }
    io_.poll();
  }

  void stop() {
    for (auto& one : all_)
      one.stop();
    io_.run();
  }

 private:
  void hear(const ping_event& happened) {
    if (std::holds_alternative<event::reply>(happened)) ++answered_;
  }

  asio::io_context io_{1};
  site_key key_ = site_key::open_mode();
  pinger_settings settings_;
  std::list<pinger> all_;
  std::ptrdiff_t running_ = 0;
  std::ptrdiff_t answered_ = 0;
};

struct plan {
  std::string program;
  std::size_t count = 0;
  std::size_t most_bytes = 0;
  std::size_t most_bytes_in_session = 0;
};

bool fits(std::size_t bytes, std::size_t most) {
  return most == 0 || bytes <= most;
}

void run(const plan& what) {
  const auto count = what.count;
  allow_descriptors(count + 100);
  const auto most = std::to_string(count + 100);
  responder_process responder(
      what.program, {"-q", "--max-connections", most, "--max-per-address", most});
  idle_pingers all(responder.port());
  all.add(1);  // what the first one alone needs is not counted
  all.start();
  const auto before = allocated();
  all.add(count - 1);
  const auto made = (allocated() - before) / (count - 1);
  all.start();
  const auto idle = (allocated() - before) / (count - 1);
  std::printf(
      "pingers: %zu, with %zu bytes of memory each before their run, and %zu idle "
      "in a session\n",
      count, made, idle);
  all.stop();
  must(responder.terminate() == 0, "the responder did not end with exit code 0");
  must(fits(made, what.most_bytes), "a pinger costs too much memory");
  must(fits(idle, what.most_bytes_in_session),
       "a pinger costs too much memory in its session");
}

}  // namespace
}  // namespace tmss10::soak

int main(int argc, char** argv) {
  try {
    const std::vector<std::string> words(argv + 1, argv + argc);
    tmss10::soak::run({words.at(0), std::stoul(words.at(1)), std::stoul(words.at(2)),
                       std::stoul(words.at(3))});
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "pingers: %s\n", error.what());
    return 1;
  }
}
