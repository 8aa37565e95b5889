// SPDX-License-Identifier: MIT
#include "module_source.hpp"

#include "module_advice.hpp"
#include "toml_parser.hpp"
#include "toml_redefinition.hpp"
#include "toml_refusal.hpp"
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/module_file.hpp>

#include <fmt/format.h>
#include <tl/expected.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace tmss10 {
namespace {

std::size_t line_of(const toml::source_region& where) {
  return std::max<std::size_t>(where.begin.line, 1);
}

using value_or_reason = tl::expected<module_value, const char*>;
using value_refusal = tl::unexpected<const char*>;

/// How many decimals a finite number has at least, to be read as the same.
int decimals_of(double number) {
  const auto text = fmt::format("{}", number);  // as short as it can be
  const auto end = std::min(text.find('e'), text.size());
  const auto point = std::min(text.find('.'), end);
  const int written = point == end ? 0 : static_cast<int>(end - point) - 1;
  const int exponent = end == text.size() ? 0 : std::atoi(text.c_str() + end + 1);
  return std::max(written - exponent, 0);
}

/// "inf" and "nan" are for the option to refuse, which says what it takes.
value_or_reason value_of(double number) {
  constexpr double most = 1e15;  // far beyond all options, and short enough to be shown
  constexpr int most_decimals = 9;
  if (std::isfinite(number)) {
    if (std::abs(number) >= most) return value_refusal("a number is too large");
    if (decimals_of(number) > most_decimals)
      return value_refusal("a number has up to 9 decimals, for nanoseconds");
  }
  return module_value{module_value::kind::number, exact(number)};
}

/// Fails for a value that no option has: a date, a table, an array.
value_or_reason value_of(const toml::node& node, const char* if_other) {
  using kind = module_value::kind;
  if (const auto* flag = node.as_boolean())
    return module_value{kind::boolean, flag->get() ? "true" : "false"};
  if (const auto* whole = node.as_integer())
    return module_value{kind::number, std::to_string(whole->get())};
  if (const auto* number = node.as_floating_point()) return value_of(number->get());
  if (const auto* text = node.as_string()) return module_value{kind::text, text->get()};
  return value_refusal(if_other);
}

/// Whether a table has a key of a module.
bool has_known_key(const toml::table& table) {
  return std::any_of(table.begin(), table.end(),
                     [](const auto& entry) { return is_known_key(entry.first.str()); });
}

/// The names of a module, of a table in it and of those that are alone in that, with dots
/// between them: what [modules.example.com] was meant to be.
std::string dotted_name(std::string_view module, const toml::key& key,
                        const toml::node& node) {
  auto out = fmt::format("{}.{}", module, key.str());
  const auto* table = node.as_table();
  while (table->size() == 1 && table->begin()->second.is_table()) {
    out += fmt::format(".{}", table->begin()->first.str());
    table = table->begin()->second.as_table();
  }
  return out;
}

/// Reads modules, and keeps what is wrong.
class source_reader {
 public:
  void read(const toml::table& root) {
    for (const auto& [key, node] : root) {
      if (key.str() == "modules") {
        read_modules(line_of(key.source()), node);
      } else {
        refuse_root_key(key, node);
      }
    }
  }

  module_sources take() { return std::move(out_); }

 private:
  void fault(const toml::key& at, std::string message) {
    out_.faults.push_back({line_of(at.source()), std::move(message)});
  }

  /// Below a misspelt "modules", each module has a line of its own.
  void refuse_root_key(const toml::key& key, const toml::node& node) {
    const auto* table = node.as_table();
    if (table != nullptr && !table->empty() && is_misspelt_modules(key.str())) {
      for (const auto& [name, module] : *table)
        fault(name, refusal_of_root_key(key.str(), name.str()));
      return;
    }
    const bool is_module = table != nullptr && has_known_key(*table);
    fault(key, refusal_of_root_key(key.str(), is_module ? key.str() : ""));
  }

  void read_modules(std::size_t line, const toml::node& node) {
    const auto* modules = node.as_table();
    if (modules == nullptr) {
      out_.faults.push_back({line, "modules is a table; write [modules.NAME]"});
      return;
    }
    if (modules->size() > max_modules) {
      out_.faults.push_back({line, "there are more than 1,000 modules"});
      return;
    }
    for (const auto& [name, module] : *modules)
      read_module(name, module);
  }

  void read_module(const toml::key& name, const toml::node& node) {
    if (!is_module_name(name.str()))
      return fault(name, refusal_of_module_name(name.str()));
    const auto* table = node.as_table();
    if (table == nullptr) {
      return fault(name, fmt::format("{} is not a module; write [modules.NAME] before "
                                     "its keys",
                                     in_quotes(name.str())));
    }
    module_source module{std::string(name.str()), line_of(name.source()), {}};
    for (const auto& [key, value] : *table)
      read_entry(module, key, value);
    std::ranges::stable_sort(module.entries, {}, &module_entry::line);
    out_.modules.push_back(std::move(module));
  }

  void read_entry(module_source& module, const toml::key& key, const toml::node& node) {
    module_entry entry{std::string(key.str()), line_of(key.source()), false, {}};
    const auto refuse = [&](std::string_view why) {
      const auto of = is_known_key(entry.key) ? entry.key + ": " : std::string();
      fault(key, fmt::format("module {}: {}{}", in_quotes(module.name), of, why));
    };
    /// Why it is not added; null if it is.
    const auto add = [&entry](const toml::node& from, const char* if_other) {
      auto value = value_of(from, if_other);
      if (!value) return value.error();
      entry.values.push_back(std::move(*value));
      return static_cast<const char*>(nullptr);
    };
    if (node.is_table()) {
      const auto meant =
          is_known_key(entry.key) ? std::string() : dotted_name(module.name, key, node);
      return refuse(refusal_of_inner_table(meant));
    }
    if (const auto* array = node.as_array()) {
      entry.is_array = true;
      for (const auto& element : *array) {
        if (const auto* why = add(element, "an array has numbers or texts only"))
          return refuse(why);
      }
    } else if (const auto* why =
                   add(node, "no option has a date or a time as its value")) {
      return refuse(why);
    }
    const auto is_clean = [](const module_value& value) {
      return !has_control_character(value.text);
    };
    if (!std::ranges::all_of(entry.values, is_clean))
      return refuse("a value contains a control character");
    module.entries.push_back(std::move(entry));
  }

  module_sources out_;
};

}  // namespace

module_sources read_module_sources(std::string_view text) {
  try {
    source_reader reader;
    reader.read(toml::parse(text));
    return reader.take();
  } catch (const toml::parse_error& error) {
    const auto line = line_of(error.source());
    auto twice = toml_redefinition(text, line, error.description());
    return {{}, {{line, twice.empty() ? toml_refusal(error.description()) : twice}}};
  }
}

}  // namespace tmss10
