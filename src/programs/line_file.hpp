// SPDX-License-Identifier: MIT
#pragma once

#include "system/system_files.hpp"
#include "system/text_stream.hpp"
#include <tmss10/core/options/report_options.hpp>
#include <tmss10/core/report/report.hpp>

#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

namespace tmss10 {

/// What a run does with what is in a file: lines of earlier runs.
enum class begin_of_file { emptied, kept };

[[nodiscard]] begin_of_file begin_of(const report_options& options);

/// A report that is written line by line; "-" is standard output.
class line_file {
 public:
  /// Opens the file, and changes nothing in it. Waits for the reader of a FIFO as long as
  /// it may. Throws std::system_error naming it if it can't be written.
  /// `standard_output` must outlive this.
  line_file(const std::filesystem::path& path, begin_of_file how,
            text_stream& standard_output, const patience& may_wait);

  /// Begins a run. The first line of a file, if there is one, is not written again to one
  /// that keeps what it has; half a line at its end is ended.
  void begin(std::string_view first_line = {});

  [[nodiscard]] text_stream& stream() { return stream_ ? *stream_ : standard_output_; }

  /// When a report in it is to be ended.
  [[nodiscard]] report_turn turn() const {
    return file_ ? report_turn::at_last : report_turn::standard_output;
  }

  /// Why the file could not be written; never of standard output.
  [[nodiscard]] std::optional<std::system_error> failed() const {
    return stream_ ? stream_->failed() : std::nullopt;
  }

 private:
  std::filesystem::path path_;
  begin_of_file how_;
  text_stream& standard_output_;
  opened_file file_;                   // none for standard output
  std::optional<text_stream> stream_;  // the same
};

}  // namespace tmss10
