// SPDX-License-Identifier: MIT
#include "option_keys.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/exporter/module_words.hpp>
#include <tmss10/core/options/understood_options.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace tmss10 {
namespace {

std::string_view key_of(std::string_view word, bool module_has_deadline) {
  if (word == "-w") return module_has_deadline ? "deadline" : "scrape_timeout";
  const auto key = key_for_option(word);
  return key.empty() ? word : key;
}

/// Whether what follows is an option of a command in the text.
bool names_command(std::string_view word) {
  return word == "TMSS10Ping" || word == "ulimit";
}

/// What may be before and after an option in a sentence.
constexpr std::string_view around_words = " (),;:.";

}  // namespace

std::string in_module_words(std::string_view sentence, bool module_has_deadline) {
  std::string out;
  bool is_of_command = false;
  while (!sentence.empty()) {
    const auto length = std::min(sentence.find_first_of(around_words), sentence.size());
    const auto word = sentence.substr(0, length);
    out += is_of_command ? word : key_of(word, module_has_deadline);
    if (length > 0) is_of_command = names_command(word);
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
