// SPDX-License-Identifier: MIT
#include "module_advice.hpp"

#include "core/base/nearest_word.hpp"
#include "option_keys.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/module_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace tmss10 {
namespace {

constexpr std::string_view modules_name = "modules";

std::vector<std::string_view> taken_keys() {
  std::vector<std::string_view> out(own_module_keys.begin(), own_module_keys.end());
  for (const auto& key : module_keys())
    if (key.use != module_use::refused) out.push_back(key.name);
  return out;
}

/// [modules.NAME]; a name with a dot would be two.
std::string module_header(std::string_view module) {
  const bool has_dot = module.find('.') != std::string_view::npos;
  const auto* quote = has_dot ? "\"" : "";
  return fmt::format("[modules.{0}{1}{0}]", quote, module);
}

/// "; did you mean count?", or nothing.
std::string did_you_mean(std::string_view meant) {
  return meant.empty() ? std::string() : fmt::format("; did you mean {}?", meant);
}

/// The key that somebody meant who gave an option as on the command line, with dashes or
/// by its short name alone.
std::string_view key_of_command_line(std::string_view key) {
  if (key.starts_with('-')) return key_for_option(key);
  return key.size() == 1 ? key_for_option("-" + std::string(key)) : std::string_view();
}

}  // namespace

std::string refusal_of_option(const module_key& key) {
  return fmt::format("{} is of no use in a module: {}", key.name, key.reason);
}

bool may_be_misspelt_option(std::string_view key) {
  constexpr std::size_t longest = 24;
  constexpr std::string_view characters = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  return key.size() > 1 && key.size() <= longest &&
         key.find_first_not_of(characters) == std::string_view::npos;
}

std::string refusal_of_unknown_key(std::string_view key) {
  if (const auto meant = key_of_command_line(key); !meant.empty()) {
    const auto* option = find_module_key(meant);
    if (option != nullptr && option->use == module_use::refused)
      return in_quotes(key) + ": " + refusal_of_option(*option);
    return fmt::format("{}: the key is called {}", in_quotes(key), meant);
  }
  const auto meant = did_you_mean(nearest_word(key, taken_keys()));
  return may_be_misspelt_option(key)
             ? in_quotes(key) + " is not the long name of an option" + meant
             : "a key is the long name of an option, such as count" + meant;
}

std::string refusal_of_module_name(std::string_view name) {
  const auto shown = name.substr(0, utf8_size(name.substr(0, max_module_name_size)));
  return fmt::format(
      "{}{}: the name of a module is up to 64 letters, digits, '.', '_' and '-'",
      in_quotes(shown), shown.size() < name.size() ? "..." : "");
}

bool is_misspelt_modules(std::string_view key) {
  return !nearest_word(key, std::span(&modules_name, 1)).empty();
}

std::string refusal_of_root_key(std::string_view key, std::string_view module) {
  const std::string only = "only [modules.NAME] may stand here, and its keys below it";
  if (is_known_key(key)) return fmt::format("{} belongs to no module: {}", key, only);
  if (is_module_name(module)) return only + did_you_mean(module_header(module));
  return is_misspelt_modules(key) ? only + did_you_mean("[modules.NAME]") : only;
}

std::string refusal_of_inner_table(std::string_view name) {
  std::string out = "a table belongs to no module";
  if (is_module_name(name)) out += did_you_mean(module_header(name));
  return out;
}

}  // namespace tmss10
