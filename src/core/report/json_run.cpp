// SPDX-License-Identifier: MIT
#include "json_parts.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/timestamp.hpp>
#include <tmss10/core/report/report_json.hpp>

#include <utility>

namespace tmss10 {
namespace {

json options_array(const std::vector<understood_option>& options) {
  auto out = json::array();
  for (const auto& option : options) {
    json one{{"name", option.name}};
    if (option.value) one["value"] = printable(*option.value);
    out.push_back(std::move(one));
  }
  return out;
}

void put_system(json& to, const system_facts& of) {
  put_text(to, "system", of.name);
  put_text(to, "kernel", of.kernel);
  put_text(to, "time_zone", of.time_zone);
  if (of.utc_offset) to["utc_offset"] = offset_text(*of.utc_offset, ":");
  if (of.name_servers.empty()) return;
  to["name_servers"] = json::array();
  for (const auto& server : of.name_servers)
    to["name_servers"].push_back(printable(server));
}

}  // namespace

void put_run(json& to, const run_description& run) {
  to["program_version"] = run.program_version;
  to["built"] = run.built;
  put_system(to, run.system);
  to["options"] = options_array(run.options);
  if (run.open_mode) to["open_mode"] = *run.open_mode;
}

std::string json_run(const run_description& run,
                     std::chrono::system_clock::time_point now) {
  json object = json_begin("run", {run.id}, now);
  put_run(object, run);
  if (run.has_table) object["targets"] = run.targets.size();
  return json_text(object);
}

}  // namespace tmss10
