// SPDX-License-Identifier: MIT
// attack RESPONDER [OPTIONS] [-- RESPONDER'S OPTIONS]
// Measures an honest client at a TMSS10Responder without attackers and with each kind of
// them in turn. Fails when one honest ping or session does; times are only shown.
#include "crowd.hpp"
#include "honest_measure.hpp"
#include "processors.hpp"
#include "responder_process.hpp"

#include <CLI/CLI.hpp>
#include <asio/io_context.hpp>

#include <atomic>
#include <cstdio>
#include <exception>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace tmss10::soak {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using clock = std::chrono::steady_clock;

struct attack_options {
  std::string program;
  std::size_t attackers = 1000;
  /// From which attackers come; each has one of its own where there are enough.
  std::size_t addresses = 1000;
  int seconds_of_phase = 3;
  /// Before each takes up again; none: they go as fast as they can.
  int pause_milliseconds = 0;
  std::size_t rounds = 3;
  std::size_t processors_of_responder = 1;
  std::string only;
  std::vector<std::string> of_responder;
};

constexpr std::size_t attacking_threads = 2;
constexpr milliseconds attackers_head_start{500};
constexpr seconds most_until_quiet{20};

/// Attackers of one kind, in threads of their own, as long as it lives.
class attack {
 public:
  attack(const hostile_kind& kind, const attack_options& with, std::uint16_t port) {
    for (std::size_t i = 0; i < attacking_threads; ++i) {
      threads_.emplace_back([this, i, kind, &with, port] { run(i, kind, with, port); });
    }
  }
  ~attack() {
    stopping_ = true;
    for (auto& each : threads_)
      each.join();
  }
  attack(const attack&) = delete;
  attack& operator=(const attack&) = delete;
  attack(attack&&) = delete;
  attack& operator=(attack&&) = delete;

 private:
  void run(std::size_t thread, const hostile_kind& kind, const attack_options& with,
           std::uint16_t port) {
    asio::io_context io{1};
    bench on(io.get_executor(), port, static_cast<std::uint32_t>(thread));
    crowd all(on);
    const pauses between{{}, milliseconds(with.pause_milliseconds)};
    for (std::size_t i = thread; i < with.attackers; i += attacking_threads)
      all.add_hostile(kind, hostile_address(i % with.addresses), between);
    while (!stopping_)
      io.run_for(milliseconds(50));
  }

  std::atomic<bool> stopping_ = false;
  std::vector<std::thread> threads_;
};

/// What honest clients and attackers did, over all rounds.
struct phase_figures {
  honest_figures honest;
  /// Connections of attackers whose ends the responder has logged.
  std::uint64_t attackers = 0;
  double lasted = 0;  // seconds
};

/// Nobody is left of the phase before.
void await_quiet(const responder_process& at, std::size_t descriptors) {
  const auto deadline = clock::now() + most_until_quiet;
  while (at.descriptors() > descriptors && clock::now() < deadline)
    std::this_thread::sleep_for(milliseconds(20));
}

void measure(responder_process& at, const attack_options& with,
             const processor_plan& plan, const hostile_kind* kind, phase_figures& into) {
  const auto began = clock::now();
  const auto ends = at.log().hostile_ends();
  const auto descriptors = at.descriptors();
  run_on(plan.attackers);  // the threads that are started now
  std::unique_ptr<attack> under;
  if (kind != nullptr) under = std::make_unique<attack>(*kind, with, at.port());
  run_on(plan.honest);
  std::this_thread::sleep_for(attackers_head_start);
  measure_honestly(at.port(), seconds(with.seconds_of_phase), into.honest);
  under.reset();
  into.lasted += std::chrono::duration<double>(clock::now() - began).count();
  await_quiet(at, descriptors);
  if (kind != nullptr) into.attackers += at.log().hostile_ends() - ends;
}

double in_milliseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

double ratio(const round_trip_times& under, const round_trip_times& without) {
  constexpr double p99 = 99;
  return in_milliseconds(under.percentile(p99)) /
         std::max(in_milliseconds(without.percentile(p99)), 1e-6);
}

void show_times(const round_trip_times& times, const round_trip_times& without) {
  std::printf(
      " | %8llu %8.3f %8.3f %8.2f %7.1f", static_cast<unsigned long long>(times.count()),
      in_milliseconds(times.percentile(50)), in_milliseconds(times.percentile(99)),
      in_milliseconds(times.max()), ratio(times, without));
}

