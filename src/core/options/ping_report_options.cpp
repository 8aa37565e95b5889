// SPDX-License-Identifier: MIT
#include "core/base/file_named.hpp"
#include "option_values.hpp"
#include "ping_command_line.hpp"
#include "target_options.hpp"
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace tmss10 {
namespace {

using option_values::add;
using option_values::invalid;

/// More than ten lines a second nobody reads, and a file is replaced each time.
constexpr std::chrono::milliseconds least_snapshot_pause{100};

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

/// Which of the two forms it is, by its name; null for another one.
std::optional<std::filesystem::path>* form_of(report_options& reports,
                                              const std::filesystem::path& file) {
  const auto ending = lower_case(file.extension().string());
  if (ending == ".html" || ending == ".htm") return &reports.page;
  return ending == ".json" ? &reports.document : nullptr;
}

void add_whole_report(CLI::App& app, ping_options& options) {
  auto& reports = options.reports;
  add(
      app, "--report", "FILE",
      [&reports](const std::string& text) {
        if (text.empty()) throw invalid("--report: name a file");
        if (text == "-") {
          throw invalid(
              "--report: a report is not shown; name a file that ends in .html or .json");
        }
        auto* const form = form_of(reports, file_named(text));
        if (form == nullptr) {
          throw invalid(fmt::format("--report: {} ends neither in .html nor in .json",
                                    in_quotes(text)));
        }
        *form = file_named(text);
      },
      "Write the whole run as a page to FILE.html or as a\nJSON document to FILE.json; "
      "may be given for both");
  app.add_flag("--redact", reports.redact,
               "Replace names and addresses in these by stand-ins");
  add(
      app, "--baseline", "FILE",
      [&options](const std::string& text) {
        if (text.empty() || text == "-") {
          throw invalid("--baseline: name a file, an earlier --report FILE.json");
        }
        options.baseline = file_named(text);
      },
      "Compare the run with an earlier --report FILE.json;\nexit with 12 if something "
      "got worse");
}

}  // namespace

void add_report_options(CLI::App& app, raw_command& raw) {
  auto& reports = raw.options.reports;
  const auto add_file = [&app](const char* name, const char* help, auto& into) {
    add(
        app, name, "FILE",
        [name, &into](const std::string& text) {
          if (text.empty()) throw invalid(fmt::format("{}: name a file", name));
          into = file_named(text);
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
        reports.snapshot_every =
            option_values::seconds_from(least_snapshot_pause, "--snapshot-every", text);
      },
      "Every S seconds (at least 0.1), write these figures\nand show a line of them on "
      "standard error");
  add_whole_report(app, raw.options);
  app.add_flag("--nagios", reports.nagios,
               "Print one line and exit with 0 to 3, for monitoring");
  add_nagios_limit(app, "--warn", "Warn at these values, such as 100,20%",
                   reports.thresholds.warn);
  add_nagios_limit(app, "--crit", "Critical at these values", reports.thresholds.crit);
}

}  // namespace tmss10
