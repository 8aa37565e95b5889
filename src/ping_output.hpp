// SPDX-License-Identifier: MIT
#pragma once

#include "live_status.hpp"
#include "text_stream.hpp"
#include "trace_file.hpp"
#include <tmss10/core/ping_event.hpp>
#include <tmss10/core/ping_options.hpp>
#include <tmss10/core/report_text.hpp>
#include <tmss10/core/run_outcome.hpp>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace tmss10 {

/// Where the events of a run go: the screen, the trace log, and the files that other
/// programs read.
class ping_output {
 public:
  /// Throws std::system_error naming a file that can't be made.
  explicit ping_output(const ping_options& options);

  /// `totals`: with what has happened. False: something can't be written any more, and
  /// the run has no use.
  [[nodiscard]] bool show(const ping_event& happened, const statistics& totals);
  /// The totals so far, to standard error.
  void show_snapshot(const statistics& totals);

  /// Ends all reports, and returns what the process is to end with. `remark` is one more
  /// line of diagnostics, or empty. Throws std::system_error naming what could not be
  /// written.
  [[nodiscard]] int conclude(const run_outcome& outcome, const std::string& remark);

 private:
  /// A file that is written line by line; "-" is standard output.
  class line_file {
   public:
    explicit line_file(const std::filesystem::path& path);
    [[nodiscard]] text_stream& stream() { return *stream_; }

   private:
    struct closer {
      void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, closer> file_;  // none for standard output
    std::optional<text_stream> stream_;
  };

  void show_attempt(diagnosis told);
  void write_error(const std::string& text);
  void write_diagnostics(const run_outcome& outcome, const std::string& remark);
  void check_files();

  bool goes_on_trying_;
  bool quiet_;
  bool has_text_;
  report_options reports_;
  bool errors_in_color_;
  text_report text_;
  text_stream out_{stdout, "standard output"};
  text_stream err_{stderr, "standard error"};
  std::optional<live_status> status_;
  trace_file trace_{err_};
  std::optional<line_file> json_;
  std::optional<line_file> csv_;
  std::string last_sentence_;  // of the attempts of a run without an end
  std::string last_hint_;
};

}  // namespace tmss10
