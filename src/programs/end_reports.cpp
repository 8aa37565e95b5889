// SPDX-License-Identifier: MIT
#include "end_reports.hpp"

#include <utility>

namespace tmss10 {
namespace {

using time_point = std::chrono::system_clock::time_point;
using report_list = std::vector<std::unique_ptr<report>>;

class ending {
 public:
  ending(const report_list& reports, const text_stream& standard_output,
         run_outcome outcome, const verdict_now& judge, time_point now)
      : reports_(reports),
        standard_output_(standard_output),
        outcome_(std::move(outcome)),
        judge_(judge),
        now_(now) {}

  std::optional<std::system_error> carry_out() {
    look_at_standard_output();
    for (const auto& one : reports_)
      note(one->failed());
    is_up_to_date_ = true;
    for (const auto turn :
         {report_turn::correctable, report_turn::standard_output, report_turn::at_last}) {
      end_those_of(turn);
      if (!is_up_to_date_) correct();
    }
    return first_;
  }

 private:
  void end_those_of(report_turn turn) {
    for (auto one = reports_.rbegin(); one != reports_.rend(); ++one) {
      if ((*one)->turn() != turn) continue;
      (*one)->end(outcome_, now_);
      look_at_standard_output();
      note((*one)->failed());
    }
  }

  void correct() {
    is_up_to_date_ = true;
    for (const auto& one : reports_) {
      if (one->turn() != report_turn::correctable || one->failed()) continue;
      one->end_again(outcome_, now_);
      note(one->failed());
    }
  }

  void look_at_standard_output() {
    if (!standard_output_.reader_is_gone()) return note(standard_output_.failed());
    if (first_ || std::exchange(has_lost_reader_, true)) return;
    outcome_.judged = judge_();
    is_up_to_date_ = false;
  }

  /// The first error is the one that the process ends with.
  void note(const std::optional<std::system_error>& error) {
    if (first_ || !error) return;
    first_ = error;
    outcome_.judged.code = exit_code::usage;
    outcome_.error = error->what();
    is_up_to_date_ = false;
  }

  const report_list& reports_;
  const text_stream& standard_output_;
  run_outcome outcome_;
  const verdict_now& judge_;
  time_point now_;
  std::optional<std::system_error> first_;
  bool has_lost_reader_ = false;
  bool is_up_to_date_ = true;  // what is correctable says what is known
};

}  // namespace

std::optional<std::system_error> end_reports(const report_list& reports,
                                             const text_stream& standard_output,
                                             run_outcome outcome,
                                             const verdict_now& judge, time_point now) {
  return ending(reports, standard_output, std::move(outcome), judge, now).carry_out();
}

}  // namespace tmss10
