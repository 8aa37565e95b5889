// SPDX-License-Identifier: MIT
#include "processors.hpp"

#include <filesystem>
#include <sched.h>

namespace tmss10::soak {
namespace {

constexpr std::size_t honest_and_attackers = 3;

processors usable() {
  cpu_set_t set;
  CPU_ZERO(&set);
  processors out;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return out;
  for (int i = 0; i < CPU_SETSIZE; ++i) {
    if (CPU_ISSET(i, &set)) out.push_back(i);
  }
  return out;
}

void bind(pid_t thread, const processors& these) {
  if (these.empty()) return;
  cpu_set_t set;
  CPU_ZERO(&set);
  for (const int each : these)
    CPU_SET(each, &set);
  sched_setaffinity(thread, sizeof set, &set);
}

std::string joined(const processors& these) {
  std::string out;
  for (const int each : these)
    out += (out.empty() ? "" : ",") + std::to_string(each);
  return out;
}

}  // namespace

std::string processor_plan::text() const {
  if (responder.empty()) {
    return "too few processors: responder, honest client and attackers share them, and "
           "the times tell of that, too";
  }
  return "processors: responder " + joined(responder) + ", honest client " +
         joined(honest) + ", attackers " + joined(attackers);
}

processor_plan plan_processors(std::size_t for_responder) {
  const auto all = usable();
  processor_plan out;
  if (all.size() < for_responder + honest_and_attackers) return out;
  const auto honest = all.begin() + static_cast<std::ptrdiff_t>(for_responder);
  out.responder.assign(all.begin(), honest);
  out.honest.assign(honest, honest + 1);
  out.attackers.assign(honest + 1, all.end());
  return out;
}

void run_on(const processors& these) {
  bind(0, these);
}

void run_on(const processors& these, pid_t process) {
  const std::filesystem::path tasks = "/proc/" + std::to_string(process) + "/task";
  std::error_code gone;
  for (const auto& task : std::filesystem::directory_iterator(tasks, gone))
    bind(std::stoi(task.path().filename()), these);
}

}  // namespace tmss10::soak
