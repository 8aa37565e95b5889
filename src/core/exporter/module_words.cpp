// SPDX-License-Identifier: MIT
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/exporter/module_words.hpp>
#include <tmss10/core/options/understood_options.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tmss10 {
namespace {

/// The options that sentences and hints name, and the keys in place of them. Those of
/// other programs stay.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> key_of_option{{
    {"-4", "ipv4"},
    {"-6", "ipv6"},
    {"-C", "connect-only"},
    {"-P", "port"},
    {"-W", "timeout"},
    {"-c", "count"},
    {"-i", "interval"},
    {"-k", "key-file"},
    {"-s", "size"},
    {"--connect-only", "connect-only"},
    {"--interface", "interface"},
    {"--source", "source"},
    {"--proxy-credentials", "proxy-credentials"},
}};

std::string_view key_of(std::string_view word, bool module_has_deadline) {
  if (word == "-w") return module_has_deadline ? "deadline" : "scrape_timeout";
  const auto* const known =
      std::find_if(key_of_option.begin(), key_of_option.end(),
                   [word](const auto& option) { return option.first == word; });
  return known == key_of_option.end() ? word : known->second;
}

/// What may be before and after an option in a sentence.
constexpr std::string_view around_words = " (),;:.";

}  // namespace

std::string in_module_words(std::string_view sentence, bool module_has_deadline) {
  std::string out;
  // "ulimit -n" is another program's.
  bool is_of_other = false;
  while (!sentence.empty()) {
    const auto length = std::min(sentence.find_first_of(around_words), sentence.size());
    const auto word = sentence.substr(0, length);
    out += is_of_other ? word : key_of(word, module_has_deadline);
    if (length > 0) is_of_other = word == "ulimit";
    sentence.remove_prefix(length);
    const auto between =
        std::min(sentence.find_first_not_of(around_words), sentence.size());
    out += sentence.substr(0, between);
    sentence.remove_prefix(between);
  }
  return out;
}

std::string probe_line(const probe_module& module, std::chrono::nanoseconds limit) {
  constexpr std::string_view option_begin = "--";
  std::string out =
      fmt::format("TMSS10Exporter " TMSS10_VERSION ", module {}:", module.name);
  const auto add = [&out](std::string_view key, const std::string& value) {
    out += fmt::format(" {}{}{},", key, value.empty() ? "" : " ", value);
  };
  for (const auto& option : understood_options(module.options)) {
    const auto key = std::string_view(option.name).substr(option_begin.size());
    const bool is_file = key == "key-file" || key == "proxy-credentials";
    add(key, is_file ? std::string() : option.value.value_or(std::string()));
  }
  if (module.keep_connection) add("keep-connection", "");
  if (module.watch) add("watch", exact(seconds_of(*module.watch)));
  out.back() = ';';
  return out + fmt::format(" at most {} s", trimmed(seconds_of(limit), 1));
}

}  // namespace tmss10
