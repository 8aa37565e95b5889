// SPDX-License-Identifier: MIT
// The input is the text of a module file.
#include "script.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/module_file.hpp>
#include <tmss10/core/exporter/module_warnings.hpp>
#include <tmss10/core/wire/packet.hpp>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

using namespace tmss10;

namespace {

void check(const ping_options& options) {
  fuzz::require(options.host.empty() && options.port != 0, "a module has no target");
  fuzz::require(options.count && *options.count > 0, "a probe ends");
  fuzz::require(options.wait_for == awaited::nothing, "a probe waits for nothing");
  fuzz::require(options.timeout.count() > 0 && options.connect_timeout.count() > 0,
                "a time-out is above 0");
  fuzz::require(options.payload_size <= max_payload_size, "a payload has its limit");
  fuzz::require(!options.mtu && !options.idle_limit && !options.examine &&
                    !options.self_test && !options.baseline && !options.reports.nagios &&
                    !options.reports.page && !options.reports.document &&
                    !options.reports.json && !options.reports.csv &&
                    !options.reports.prometheus && options.reports.labels.empty(),
                "a probe writes no file, and is a probe only");
  fuzz::require(
      !options.key_file || !fuzz::has_control_character(options.key_file->string()),
      "the name of a file is one clean line");
}

void check(const std::vector<std::string>& lines) {
  fuzz::require(lines.size() <= max_file_faults + 1, "lines have a limit");
  for (const auto& line : lines) {
    fuzz::require(line.starts_with("file:"), "a line names the file");
    fuzz::require(printable(line) == line, "a line can be printed");
  }
}

void check(const probe_module& module) {
  fuzz::require(is_module_name(module.name), "a module has a name");
  check(module.options);
  fuzz::require(!module.buckets.empty() && module.buckets.size() <= max_module_buckets,
                "a module has buckets");
  fuzz::require(module.buckets.front().count() > 0, "a bucket is above 0");
  fuzz::require(std::ranges::adjacent_find(
                    module.buckets, std::ranges::greater_equal()) == module.buckets.end(),
                "buckets ascend");
  fuzz::require(!module.watch || module.watch->count() >= 0, "a watch is not negative");
  fuzz::require(
      !module.keep_connection || (module.options.pings && !module.options.connect_only),
      "a session that stays open has pings");
}

void check(const std::vector<probe_module>& modules) {
  fuzz::require(std::ranges::adjacent_find(modules, std::ranges::greater_equal(),
                                           &probe_module::name) == modules.end(),
                "modules are sorted, and each name is there once");
  for (const auto& module : modules) {
    check(module);
    check(lines_of_warnings(warnings_of(module), "file"));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(std::as_bytes(std::span(data, size)));
  const auto read = parse_module_file(text);
  check(read.modules);
  check(lines_of_faults(read.faults, "file"));
  fuzz::require(
      !read.faults.empty() || find_module(read.modules, default_module_name) != nullptr,
      "there is a default module");
  return 0;
}
