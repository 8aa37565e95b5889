// SPDX-License-Identifier: MIT
#include "option_values.hpp"

#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <iterator>
#include <memory>
#include <utility>

namespace tmss10::option_values {
namespace {

/// A year: far beyond any use, and far from any overflow.
constexpr std::uint64_t most_seconds = 31'536'000;
constexpr std::size_t fraction_digits = 9;  // nanoseconds

bool parse_digits(std::string_view text, std::uint64_t& value) {
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

bool parse_fraction(std::string text, std::uint64_t& nanoseconds) {
  const bool digits =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  text.resize(fraction_digits, '0');
  return digits && parse_digits(text, nanoseconds);
}

/// "12", "0.25", ".5" or "3.", as if they were seconds; none for anything else.
std::optional<std::chrono::nanoseconds> parse_seconds(std::string_view text) {
  const auto point = text.find('.');
  const auto whole_text = text.substr(0, point);
  const auto fraction_text =
      point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole_text.empty() && fraction_text.empty()) return std::nullopt;
  std::uint64_t whole = 0;
  std::uint64_t nanoseconds = 0;
  if (!whole_text.empty() && !parse_digits(whole_text, whole)) return std::nullopt;
  if (!parse_fraction(std::string(fraction_text), nanoseconds)) return std::nullopt;
  if (whole > most_seconds || (whole == most_seconds && nanoseconds > 0)) {
    return std::nullopt;
  }
  return std::chrono::seconds(whole) + std::chrono::nanoseconds(nanoseconds);
}

/// --help in one layout with every version of CLI11, and without a section for positional
/// arguments: the usage line has the one there is.
class formatter final : public CLI::Formatter {
 public:
  explicit formatter(std::string usage) : usage_(std::move(usage)) {}
  std::string make_usage(const CLI::App* /*app*/, std::string /*name*/) const override {
    return "Usage: " + usage_ + "\n";
  }
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override {
    return app->get_description() + "\n" + make_usage(app, std::move(name)) +
           make_groups(app, mode) + "\n" + app->get_footer() + "\n";
  }
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    const std::size_t width = get_column_width();
    std::string out =
        "  " + make_option_name(option, is_positional) + make_option_opts(option);
    if (out.size() >= width)
      out += "\n" + std::string(width, ' ');
    else
      out.resize(width, ' ');
    for (const char c : make_option_desc(option)) {
      out += c;
      if (c == '\n') out.append(width, ' ');
    }
    return out + "\n";
  }

 private:
  std::string usage_;
};

/// One blank line at most between two groups: some versions of CLI11 have two.
std::string with_single_blank_lines(std::string text) {
  constexpr std::string_view too_many = "\n\n\n";
  for (auto at = text.find(too_many); at != std::string::npos; at = text.find(too_many)) {
    text.erase(at, 1);
  }
  return text;
}

/// Reads what is right in a command line that is wrong, after an error has cut it short.
void read_what_is_right(CLI::App& app) {
  for (auto* option : app.get_options()) {
    if (option->count() == 0) continue;
    try {
      option->run_callback();
    } catch (const std::exception&) {
      continue;  // it has been told, or comes after what was
    }
  }
}

/// A word without what stands behind a blank, a colon or an option's equals sign: the
/// value of an option that is misspelt, a header say, may be a secret.
std::string without_secrets(const std::string& word) {
  return word.substr(0, word.find_first_of(word.starts_with('-') ? ": =" : ": "));
}

/// Names the first word that no option takes. Those behind it may be right: the value of
/// an option that is misspelt is taken for the host, and the host is then one too many.
std::string refusal_of_extras(const std::string& first, advice on_unexpected) {
  refuse_logon(first);
  const auto text = refusal_of_extra(first);
  const auto more = on_unexpected != nullptr ? on_unexpected(first) : std::string();
  return more.empty() ? text : text + "; " + more;
}

}  // namespace

CLI::ValidationError invalid(const std::string& message) {
  return CLI::ValidationError(message);
}

void refuse_logon(std::string_view argument) {
  if (argument.find('@') == std::string_view::npos) return;
  throw usage_error(
      "an argument has an '@': if it is a logon string, give it with --server");
}

