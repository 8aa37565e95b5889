// SPDX-License-Identifier: MIT
#include "load_modules.hpp"

#include "core/exporter/option_keys.hpp"
#include "ping_looks.hpp"
#include "ping_settings.hpp"
#include "system/regular_file.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/module_file.hpp>
#include <tmss10/core/exporter/module_warnings.hpp>

#include <fmt/format.h>

#include <iterator>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

/// Loads modules of one file, and tells what is wrong with them, and what is to be warned
/// of, with the lines of that file.
class module_loader {
 public:
  module_loader(std::vector<file_fault>& faults, std::vector<file_fault>& warnings)
      : faults_(faults), warnings_(warnings) {}

  /// They are of no use if there is a fault.
  std::vector<loaded_module> load_all(std::vector<probe_module> modules);

 private:
  using shared_credentials = std::shared_ptr<const proxy_credentials>;

  static void add(std::vector<file_fault>& to, const probe_module& module,
                  std::size_t line, const std::string& message) {
    to.push_back({line, fmt::format("module {}: {}", in_quotes(module.name), message)});
  }

  /// For a file that a key names.
  file_warning warn_of(const probe_module& module, std::string_view key) {
    return [this, &module, key](const std::string& text) {
      add(warnings_, module, line_of_key(module.place, key), text);
    };
  }

  loaded_module load(probe_module module);
  void check_machine(const probe_module& module);
  site_key load_key_of(const probe_module& module);
  shared_credentials take_credentials_of(probe_module& module);

  std::vector<file_fault>& faults_;
  std::vector<file_fault>& warnings_;
};

/// What this machine knows of addresses, interfaces and looks.
void module_loader::check_machine(const probe_module& module) {
  for (auto* check : {&check_local_end, &check_looks}) {
    try {
      check(module.options);
    } catch (const usage_error& error) {
      const auto message = with_keys_for_options(error.what());
      add(faults_, module, line_of_message(module.place, message), message);
    }
  }
}

site_key module_loader::load_key_of(const probe_module& module) {
  const auto& file = module.options.key_file;
  if (!file) return site_key::open_mode();
  constexpr std::string_view key = "key-file";
  try {
    return load_key(*file, warn_of(module, key));
  } catch (const std::system_error& error) {
    add(faults_, module, line_of_key(module.place, key),
        fmt::format("{}: {}: {}", key, printable(file->string()),
                    error.code().message()));
    return site_key::open_mode();
  }
}

/// Null if it names no file with any.
module_loader::shared_credentials module_loader::take_credentials_of(
    probe_module& module) {
  auto& proxy = module.options.proxy;
  if (!proxy || !proxy->credentials_file) return nullptr;
  const auto file = *std::exchange(proxy->credentials_file, std::nullopt);
  const std::string key = "proxy-credentials";
  try {
    return std::make_shared<const proxy_credentials>(
        load_credentials(key, file, warn_of(module, key)));
  } catch (const std::system_error& error) {
    add(faults_, module, line_of_key(module.place, key), error.what());
    return nullptr;
  }
}

loaded_module module_loader::load(probe_module module) {
  check_machine(module);
  auto more = warnings_of(module);
  warnings_.insert(warnings_.end(), std::make_move_iterator(more.begin()),
                   std::make_move_iterator(more.end()));
  auto key = load_key_of(module);
  auto credentials = take_credentials_of(module);
  auto& options = module.options;
  std::optional<proxy_settings> proxy;
  if (options.proxy && !asks_environment(options)) {
    // The URL has none, or the file would have been refused.
    if (credentials) options.proxy->credentials = std::exchange(credentials, nullptr);
    proxy = choose_proxy(options, {}).proxy;
  }
  auto buckets = std::make_shared<const duration_buckets::bounds>(module.buckets);
  return {std::move(module), std::move(key), std::move(proxy), std::move(credentials),
          std::move(buckets)};
}

std::vector<loaded_module> module_loader::load_all(std::vector<probe_module> modules) {
  std::vector<loaded_module> out;
  out.reserve(modules.size());
  for (auto& one : modules)
    out.push_back(load(std::move(one)));
  return out;
}

void append_lines(std::vector<std::string>& to, std::vector<std::string> lines) {
  to.insert(to.end(), std::make_move_iterator(lines.begin()),
            std::make_move_iterator(lines.end()));
}

}  // namespace

std::vector<loaded_module> load_modules(const std::optional<std::filesystem::path>& file,
                                        std::vector<std::string>& errors,
                                        const file_warning& tell) {
  std::vector<file_fault> faults;
  std::vector<file_fault> warnings;
  module_loader loader(faults, warnings);
  if (!file) return loader.load_all(built_in_modules());  // they have no fault
  const auto name = file->string();
  const auto text = read_regular_file(*file, max_module_file_size + 1);
  if (!text) {
    errors.push_back("--modules: " + printable(name) + ": " + text.error().message());
    return {};
  }
  auto content = parse_module_file(*text);
  faults = std::move(content.faults);
  auto out = loader.load_all(std::move(content.modules));
  append_lines(errors, lines_of_faults(std::move(faults), name));
  for (const auto& line : lines_of_warnings(std::move(warnings), name))
    tell(line);
  return out;
}

}  // namespace tmss10
