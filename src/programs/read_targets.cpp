// SPDX-License-Identifier: MIT
#include "read_targets.hpp"

#include "output_files.hpp"
#include "ping_settings.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/options/target_file.hpp>

#include <fmt/format.h>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

/// More than 65,536 lines of the longest length would be no list of targets.
constexpr std::size_t most_bytes = std::size_t{64} << 20U;

[[noreturn]] void refuse(const std::string& name, const std::string& reason) {
  throw usage_error(fmt::format("--targets: {}: {}", printable(name), reason));
}

[[noreturn]] void refuse_with_system_error(const std::string& name) {
  refuse(name, std::error_code(errno, std::generic_category()).message());
}

std::string read_text(const std::filesystem::path& path, const std::string& name) {
  std::error_code ignored;
  if (path != "-" && std::filesystem::is_directory(path, ignored))
    refuse(name, std::make_error_code(std::errc::is_a_directory).message());
  errno = 0;
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) refuse_with_system_error(name);
  }
  std::istream& from = path == "-" ? std::cin : file;
  std::string out;
  constexpr std::size_t piece = 65'536;
  while (from) {
    const auto before = out.size();
    out.resize(before + piece);
    from.read(out.data() + before, piece);
    out.resize(before + static_cast<std::size_t>(from.gcount()));
    if (out.size() > most_bytes) refuse(name, "it is too large for a list of targets");
  }
  if (from.bad()) refuse_with_system_error(name);
  return out;
}

std::string name_of_file(const table_options& options) {
  if (!options.targets_file) return {};
  return *options.targets_file == "-" ? "standard input" : options.targets_file->string();
}

std::vector<target_entry> parsed_targets(const table_options& options) {
  if (!options.targets_file) return targets_of(options.hosts, options.common);
  const auto& path = *options.targets_file;
  const auto name = name_of_file(options);
  auto content = parse_target_file(read_text(path, name), name, options.common);
  if (!content) throw bad_targets(std::move(content).error());
  return std::move(*content);
}

/// Throws shared_target_file when a report would be in a file that a target takes.
void check_own_files(const std::vector<target_entry>& targets, ping_options common) {
  const auto& all = common;
  std::set<const target_overrides*> known;
  std::vector<std::filesystem::path> files;
  for (const auto& target : targets) {
    if (!target.own || !known.insert(target.own.get()).second) continue;
    const auto options = options_of(target, all);
    if (options.key_file) files.push_back(*options.key_file);
    if (options.proxy && options.proxy->credentials_file)
      files.push_back(*options.proxy->credentials_file);
  }
  common.key_file.reset();  // it may be among them
  common.proxy.reset();
  common.target_files.insert(common.target_files.end(), files.begin(), files.end());
  try {
    check_output_files(common);
  } catch (const usage_error& error) {
    throw shared_target_file(error.what());
  }
}

}  // namespace

target_faults::target_faults(const table_options& of) : file_(name_of_file(of)) {}

void target_faults::add(const target_entry& target, const std::string& message) {
  if (faults_.size() >= max_target_file_errors) return;
  auto text = target.line == 0
                  ? message
                  : fmt::format("{}:{}: {}", printable(file_), target.line, message);
  if (faults_.empty() || faults_.back() != text) faults_.push_back(std::move(text));
}

void target_faults::end() {
  if (!faults_.empty()) throw bad_targets(std::move(faults_));
}

std::vector<target_entry> read_targets(const table_options& options) {
  auto out = parsed_targets(options);
  target_faults faults(options);
  for (const auto& target : out) {
    try {
      check_command(options_of(target, options.common));
    } catch (const usage_error& error) {
      faults.add(target, error.what());
    }
  }
  faults.end();
  check_own_files(out, options.common);
  return out;
}

}  // namespace tmss10
