// SPDX-License-Identifier: MIT
#include "toml_redefinition.hpp"

#include "module_advice.hpp"
#include "toml_parser.hpp"
#include "toml_shape.hpp"
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/module_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace tmss10 {
namespace {

/// A key that no module file has.
constexpr std::string_view marker = "tmss10-the-end";

/// A name in a tree of tables, from its root on.
struct toml_place {
  std::vector<std::string> path;
  std::size_t line = 0;
};

std::optional<toml::table> parse_toml(const std::string& text) {
  if (fault_of_toml_shape(text)) return std::nullopt;
  try {
    return toml::parse(text);
  } catch (const toml::parse_error&) {
    return std::nullopt;
  }
}

/// What comes before a line, and the line itself.
struct split_text {
  std::string_view before;
  std::string_view line;
};

split_text split_at(std::string_view text, std::size_t line) {
  std::size_t begin = 0;
  for (std::size_t number = 1; number < line && begin < text.size(); ++number)
    begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
  const auto rest = text.substr(begin);
  return {text.substr(0, begin), without_blanks(rest.substr(0, rest.find('\n')))};
}

/// Finds the table that has the marker, and its path.
const toml::table* find_marked(const toml::table& in, std::vector<std::string>& path) {
  if (in.contains(marker)) return &in;
  for (const auto& [key, node] : in) {
    const auto* table = node.as_table();
    if (table == nullptr) continue;
    path.emplace_back(key.str());
    if (const auto* found = find_marked(*table, path)) return found;
    path.pop_back();
  }
  return nullptr;
}

/// Follows the one name at each level of `named` through a tree, as far as both go.
std::optional<toml_place> follow(const toml::table* tree, const toml::table* named,
                                 std::vector<std::string> path) {
  toml_place out{std::move(path), 0};
  while (tree != nullptr && named != nullptr && !named->empty()) {
    const auto name = named->begin();  // what it points to goes with it
    const auto found = tree->find(name->first.str());
    if (found == tree->end()) return std::nullopt;
    out.path.emplace_back(name->first.str());
    out.line = found->first.source().begin.line;
    tree = found->second.as_table();
    named = name->second.as_table();
  }
  if (out.line == 0) return std::nullopt;
  return out;
}

/// Where the name that a line defines is defined before that line.
std::optional<toml_place> first_place(std::string_view text, std::size_t line) {
  const auto parts = split_at(text, line);
  const bool is_header = parts.line.starts_with('[');
  const auto key = parts.line.substr(0, parts.line.find('='));
  const auto named =
      parse_toml(is_header ? std::string(parts.line) : fmt::format("{} = 0", key));
  // After what is right so far, another key belongs to the table of the one that is not.
  const auto tree = parse_toml(fmt::format("{}\n{} = 0\n", parts.before, marker));
  if (!named || !tree) return std::nullopt;
  if (is_header) return follow(&*tree, &*named, {});
  std::vector<std::string> path;
  const auto* from = find_marked(*tree, path);
  return follow(from, &*named, std::move(path));
}

/// Names it, if it is a module or a key of one.
std::string redefined_name(const std::vector<std::string>& path) {
  constexpr std::size_t with_key = 3;
  if (path.size() < 2 || path.front() != "modules" || !is_module_name(path[1]))
    return "this name";
  auto module = "module " + in_quotes(path[1]);
  if (path.size() < with_key) return module;
  const auto& key = path[2];
  return module + ": " + (may_be_misspelt_option(key) ? key : "this key");
}

/// The last key of a line with several, an inline table, if it is one of ours.
std::string_view known_key_in(std::string_view description) {
  const auto first = description.find('\'') + 1;
  const auto key = description.substr(first, description.find('\'', first) - first);
  return first > 0 && is_known_key(key) ? key : std::string_view();
}

}  // namespace

std::string toml_redefinition(std::string_view text, std::size_t line,
                              std::string_view description) {
  if (description.find("cannot redefine existing") == std::string_view::npos) return {};
  if (const auto first = first_place(text, line)) {
    return fmt::format("{} is there twice; the first is in line {}",
                       redefined_name(first->path), first->line);
  }
  const auto key = known_key_in(description);
  return key.empty() ? std::string() : fmt::format("{} is there twice", key);
}

}  // namespace tmss10
