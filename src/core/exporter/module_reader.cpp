// SPDX-License-Identifier: MIT
#include "module_reader.hpp"

#include "core/options/option_values.hpp"
#include "module_advice.hpp"
#include "option_keys.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/module_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

const module_value& only_value_of(const module_entry& entry) {
  if (entry.is_array) throw usage_error(entry.key + ": it has one value, not an array");
  return entry.values.front();
}

bool flag_of(const module_entry& entry) {
  const auto& value = only_value_of(entry);
  if (value.is == module_value::kind::boolean) return value.text == "true";
  throw usage_error(entry.key + ": it is true or false, without quotes");
}

/// Anything but true and false.
const std::string& text_of(const std::string& key, const module_value& value) {
  if (value.is != module_value::kind::boolean) return value.text;
  throw usage_error(key + ": it has a value, not true or false");
}

/// A text, in quotes: TOML reads 007 and 1e2 as other numbers, or not at all.
const std::string& quoted_text_of(const std::string& key, const module_value& value) {
  const auto& out = text_of(key, value);
  if (value.is == module_value::kind::text) return out;
  throw usage_error(key + ": it is a text; write it in quotes");
}

/// A number as a text may be one with a '%', but none with a ',': of that the command
/// line says that a plugin has such thresholds, and no module is one.
const std::string& number_text_of(const std::string& key, const std::string& text) {
  if (text.find(',') == std::string::npos) return text;
  throw usage_error(fmt::format("{}: {} is not a number", key, in_quotes(text)));
}

std::vector<std::chrono::nanoseconds> buckets_of(const module_entry& entry) {
  if (!entry.is_array) throw usage_error("buckets: it is an array of seconds");
  if (entry.values.empty()) throw usage_error("buckets: there is none");
  if (entry.values.size() > max_module_buckets) {
    throw usage_error(fmt::format("buckets: there are more than {}", max_module_buckets));
  }
  std::vector<std::chrono::nanoseconds> out;
  for (const auto& value : entry.values) {
    const auto bound = option_values::seconds("buckets", text_of("buckets", value),
                                              option_values::zero::refused);
    if (!out.empty() && bound <= out.back()) {
      throw usage_error(fmt::format("buckets: {} is not above the one before it",
                                    in_quotes(value.text)));
    }
    out.push_back(bound);
  }
  return out;
}

/// What the command line refuses with a hint at options that no module has.
void check_before_command_line(const raw_command& raw) {
  if (raw.max_hops && !raw.options.path)
    throw usage_error("max-hops is of no use without path");
}

/// What only a module has, beside the options.
void check_module(const probe_module& module) {
  const auto& options = module.options;
  if (!options.pings) {
    if (module.keep_connection)
      throw usage_error("keep-connection is of no use with path alone; set count, too");
    return;
  }
  if (module.keep_connection && options.connect_only)
    throw usage_error("keep-connection is of no use with connect-only");
  if (module.watch && !options.connect_only)
    throw usage_error("watch is of no use without connect-only");
}

module_place module_place_of(const module_source& source) {
  module_place out{source.line, {}};
  for (const auto& entry : source.entries)
    out.keys.push_back({entry.key, entry.line});
  return out;
}

}  // namespace

module_reader::module_reader() {
  app_.set_help_flag();
  add_ping_options(app_, raw_);
}

probe_module module_reader::read(const module_source& source,
                                 std::vector<file_fault>& faults) {
  raw_ = {};
  probe_module out;
  out.name = source.name;
  out.place = module_place_of(source);
  const auto before = faults.size();
  const auto add_fault = [&](std::size_t line, std::string_view message) {
    faults.push_back(
        {line, fmt::format("module {}: {}", in_quotes(source.name), printable(message))});
  };
  for (const auto& entry : source.entries) {
    try {
      read_entry(entry, out);
    } catch (const usage_error& error) {
      add_fault(entry.line, error.what());
    } catch (const CLI::ParseError& error) {
      add_fault(entry.line, with_keys_for_options(error.what()));
    }
  }
  if (faults.size() > before) return out;
  try {
    check_before_command_line(raw_);
    set_run(raw_);
    out.options = raw_.options;
    out.options.port = raw_.port.value_or(default_port);
    check_module(out);
  } catch (const usage_error& error) {
    const auto message = with_keys_for_options(error.what());
    add_fault(line_of_message(out.place, message), message);
  }
  return out;
}

void module_reader::read_entry(const module_entry& entry, probe_module& into) {
  if (entry.key == "buckets") {
    into.buckets = buckets_of(entry);
  } else if (entry.key == "keep-connection") {
    into.keep_connection = flag_of(entry);
  } else if (entry.key == "watch") {
    into.watch = option_values::seconds("watch", text_of("watch", only_value_of(entry)),
                                        option_values::zero::allowed);
  } else if (const auto* key = find_module_key(entry.key)) {
    read_option(*key, entry);
  } else {
    throw usage_error(refusal_of_unknown_key(entry.key));
  }
}

void module_reader::read_option(const module_key& key, const module_entry& entry) {
  const auto parse = [this, &entry](const std::string& text) {
    if (text.empty()) throw usage_error(entry.key + ": the text is empty");
    app_.parse(std::vector{fmt::format("--{}={}", entry.key, text)});
  };
  switch (key.use) {
    case module_use::refused: throw usage_error(refusal_of_option(key));
    case module_use::flag: return parse(flag_of(entry) ? "true" : "false");
    case module_use::value:
      return parse(number_text_of(entry.key, text_of(entry.key, only_value_of(entry))));
    case module_use::text: return parse(quoted_text_of(entry.key, only_value_of(entry)));
    case module_use::list:
      for (const auto& value : entry.values)
        parse(quoted_text_of(entry.key, value));
  }
}

}  // namespace tmss10
