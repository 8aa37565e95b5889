// SPDX-License-Identifier: MIT
#include "file_reports.hpp"
#include "line_file.hpp"
#include <tmss10/core/report/report_json.hpp>

#include <string>

namespace tmss10 {
namespace {

class json_file final : public report {
 public:
  json_file(const report_options& options, text_stream& standard_output,
            const patience& may_wait)
      : lines_(options.json.value(), begin_of(options), standard_output, may_wait) {}

  void begin(const run_description& run,
             std::chrono::system_clock::time_point now) override {
    run_ = run.id;
    lines_.begin();
    lines_.stream().write(json_run(run, now));
  }
  bool on(const occurrence& happened, const statistics& /*totals*/) override {
    return lines_.stream().write(json_line(happened, run_));
  }
  [[nodiscard]] report_turn turn() const override { return lines_.turn(); }
  void end(const run_outcome& outcome,
           std::chrono::system_clock::time_point now) override {
    lines_.stream().write(json_summary(outcome, run_, now));
  }
  [[nodiscard]] std::optional<std::system_error> failed() const override {
    return lines_.failed();
  }

 private:
  line_file lines_;
  std::string run_;  // its id
};

}  // namespace

report_opener json_report(const report_options& options, text_stream& standard_output) {
  return [options, &standard_output](const patience& may_wait) {
    return std::make_unique<json_file>(options, standard_output, may_wait);
  };
}

}  // namespace tmss10
