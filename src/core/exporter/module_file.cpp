// SPDX-License-Identifier: MIT
#include "module_reader.hpp"
#include "module_source.hpp"
#include "module_text.hpp"
#include <tmss10/core/exporter/module_file.hpp>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

void add_default(std::vector<probe_module>& to) {
  if (find_module(to, default_module_name) != nullptr) return;
  to.emplace_back();
  to.back().name = default_module_name;
}

void read_modules_of(const std::vector<module_source>& sources,
                     module_file_content& into) {
  if (sources.empty()) return;  // a reader takes a while to build
  into.modules.reserve(sources.size());
  module_reader reader;
  for (const auto& source : sources) {
    const auto before = into.faults.size();
    auto module = reader.read(source, into.faults);
    if (into.faults.size() == before) into.modules.push_back(std::move(module));
  }
}

}  // namespace

std::vector<std::chrono::nanoseconds> default_buckets() {
  constexpr std::chrono::nanoseconds first = std::chrono::microseconds(100);
  constexpr std::chrono::nanoseconds last = std::chrono::seconds(10);
  std::vector<std::chrono::nanoseconds> out;
  for (auto power = first; power < last; power *= 10)
    out.insert(out.end(), {power, 2 * power, 5 * power});
  out.push_back(last);
  return out;
}

module_file_content parse_module_file(std::string_view text) {
  module_file_content out;
  if (auto fault = fault_of_module_text(text)) {
    out.faults.push_back(std::move(*fault));
    return out;
  }
  auto [sources, faults] = read_module_sources(text);
  out.faults = std::move(faults);
  read_modules_of(sources, out);
  if (out.faults.empty()) add_default(out.modules);
  std::ranges::sort(out.modules, {}, &probe_module::name);
  return out;
}

bool is_module_name(std::string_view text) {
  return !text.empty() && text.size() <= max_module_name_size &&
         std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                  (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == '-';
         });
}

std::vector<probe_module> built_in_modules() {
  std::vector<probe_module> out;
  add_default(out);
  return out;
}

const probe_module* find_module(std::span<const probe_module> modules,
                                std::string_view name) {
  const auto found = std::ranges::find(modules, name, &probe_module::name);
  return found == modules.end() ? nullptr : &*found;
}

}  // namespace tmss10
