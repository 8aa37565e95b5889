// SPDX-License-Identifier: MIT
#include "file_reports.hpp"
#include "line_file.hpp"
#include <tmss10/core/report/report_json.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

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
    if (run.has_table) targets_ = run.targets;
    lines_.begin();
    lines_.stream().write(json_run(run, now));
  }
  bool on(const occurrence& happened, const statistics& /*totals*/) override {
    return lines_.stream().write(json_line(happened, of(happened.what.target)));
  }
  [[nodiscard]] report_turn turn() const override { return lines_.turn(); }
  bool end_target(std::size_t target, const run_outcome& outcome,
                  std::chrono::system_clock::time_point now) override {
    return lines_.stream().write(json_summary(outcome, of(target), now));
  }
  void end(const run_outcome& outcome,
           std::chrono::system_clock::time_point now) override {
    lines_.stream().write(outcome.all ? json_total(outcome, {run_}, now)
                                      : json_summary(outcome, {run_}, now));
  }
  [[nodiscard]] std::optional<std::system_error> failed() const override {
    return lines_.failed();
  }

 private:
  [[nodiscard]] json_origin of(std::size_t target) const {
    return {run_, targets_.empty() ? std::string_view() : targets_.at(target)};
  }

  line_file lines_;
  std::string run_;                   // its id
  std::vector<std::string> targets_;  // the names that lines have
};

}  // namespace

report_opener json_report(const report_options& options, text_stream& standard_output) {
  return [options, &standard_output](const patience& may_wait) {
    return std::make_unique<json_file>(options, standard_output, may_wait);
  };
}

}  // namespace tmss10
