// SPDX-License-Identifier: MIT
#include "output_files.hpp"

#include "system/replaced_file.hpp"
#include "system/system_files.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace tmss10 {
namespace {

struct named_file {
  std::string_view option;
  std::filesystem::path path;
  bool is_for_output = false;  // a report that standard output can have
};

void add(std::vector<named_file>& to, std::string_view option,
         const std::optional<std::filesystem::path>& path, bool is_for_output = false) {
  if (path && *path != "-") to.push_back({option, *path, is_for_output});
}

/// Where a file is or would be made; none if its links lead nowhere.
std::optional<std::filesystem::path> place_of(const std::filesystem::path& file) {
  const auto end = followed(file);
  if (!end) return std::nullopt;
  std::error_code error;
  // By itself weakly_canonical() leaves a bare name of nothing as it is.
  const auto whole = std::filesystem::absolute(*end, error);
  if (error) return std::nullopt;
  auto out = weakly_canonical(whole, error);
  if (error) return std::nullopt;
  return out;
}

/// Files that are yet to be made, too.
bool would_be_one_file(const std::filesystem::path& one,
                       const std::filesystem::path& other) {
  if (are_one_file(one, other)) return true;
  std::error_code error;
  if (exists(one, error) || exists(other, error)) return false;
  const auto place = place_of(one);
  return place && place == place_of(other);
}

/// The files of a run, those that it writes first.
struct files_of_run {
  explicit files_of_run(const ping_options& options) {
    for (const auto& file : report_files)
      add(all, file.option, options.reports.*file.path, file.is_for_output);
    written = all.size();
    add(all, "--key-file", options.key_file);
    add(all, "--baseline", options.baseline);
    if (options.proxy) {
      add(all, "--proxy-credentials", options.proxy->credentials_file);
    }
    for (const auto& file : options.target_files)
      add(all, "a file of the targets", file);
  }

  std::vector<named_file> all;
  std::size_t written = 0;
};

bool is_shared(const std::filesystem::path& path, const files_of_run& files) {
  const auto names_it = [&path](const named_file& file) {
    return file.path == path || would_be_one_file(file.path, path);
  };
  return std::count_if(files.all.begin(), files.all.end(), names_it) > 1;
}

/// Where else a report would be, by the name of a file, and what to do about it; none if
/// nothing else is written there.
std::optional<std::string> what_is_in(const named_file& file,
                                      const report_options& reports) {
  const auto with_output = sharing_with(stdout, file.path);
  if (with_output != sharing::nothing && count_on_standard_output(reports) > 0) {
    return "standard output, where another report is written; use another file";
  }
  if (with_output == sharing::regular_file) {
    return "standard output, where other lines are written; use " +
           (file.is_for_output ? std::string(file.option) + " -" : "another file");
  }
  if (sharing_with(stderr, file.path) == sharing::regular_file) {
    return "standard error, where other lines are written; use another file";
  }
  return std::nullopt;
}

}  // namespace

void check_output_files(const ping_options& options) {
  const files_of_run files(options);
  for (std::size_t i = 0; i < files.written; ++i) {
    const auto& [option, path, is_for_output] = files.all[i];
    if (const auto other = what_is_in(files.all[i], options.reports)) {
      throw usage_error(
          fmt::format("{}: {} is {}", option, in_quotes(path.string()), *other));
    }
    for (std::size_t k = i + 1; k < files.all.size(); ++k) {
      if (!would_be_one_file(path, files.all[k].path)) continue;
      throw usage_error(fmt::format("{} and {} are one file, {}; use two", option,
                                    files.all[k].option, in_quotes(path.string())));
    }
  }
}

report_options usable_reports(const ping_options& options) {
  auto out = options.reports;
  const files_of_run files(options);
  const bool has_output_alone = count_on_standard_output(out) == 1;
  for (const auto& one : report_files) {
    auto& file = out.*one.path;
    if (!file) continue;
    const bool is_free =
        *file == "-"
            ? has_output_alone
            : !what_is_in({one.option, *file, one.is_for_output}, options.reports) &&
                  !is_shared(*file, files);
    if (!is_free) file.reset();
  }
  return out;
}

}  // namespace tmss10
