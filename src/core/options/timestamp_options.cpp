// SPDX-License-Identifier: MIT
#include "timestamp_options.hpp"

#include "option_values.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {
namespace {

constexpr const char* flag_name = "--timestamps";
constexpr const char* format_name = "--timestamp-format";

std::optional<timestamp_format> format_named(std::string_view text) {
  if (text == "epoch") return timestamp_format::epoch;
  if (text == "iso") return timestamp_format::iso;
  if (text == "rfc3339") return timestamp_format::rfc3339;
  if (text == "ctime") return timestamp_format::ctime;
  return std::nullopt;
}

}  // namespace

void add_timestamp_options(CLI::App& app, raw_command& raw) {
  app.add_flag(std::string("-D,") + flag_name, raw.timestamps,
               "Put a time stamp before each line");
  option_values::add(
      app, format_name, "FORMAT",
      [](const std::string& text) {
        if (format_named(text)) return;
        throw option_values::invalid(fmt::format(
            "{}: {} is not epoch, iso, rfc3339 or ctime", format_name, in_quotes(text)));
      },
      "Format of these: epoch (default), iso, rfc3339 or\nctime; implies -D");
}

timestamp_format timestamps_asked_for(const CLI::App& app) {
  auto out = option_values::is_set(app, flag_name) ? timestamp_format::epoch
                                                   : timestamp_format::none;
  for (const auto& text : app.get_option(format_name)->results())
    out = format_named(text).value_or(out);
  return out;
}

}  // namespace tmss10