using all_figures = std::map<std::string_view, phase_figures>;
constexpr std::string_view nobody = "nobody";

void show(const all_figures& figures) {
  std::printf("%-22s %10s | %-44s| %s\n", "", "attackers", "pings (ms)",
              "new sessions (ms)");
  std::printf("%-22s %10s", "attackers", "/s");
  for (int i = 0; i < 2; ++i)
    std::printf(" | %8s %8s %8s %8s %7s", "number", "p50", "p99", "max", "ratio");
  std::printf("\n");
  const auto& without = figures.at(nobody).honest;
  for (const auto& [name, of] : figures) {
    std::printf("%-22s %10.0f", std::string(name).c_str(),
                static_cast<double>(of.attackers) / of.lasted);
    show_times(of.honest.pings, without.pings);
    show_times(of.honest.openings, without.openings);
    std::printf("\n");
  }
}

/// Tells what was wrong, and returns how much of it there was.
std::uint64_t check(const all_figures& figures, responder_process& responder) {
  std::uint64_t problems = 0;
  for (const auto& [name, of] : figures) {
    for (const auto& [why, count] : of.honest.account.failures) {
      std::printf("PROBLEM: with %s attacking, %llu honest clients failed: %s\n",
                  std::string(name).c_str(), static_cast<unsigned long long>(count),
                  why.c_str());
      problems += count;
    }
    if (of.attackers > 0 || name == nobody) continue;
    std::printf("PROBLEM: the responder saw nobody attack: %s\n",
                std::string(name).c_str());
    ++problems;
  }
  if (responder.terminate() != 0) {
    std::printf("PROBLEM: the responder did not end with exit code 0 in time\n");
    ++problems;
  }
  for (const auto& line : responder.log().first_odd_lines())
    std::printf("PROBLEM: in the log: %s\n", line.c_str());
  return problems + responder.log().odd_lines();
}

int run(const attack_options& options) {
  need_descriptors(options.attackers + 200);
  const auto plan = plan_processors(options.processors_of_responder);
  run_on(plan.attackers);  // whoever reads the responder's log
  auto of_responder = options.of_responder;
  // Often enough, it tells how many lines it has left out: they are counted.
  of_responder.insert(of_responder.begin(), {"--log-rate", "1000"});
  responder_process responder(options.program, of_responder);
  run_on(plan.responder, responder.process());
  std::printf("%zu attackers from %zu addresses; %s\n", options.attackers,
              options.addresses, plan.text().c_str());
  all_figures figures;
  for (std::size_t round = 0; round < options.rounds; ++round) {
    for (const auto& kind : attacker_kinds()) {
      if (!options.only.empty() && options.only != kind.name) continue;
      measure(responder, options, plan, nullptr, figures[nobody]);
      measure(responder, options, plan, &kind, figures[kind.name]);
    }
  }
  show(figures);
  const auto problems = check(figures, responder);
  std::printf("%llu problems\n", static_cast<unsigned long long>(problems));
  return problems == 0 ? 0 : 1;
}

}  // namespace
}  // namespace tmss10::soak

int main(int argc, char** argv) {
  tmss10::soak::attack_options options;
  CLI::App app("Measures an honest client while others attack.", "attack");
  app.add_option("RESPONDER", options.program)->required();
  app.add_option("--attackers", options.attackers, "At once (default 1000)");
  app.add_option("--addresses", options.addresses, "That they come from (default 1000)");
  app.add_option("--seconds", options.seconds_of_phase, "Of each phase (default 3)");
  app.add_option("--rounds", options.rounds, "Of all kinds (default 3)");
  app.add_option("--pause", options.pause_milliseconds,
                 "At most so many ms between one attacker and the next in its place\n"
                 "(default 0: as fast as they can)");
  app.add_option("--only", options.only, "This kind of attackers alone");
  app.add_option("--processors", options.processors_of_responder,
                 "For the responder (default 1)");
  app.add_option("OPTIONS", options.of_responder, "The responder's, behind --");
  try {
    app.parse(argc, argv);
    return tmss10::soak::run(options);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "attack: %s\n", error.what());
    return 2;
  }
}
