// SPDX-License-Identifier: MIT
#include "core/base/file_named.hpp"
#include "option_values.hpp"
#include "ping_command_line.hpp"

#include <limits>
#include <string>

namespace tmss10 {
namespace {

using option_values::add;
using option_values::invalid;

void add_number(CLI::App& app, const std::string& name, const std::string& help,
                std::optional<std::uint64_t>& into) {
  add(
      app, name, "N",
      [name, &into](const std::string& text) {
        constexpr auto most = std::numeric_limits<std::uint32_t>::max();
        into = option_values::whole_number(name, text, 1, most);
      },
      help);
}

}  // namespace

void add_table_options(CLI::App& app, raw_command& raw) {
  add(
      app, "--targets", "FILE",
      [&raw](const std::string& text) {
        if (text.empty()) throw invalid("--targets: name a file");
        raw.targets_file = file_named(text);
      },
      "Ping the targets of a file, a line each, with\noptions; - is standard input");
  add_number(app, "--rate", "Targets to begin per second (default 1000)", raw.rate);
  add_number(app, "--at-once", "Targets to connect to at the same time\n(default 1000)",
             raw.at_once);
  add_number(app, "--min-ok", "Exit with 0 if at least N targets are ok, else 12",
             raw.min_ok);
}

}  // namespace tmss10
