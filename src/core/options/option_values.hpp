// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/usage_error.hpp>

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10::option_values {

/// Reads a whole number. Throws CLI::ValidationError naming the option and the value.
[[nodiscard]] std::uint64_t whole_number(const std::string& option,
                                         const std::string& text, std::uint64_t least,
                                         std::uint64_t most);

/// Whether zero seconds make sense for an option.
enum class zero { allowed, refused };

/// Reads seconds, with a fraction of up to nanoseconds. Throws CLI::ValidationError
/// naming the option and the value.
[[nodiscard]] std::chrono::nanoseconds seconds(const std::string& option,
                                               const std::string& text, zero may_be_zero);

/// Reads seconds from `least` on, in the same way.
[[nodiscard]] std::chrono::nanoseconds seconds_from(std::chrono::nanoseconds least,
                                                    const std::string& option,
                                                    const std::string& text);

/// Reads milliseconds in the same way.
[[nodiscard]] std::chrono::nanoseconds milliseconds(const std::string& option,
                                                    const std::string& text);

/// Reads a number from 0 to 100, with or without a '%' behind it.
[[nodiscard]] double percent(const std::string& option, const std::string& text);

/// An error whose text is `message` and nothing else.
[[nodiscard]] CLI::ValidationError invalid(const std::string& message);

/// Throws usage_error when an argument that is about to be shown could be a logon string
/// with a password.
void refuse_logon(std::string_view argument);

/// What to say of a word that no option takes, without what may be a secret in it.
[[nodiscard]] std::string refusal_of_extra(const std::string& word);

/// Adds an option with a value. It may be given more than once, as ping and curl allow:
/// aliases and wrappers put their own before the user's. `read` is called with each value
/// in turn, so a wrong one is an error wherever it stands, and the last one holds.
CLI::Option* add(CLI::App& app, const std::string& names, const std::string& type,
                 const std::function<void(const std::string&)>& read,
                 const std::string& help);

/// Lays --help out in 80 columns under that usage line.
void set_up(CLI::App& app, const std::string& usage);

/// What to write in place of a word that no option takes; empty for no advice.
using advice = std::string (*)(const std::string& unexpected);

/// Adds --help, in the group of the option before it, and parses. A text if --help or
/// --version asks for one; throws usage_error for anything that is wrong, when every
/// option that is right by itself has been read. `words`: where to put those that no
/// option takes; none: they are wrong.
[[nodiscard]] std::optional<show_text> parse(CLI::App& app, int argc,
                                             const char* const* argv,
                                             advice on_unexpected = nullptr,
                                             std::vector<std::string>* words = nullptr);

/// Whether a flag was given, also when parsing was cut short.
[[nodiscard]] bool is_set(const CLI::App& app, const char* flag);

}  // namespace tmss10::option_values
