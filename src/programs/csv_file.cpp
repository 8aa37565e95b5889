// SPDX-License-Identifier: MIT
#include "file_reports.hpp"
#include "line_file.hpp"
#include <tmss10/core/report/report_csv.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

class csv_file final : public report {
 public:
  csv_file(const report_options& options, text_stream& standard_output,
           const patience& may_wait)
      : lines_(options.csv.value(), begin_of(options), standard_output, may_wait) {}

  void begin(const run_description& run,
             std::chrono::system_clock::time_point /*now*/) override {
    targets_ = run.targets;
    lines_.begin(csv_header());
  }
  bool on(const occurrence& happened, const statistics& /*totals*/) override {
    return lines_.stream().write(
        csv_line(happened.what, targets_.at(happened.what.target), happened.at));
  }
  [[nodiscard]] report_turn turn() const override { return lines_.turn(); }
  void end(const run_outcome& /*outcome*/,
           std::chrono::system_clock::time_point /*now*/) override {}
  [[nodiscard]] std::optional<std::system_error> failed() const override {
    return lines_.failed();
  }

 private:
  line_file lines_;
  std::vector<std::string> targets_;
};

}  // namespace

report_opener csv_report(const report_options& options, text_stream& standard_output) {
  return [options, &standard_output](const patience& may_wait) {
    return std::make_unique<csv_file>(options, standard_output, may_wait);
  };
}

}  // namespace tmss10
