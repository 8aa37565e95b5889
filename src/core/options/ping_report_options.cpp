// SPDX-License-Identifier: MIT
#include "option_values.hpp"
#include "ping_command_line.hpp"
#include "target_options.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>

#include <string>

namespace tmss10 {
namespace {

using option_values::add;
using option_values::invalid;

void add_nagios_limit(CLI::App& app, const std::string& name, const std::string& help,
                      std::optional<nagios_limit>& into) {
  add(
      app, name, "RTT,LOSS%",
      [name, &into](const std::string& text) {
        into = parse_nagios_limit(text);
        if (!into) {
          throw invalid(fmt::format(
              "{}: {} is not RTT,LOSS%, RTT or ,LOSS% (milliseconds, percent)", name,
              in_quotes(text)));
        }
      },
      help);
}

}  // namespace

void add_report_options(CLI::App& app, raw_command& raw) {
  auto& reports = raw.options.reports;
  const auto add_file = [&app](const char* name, const char* help, auto& into) {
    add(
        app, name, "FILE",
        [name, &into](const std::string& text) {
          if (text.empty()) throw invalid(fmt::format("{}: name a file", name));
          into = text;
        },
        help);
  };
  add_file("--json", "Write each event as a line of JSON; - is standard\noutput",
           reports.json);
  add_file("--csv", "Write each ping as a line of CSV; - is standard\noutput",
           reports.csv);
  app.add_flag("--append", reports.append, "Append to the files of --json and --csv");
  add_file("--prometheus",
           "Write the final figures for node_exporter's\ntextfile collector; - is "
           "standard output",
           reports.prometheus);
  add_label(app, raw);
  add(
      app, "--snapshot-every", "S",
      [&reports](const std::string& text) {
        reports.snapshot_every = option_values::seconds("--snapshot-every", text,
                                                        option_values::zero::refused);
      },
      "Every S seconds, write these figures and show a\nline of them on standard error");
  app.add_flag("--nagios", reports.nagios,
               "Print one line and exit with 0 to 3, for monitoring");
  add_nagios_limit(app, "--warn", "Warn at these values, such as 100,20%",
                   reports.thresholds.warn);
  add_nagios_limit(app, "--crit", "Critical at these values", reports.thresholds.crit);
}

}  // namespace tmss10
