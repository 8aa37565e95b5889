// SPDX-License-Identifier: MIT
#include "core/options/error_lines.hpp"
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

std::vector<probe_module> modules_of(const std::vector<module_source>& sources,
                                     std::vector<file_fault>& faults) {
  std::vector<probe_module> out;
  if (sources.empty()) return out;  // a reader takes a while to build
  out.reserve(sources.size());
  module_reader reader;
  for (const auto& source : sources)
    out.push_back(reader.read(source, faults));
  return out;
}

module_file_content refused_file(std::vector<file_fault> faults,
                                 const std::string& file) {
  std::ranges::stable_sort(faults, {}, &file_fault::line);
  error_lines out(file, max_module_file_errors);
  for (const auto& fault : faults) {
    if (fault.line == 0) {
      out.add(fault.message);
    } else {
      out.add(fault.line, fault.message);
    }
  }
  return tl::unexpected(out.take());
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

module_file_content parse_module_file(std::string_view text,
                                      const std::string& file_name) {
  if (auto fault = fault_of_module_text(text)) return refused_file({*fault}, file_name);
  auto [sources, faults] = read_module_sources(text);
  auto out = modules_of(sources, faults);
  if (!faults.empty()) return refused_file(std::move(faults), file_name);
  add_default(out);
  std::ranges::sort(out, {}, &probe_module::name);
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
