// SPDX-License-Identifier: MIT
#include "option_keys.hpp"

#include "core/options/ping_command_line.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>
#include <map>

namespace tmss10 {
namespace {

using keys_by_option = std::map<std::string, std::string, std::less<>>;

keys_by_option read_option_keys() {
  CLI::App app;
  raw_command raw;
  add_ping_options(app, raw);
  keys_by_option out;
  for (const auto* option : app.get_options()) {
    if (option->get_lnames().empty()) continue;
    const auto& key = option->get_lnames().front();
    out["--" + key] = key;
    for (const auto& name : option->get_snames())
      out["-" + name] = key;
  }
  return out;
}

/// A text without a quote in it.
std::string with_keys_in(std::string_view text) {
  constexpr std::string_view name_characters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
  std::string out;
  while (!text.empty()) {
    const auto name = text.substr(0, text.find_first_not_of(name_characters));
    const auto key = key_for_option(name);
    out += key.empty() ? name : key;
    text.remove_prefix(name.size());
    const auto rest = text.substr(0, text.find_first_of(name_characters));
    out += rest;
    text.remove_prefix(rest.size());
  }
  return out;
}

}  // namespace

std::string_view key_for_option(std::string_view option) {
  static const auto keys = read_option_keys();
  const auto found = keys.find(option);
  return found == keys.end() ? std::string_view() : std::string_view(found->second);
}

std::string with_keys_for_options(std::string_view message) {
  const auto first = std::min(message.find('"'), message.size());
  const auto last = message.rfind('"');  // a text in quotes may have quotes in it
  const auto end = last == std::string_view::npos ? message.size() : last;
  return with_keys_in(message.substr(0, first)) +
         std::string(message.substr(first, end - first)) +
         with_keys_in(message.substr(end));
}

}  // namespace tmss10
