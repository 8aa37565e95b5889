// SPDX-License-Identifier: MIT
#include <tmss10/core/metrics/process_metrics.hpp>

#include <optional>

namespace tmss10 {
namespace {

void add_if_known(exposition& to, const metric_family& family,
                  const std::optional<std::uint64_t>& value) {
  if (value) to.add(family, *value);
}

}  // namespace

void add_process_metrics(exposition& to, const process_facts& of) {
  constexpr auto gauge = metric_type::gauge;
  if (of.cpu_time) {
    to.add({"process_cpu_seconds", "Processor time that the program has used.",
            metric_type::counter},
           *of.cpu_time, of.started);
  }
  add_if_known(to, {"process_resident_memory_bytes", "Memory that it has in RAM.", gauge},
               of.resident_bytes);
  add_if_known(to, {"process_virtual_memory_bytes", "Address space that it uses.", gauge},
               of.virtual_bytes);
  add_if_known(to, {"process_open_fds", "File descriptors that are open.", gauge},
               of.open_descriptors);
  add_if_known(to,
               {"process_max_fds", "File descriptors that may be open at a time.", gauge},
               of.most_descriptors);
  if (of.started) {
    to.add({"process_start_time_seconds", "When the program was started (Unix time).",
            gauge},
           of.started->time_since_epoch());
  }
}

}  // namespace tmss10