std::string refusal_of_extra(const std::string& word) {
  return "The following argument was not expected: " + printable(without_secrets(word));
}

std::uint64_t whole_number(const std::string& option, const std::string& text,
                           std::uint64_t least, std::uint64_t most) {
  std::uint64_t value = 0;
  if (!parse_digits(text, value) || value < least || value > most) {
    throw invalid(fmt::format("{}: {} is not a whole number from {} to {}", option,
                              in_quotes(text), least, most));
  }
  return value;
}

std::chrono::nanoseconds seconds(const std::string& option, const std::string& text,
                                 zero may_be_zero) {
  const auto value = parse_seconds(text);
  if (!value || (*value == std::chrono::nanoseconds(0) && may_be_zero == zero::refused)) {
    throw invalid(fmt::format(
        "{}: {} is not a number of seconds {} 0 up to {}", option, in_quotes(text),
        may_be_zero == zero::allowed ? "from" : "above", most_seconds));
  }
  return *value;
}

std::chrono::nanoseconds seconds_from(std::chrono::nanoseconds least,
                                      const std::string& option,
                                      const std::string& text) {
  const auto value = parse_seconds(text);
  if (!value || *value < least) {
    throw invalid(fmt::format(
        "{}: {} is not a number of seconds from {} up to {}", option, in_quotes(text),
        std::chrono::duration<double>(least).count(), most_seconds));
  }
  return *value;
}

std::chrono::nanoseconds milliseconds(const std::string& option,
                                      const std::string& text) {
  constexpr std::int64_t per_second = 1000;
  const auto value = parse_seconds(text);
  if (!value) {
    throw invalid(fmt::format("{}: {} is not a number of milliseconds from 0 up to {}",
                              option, in_quotes(text), most_seconds));
  }
  return *value / per_second;
}

double percent(const std::string& option, const std::string& text) {
  constexpr std::chrono::seconds all(100);
  std::string_view number(text);
  if (number.ends_with('%')) number.remove_suffix(1);
  const auto value = parse_seconds(number);
  if (!value || *value > all) {
    throw invalid(
        fmt::format("{}: {} is not a number from 0 to 100", option, in_quotes(text)));
  }
  return std::chrono::duration<double>(*value).count();
}

CLI::Option* add(CLI::App& app, const std::string& names, const std::string& type,
                 const std::function<void(const std::string&)>& read,
                 const std::string& help) {
  const auto read_all = [read](const CLI::results_t& values) {
    for (const auto& value : values)
      read(value);
    return true;
  };
  return app.add_option(names, read_all, help)
      ->type_name(type)
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void set_up(CLI::App& app, const std::string& usage) {
  constexpr std::size_t left_column = 29;
  app.formatter(std::make_shared<formatter>(usage));
  app.get_formatter()->column_width(left_column);
  app.set_help_flag();  // CLI11 would put it before all groups
}

std::optional<show_text> parse(CLI::App& app, int argc, const char* const* argv,
                               advice on_unexpected, std::vector<std::string>* words) {
  app.set_help_flag("-h,--help", "Show this help and exit");
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return show_text{with_single_blank_lines(app.help())};
  } catch (const CLI::CallForVersion& version) {
    return show_text{std::string(version.what()) + "\n"};
  } catch (const CLI::ExtrasError&) {
    read_what_is_right(app);
    const auto extras = app.remaining();
    const auto is_option = [](const std::string& word) {
      return word.starts_with('-') && word != "--";
    };
    auto wrong = extras.begin();
    if (words != nullptr) wrong = std::find_if(wrong, extras.end(), is_option);
    if (wrong != extras.end())
      throw usage_error(refusal_of_extras(*wrong, on_unexpected));
    std::remove_copy(extras.begin(), extras.end(), std::back_inserter(*words),
                     std::string("--"));
  } catch (const CLI::ParseError& error) {
    read_what_is_right(app);
    throw usage_error(printable(error.what()));
  }
  return std::nullopt;
}

bool is_set(const CLI::App& app, const char* flag) {
  const auto* option = app.get_option(flag);
  try {
    return option->count() > 0 && option->as<bool>();
  } catch (const CLI::ParseError&) {
    return true;  // with a value that is none
  }
}

}  // namespace tmss10::option_values
