// SPDX-License-Identifier: MIT
#include "exporter_files.hpp"

#include "http/tls_streams.hpp"
#include "ping_looks.hpp"
#include "ping_settings.hpp"
#include "system/regular_file.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/module_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <utility>

namespace tmss10 {
namespace {

std::vector<probe_module> read_modules(const std::filesystem::path& file) {
  const auto name = printable(file.string());
  const auto text = read_regular_file(file, max_module_file_size + 1);
  if (!text)
    throw std::runtime_error(
        fmt::format("--modules: {}: {}", name, text.error().message()));
  auto read = parse_module_file(*text, name);
  if (!read) throw bad_exporter_files(std::move(read).error());
  return std::move(*read);
}

loaded_module load(probe_module module, const file_warning& warn) {
  const auto& options = module.options;
  check_local_end(options);
  check_looks(options);
  auto key = options.key_file ? load_key(*options.key_file, warn) : site_key::open_mode();
  auto proxy =
      asks_environment(options) ? std::nullopt : choose_proxy(options, warn).proxy;
  auto buckets = std::make_shared<const duration_buckets::bounds>(module.buckets);
  return {std::move(module), std::move(key), std::move(proxy), std::move(buckets)};
}

/// Those with what is wrong are told together.
std::vector<loaded_module> load_all(std::vector<probe_module> modules,
                                    const file_warning& warn) {
  std::vector<loaded_module> out;
  std::vector<std::string> errors;
  for (auto& one : modules) {
    const auto name = one.name;
    try {
      out.push_back(load(std::move(one), warn));
    } catch (const std::exception& error) {
      errors.push_back(fmt::format("module {}: {}", name, error.what()));
    }
  }
  if (!errors.empty()) throw bad_exporter_files(std::move(errors));
  return out;
}

}  // namespace

const loaded_module* exporter_files::find(std::string_view name) const {
  const auto at = std::ranges::find_if(
      modules, [name](const loaded_module& one) { return one.module.name == name; });
  return at == modules.end() ? nullptr : &*at;
}

std::shared_ptr<const exporter_files> load_exporter_files(const exporter_options& options,
                                                          const file_warning& warn) {
  auto out = std::make_shared<exporter_files>();
  out->modules = load_all(
      options.module_file ? read_modules(*options.module_file) : built_in_modules(),
      warn);
  if (options.credentials)
    out->credentials = load_credentials("--credentials", *options.credentials, warn);
  out->streams = options.tls_certificate ? tls_streams(options.tls_certificate->string(),
                                                       options.tls_key->string())
                                         : http_stream_maker(plain_stream);
  return out;
}

}  // namespace tmss10
