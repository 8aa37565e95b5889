// SPDX-License-Identifier: MIT
#include "target_line.hpp"

#include "core/base/file_named.hpp"
#include "host_argument.hpp"
#include "line_words.hpp"
#include "option_values.hpp"
#include "target_options.hpp"
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

/// The value of -k and -x that stands for no key and no proxy.
constexpr std::string_view nothing = "none";

/// -c of "-c4", --count of "--count=4".
std::string name_in(const std::string& word) {
  constexpr std::size_t short_size = 2;
  return word.starts_with("--") ? word.substr(0, word.find('='))
                                : word.substr(0, short_size);
}

std::set<std::string> options_of_command_line() {
  CLI::App app;
  raw_command raw;
  add_ping_options(app, raw);
  std::set<std::string> out;
  for (const auto* option : app.get_options()) {
    for (const auto& name : option->get_snames())
      out.insert("-" + name);
    for (const auto& name : option->get_lnames())
      out.insert("--" + name);
  }
  return out;
}

/// Whether it was given, and changes the run of a target rather than which target it is.
bool is_override(const CLI::Option* option) {
  const auto name = option->get_name();
  return option->count() > 0 && name != "host" && name != "--port" && name != "--name";
}

void refuse_logon_of_line(const std::string& word) {
  if (word.find('@') == std::string::npos) return;
  throw usage_error("a word has an '@': a target has no user name and no password");
}

}  // namespace

target_line_reader::target_line_reader(const ping_options& common)
    : connect_only_for_all_(common.connect_only) {
  app_.set_help_flag();
  app_.allow_extras();
  add_options();
}

void target_line_reader::add_options() {
  app_.add_option_function<std::string>(
      "host", [this](const std::string& text) { raw_.host = text; }, "");
  add_port(app_, raw_);
  add_family(app_, raw_);
  add_source(app_, raw_);
  add_proxy(app_, [this](const std::string& text) {
    raw_.options.proxy.reset();
    if (text != nothing) raw_.options.proxy = read_proxy(text);
  });
  add_proxy_credentials(app_, raw_);
  add_size(app_, raw_);
  add_connect_only(app_, raw_);
  add_key_file(app_, [this](const std::string& text) {
    raw_.options.key_file.reset();
    if (text != nothing) raw_.options.key_file = file_named(text);
  });
  add_label(app_, raw_);
  option_values::add(
      app_, "--name", "TEXT", [this](const std::string& text) { set_name(text); }, "");
}

void target_line_reader::set_name(const std::string& text) {
  if (without_blanks(text).empty()) throw option_values::invalid("--name: it is empty");
  if (printable(text) != text) {
    throw option_values::invalid(fmt::format(
        "--name: {} contains a character that is not shown", in_quotes(text)));
  }
  name_ = text;
}

std::optional<typed_target> target_line_reader::read(std::string_view line) {
  auto words = words_of_line(line);
  if (words.empty()) return std::nullopt;
  raw_ = {};
  name_.reset();
  std::reverse(words.begin(), words.end());  // as CLI11 wants them
  try {
    app_.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    throw usage_error(printable(error.what()));
  }
  const auto extras = app_.remaining();
  if (!extras.empty()) throw usage_error(refusal_of_word(extras.front()));
  if (!raw_.host) throw usage_error("there are options, and no target");
  refuse_logon_of_line(*raw_.host);
  join_proxy_options(raw_);
  check_connect_only(raw_.options);
  typed_target out{*raw_.host, name_, raw_.port, {}};
  const auto options = app_.get_options();
  if (std::any_of(options.begin(), options.end(), is_override)) {
    out.own = std::make_shared<const target_overrides>(overrides());
    check_packets(*out.own);
  }
  return out;
}

/// The first word that no option takes: only that is sure to be wrong. What is no option
/// is not quoted: the file may be one with passwords, given by mistake.
std::string target_line_reader::refusal_of_word(const std::string& word) {
  if (!known_options_) known_options_ = options_of_command_line();
  if (word.starts_with('-') && known_options_->contains(name_in(word))) {
    return name_in(word) + " is allowed on the command line only";
  }
  refuse_logon_of_line(word);
  if (parse_port(word))
    return "a number follows the target; a port is given as -P N, or as HOST:N";
  if (!word.starts_with('-')) return "a second word follows; a line has one target";
  const auto text = option_values::refusal_of_extra(word);
  const auto advice = advice_on_extra_word(word);
  return advice.empty() ? text : text + "; " + advice;
}

bool target_line_reader::was_given(const char* option) const {
  return app_.get_option(option)->count() > 0;
}

/// The last of -4 and -6 holds.
std::optional<address_family> target_line_reader::family() const {
  if (!raw_.v4 && !raw_.v6) return std::nullopt;
  if (raw_.v4 != raw_.v6) return raw_.v4 ? address_family::v4 : address_family::v6;
  const auto& order = app_.parse_order();
  const auto last = std::find_if(order.rbegin(), order.rend(), [](const auto* option) {
    return option->check_name("-4") || option->check_name("-6");
  });
  return (*last)->check_name("-4") ? address_family::v4 : address_family::v6;
}

target_overrides target_line_reader::overrides() const {
  const auto& options = raw_.options;
  target_overrides out;
  if (was_given("--connect-only")) out.connect_only = options.connect_only;
  if (was_given("--key-file")) out.key_file = options.key_file;
  if (was_given("--proxy")) out.proxy = options.proxy;
  out.source = options.source;
  out.family = family();
  if (was_given("--size")) out.payload_size = options.payload_size;
  out.labels = options.reports.labels;
  return out;
}

/// What needs packets cannot have the command line's --connect-only.
void target_line_reader::check_packets(const target_overrides& own) const {
  if (!connect_only_for_all_ || own.connect_only) return;
  if (raw_.options.key_file || raw_.options.payload_size > 0) {
    throw usage_error(
        "--connect-only of the command line sends nothing; leave out --key-file and "
        "--size");
  }
}

}  // namespace tmss10
