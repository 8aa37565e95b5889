// SPDX-License-Identifier: MIT
#include "file_reports.hpp"
#include "system/whole_file.hpp"
#include <tmss10/core/report/redaction.hpp>
#include <tmss10/core/report/report_document.hpp>
#include <tmss10/core/report/report_page.hpp>
#include <tmss10/core/report/run_record.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace tmss10 {
namespace {

using whole_text = std::string (*)(const finished_run& of);

/// A report of the whole run, which is written at its end: then the file has all of it,
/// or what it had before.
class run_record_file final : public report {
 public:
  run_record_file(const std::filesystem::path& path, whole_text text, bool is_redacted,
                  const patience& may_wait)
      : file_(path, may_wait), text_(text) {
    if (is_redacted) redaction_.emplace();
  }

  void begin(const run_description& run,
             std::chrono::system_clock::time_point now) override {
    record_.begin(redaction_ ? redaction_->of(run) : run, now);
  }
  bool on(const occurrence& happened, const statistics& /*totals*/) override {
    if (redaction_) {
      const auto instead = redaction_->of(happened.what);
      record_.on(occurrence(instead, happened.at));
    } else {
      record_.on(happened);
    }
    return true;
  }
  [[nodiscard]] report_turn turn() const override {
    return file_.can_be_written_again() ? report_turn::correctable : report_turn::at_last;
  }
  void end(const run_outcome& outcome,
           std::chrono::system_clock::time_point now) override {
    const auto known = redaction_ ? redaction_->of(outcome) : outcome;
    try {
      file_.write(text_({record_, known, now, redaction_.has_value()}));
    } catch (const std::system_error& error) {
      failed_ = error;
    }
  }
  void end_again(const run_outcome& outcome,
                 std::chrono::system_clock::time_point now) override {
    end(outcome, now);
  }
  [[nodiscard]] std::optional<std::system_error> failed() const override {
    return failed_;
  }

 private:
  whole_file file_;
  whole_text text_;
  std::optional<redaction> redaction_;
  run_record record_;
  std::optional<std::system_error> failed_;
};

}  // namespace

report_opener page_report(const report_options& options,
                          text_stream& /*standard_output*/) {
  return [options](const patience& may_wait) {
    return std::make_unique<run_record_file>(options.page.value(), report_page,
                                             options.redact, may_wait);
  };
}

report_opener document_report(const report_options& options,
                              text_stream& /*standard_output*/) {
  return [options](const patience& may_wait) {
    return std::make_unique<run_record_file>(options.document.value(), report_document,
                                             options.redact, may_wait);
  };
}

}  // namespace tmss10
