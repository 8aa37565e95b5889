// SPDX-License-Identifier: MIT
#include "file_reports.hpp"
#include "system/whole_file.hpp"
#include <tmss10/core/report/report_prometheus.hpp>

#include <optional>
#include <utility>

namespace tmss10 {
namespace {

class prometheus_file final : public report {
 public:
  prometheus_file(const report_options& options, const patience& may_wait)
      : file_(options.prometheus.value(), may_wait), has_plugin_(options.nagios) {}

  bool on(const occurrence& /*happened*/, const statistics& /*totals*/) override {
    return true;
  }
  [[nodiscard]] report_turn turn() const override {
    // A plugin's first line must not say that all is well if this can't be written.
    const bool is_early = file_.can_be_written_again() || has_plugin_;
    return is_early ? report_turn::correctable : report_turn::at_last;
  }
  bool snapshot_target(std::size_t /*target*/, const run_outcome& so_far,
                       std::chrono::system_clock::time_point now) override {
    if (!so_far_) so_far_ = several_;
    so_far_->add_so_far(so_far, now);
    return true;
  }
  /// A FIFO or a device has the figures once, at the end: texts would follow each other
  /// there. Nor does this wait for the disk: meanwhile no answer could be timed.
  bool snapshot(const run_outcome& so_far,
                std::chrono::system_clock::time_point now) override {
    const auto with_running = std::exchange(so_far_, std::nullopt);
    if (!file_.can_be_written_again()) return true;
    write(so_far.all ? with_running.value_or(several_).text()
                     : prometheus_text_so_far(so_far, now),
          durability::in_cache);
    return !failed_;
  }
  bool end_target(std::size_t /*target*/, const run_outcome& outcome,
                  std::chrono::system_clock::time_point now) override {
    several_.add(outcome, now);
    return true;
  }
  void end(const run_outcome& outcome,
           std::chrono::system_clock::time_point now) override {
    write(outcome.all ? several_.text() : prometheus_text(outcome, now),
          durability::on_disk);
  }
  void end_again(const run_outcome& outcome,
                 std::chrono::system_clock::time_point now) override {
    if (file_.can_be_written_again()) end(outcome, now);
  }
  [[nodiscard]] std::optional<std::system_error> failed() const override {
    return failed_;
  }

 private:
  void write(const std::string& text, durability kept) {
    try {
      file_.write(text, kept);
    } catch (const std::system_error& error) {
      failed_ = error;
    }
  }

  whole_file file_;
  prometheus_figures several_;                // of the targets that have ended
  std::optional<prometheus_figures> so_far_;  // and of those that run, for a snapshot
  bool has_plugin_;
  std::optional<std::system_error> failed_;
};

class prometheus_stream final : public report {
 public:
  explicit prometheus_stream(text_stream& out) : out_(out) {}

  bool on(const occurrence& /*happened*/, const statistics& /*totals*/) override {
    return true;
  }
  [[nodiscard]] report_turn turn() const override { return report_turn::standard_output; }
  bool end_target(std::size_t /*target*/, const run_outcome& outcome,
                  std::chrono::system_clock::time_point now) override {
    several_.add(outcome, now);
    return true;
  }
  void end(const run_outcome& outcome,
           std::chrono::system_clock::time_point now) override {
    out_.write(outcome.all ? several_.text() : prometheus_text(outcome, now));
  }

 private:
  text_stream& out_;
  prometheus_figures several_;
};

}  // namespace

report_opener prometheus_report(const report_options& options,
                                text_stream& standard_output) {
  return
      [options, &standard_output](const patience& may_wait) -> std::unique_ptr<report> {
        if (options.prometheus == "-")
          return std::make_unique<prometheus_stream>(standard_output);
        return std::make_unique<prometheus_file>(options, may_wait);
      };
}

}  // namespace tmss10
