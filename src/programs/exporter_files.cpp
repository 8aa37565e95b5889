// SPDX-License-Identifier: MIT
#include "exporter_files.hpp"

#include "load_modules.hpp"
#include "load_tls.hpp"

#include <algorithm>
#include <exception>

namespace tmss10 {
namespace {

std::optional<proxy_credentials> load_own_credentials(const exporter_options& options,
                                                      std::vector<std::string>& errors,
                                                      const file_warning& warn) {
  if (!options.credentials) return std::nullopt;
  try {
    return load_credentials("--credentials", *options.credentials, warn);
  } catch (const std::exception& error) {
    errors.emplace_back(error.what());
    return std::nullopt;
  }
}

}  // namespace

const loaded_module* exporter_files::find(std::string_view name) const {
  const auto at = std::ranges::find_if(
      modules, [name](const loaded_module& one) { return one.module.name == name; });
  return at == modules.end() ? nullptr : &*at;
}

std::shared_ptr<const exporter_files> load_exporter_files(const exporter_options& options,
                                                          const file_warning& tell) {
  const auto warn = [&tell](const std::string& text) { tell("warning: " + text); };
  auto out = std::make_shared<exporter_files>();
  std::vector<std::string> errors;
  out->modules = load_modules(options.module_file, errors, tell);
  out->credentials = load_own_credentials(options, errors, warn);
  out->streams = load_tls(options, errors, warn);
  if (!errors.empty()) throw bad_exporter_files(std::move(errors));
  return out;
}

}  // namespace tmss10
