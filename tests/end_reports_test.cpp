// SPDX-License-Identifier: MIT
#include "programs/end_reports.hpp"

#include "catch.hpp"
#include "support/run_outcome.hpp"

#ifdef __linux__
#include <unistd.h>
#endif

#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::report_time;
using words = std::vector<std::string>;

std::system_error error_of(const std::string& name) {
  return {std::make_error_code(std::errc::no_space_on_device), name};
}

/// Writes down when it is ended and with which exit code, and may fail at that.
class fake final : public report {
 public:
  fake(std::string name, report_turn turn, words& log)
      : name_(std::move(name)), turn_(turn), log_(log) {}

  bool on(const occurrence& /*happened*/, const statistics& /*totals*/) override {
    return true;
  }
  [[nodiscard]] report_turn turn() const override { return turn_; }
  void end(const run_outcome& outcome,
           std::chrono::system_clock::time_point /*now*/) override {
    write_down("", outcome);
    if (at_end) at_end();
  }
  void end_again(const run_outcome& outcome,
                 std::chrono::system_clock::time_point /*now*/) override {
    write_down(" again", outcome);
  }
  [[nodiscard]] std::optional<std::system_error> failed() const override {
    return has_failed ? std::optional(error_of(name_)) : std::nullopt;
  }

  std::function<void()> at_end;
  bool has_failed = false;

 private:
  void write_down(const std::string& what, const run_outcome& outcome) {
    log_.push_back(name_ + what + " " +
                   std::to_string(static_cast<int>(outcome.judged.code)) +
                   (outcome.error.empty() ? "" : " with an error"));
  }

  std::string name_;
  report_turn turn_;
  words& log_;
};

/// The reports of a run that was all right, in the order in which a run opens them.
class scene {
 public:
  scene() {
    plugin = add("plugin", report_turn::standard_output);
    lines = add("lines", report_turn::at_last);
    columns = add("columns", report_turn::at_last);
    figures = add("figures", report_turn::correctable);
  }

  /// What could not be written; empty when nothing is wrong.
  std::string end(const text_stream& out) {
    const auto gone = [] {
      verdict judged;
      judged.code = exit_code::reader_gone;
      return judged;
    };
    const auto failed =
        end_reports(reports, out, test::four_answers(), gone, report_time);
    return failed ? failed->what() : "";
  }

  words log;
  fake* plugin = nullptr;
  fake* lines = nullptr;
  fake* columns = nullptr;
  fake* figures = nullptr;

 private:
  fake* add(const std::string& name, report_turn turn) {
    auto one = std::make_unique<fake>(name, turn, log);
    auto* const out = one.get();
    reports.push_back(std::move(one));
    return out;
  }

  std::vector<std::unique_ptr<report>> reports;
};

TEST_CASE("end_reports: what can't be corrected is written last") {
  scene run;
  CHECK(run.end(text_stream(stdout, "standard output")).empty());
  CHECK(run.log == words{"figures 0", "plugin 0", "columns 0", "lines 0"});
}

TEST_CASE("end_reports: what failed in the run is told by all") {
  scene run;
  run.columns->has_failed = true;
  CHECK(run.end(text_stream(stdout, "standard output")).find("columns") == 0);
  CHECK(run.log == words{"figures 2 with an error", "plugin 2 with an error",
                         "columns 2 with an error", "lines 2 with an error"});
}

TEST_CASE("end_reports: what fails first is told by all that come later") {
  scene run;
  run.figures->at_end = [&run] { run.figures->has_failed = true; };
  CHECK(run.end(text_stream(stdout, "standard output")).find("figures") == 0);
  CHECK(run.log == words{"figures 0", "plugin 2 with an error", "columns 2 with an error",
                         "lines 2 with an error"});
}

TEST_CASE("end_reports: what fails last corrects what can be corrected") {
  scene run;
  run.columns->at_end = [&run] { run.columns->has_failed = true; };
  run.lines->at_end = [&run] { run.lines->has_failed = true; };
  CHECK(run.end(text_stream(stdout, "standard output")).find("columns") == 0);
  CHECK(run.log == words{"figures 0", "plugin 0", "columns 0", "lines 2 with an error",
                         "figures again 2 with an error"});
}

#ifdef __linux__
struct closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using stream = std::unique_ptr<std::FILE, closer>;

stream without_room() {
  return stream(std::fopen("/dev/full", "w"));
}

/// What is written to it has no reader.
stream without_reader() {
  ignore_write_signals();
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return nullptr;
  ::close(ends[0]);
  return stream(::fdopen(ends[1], "w"));
}

TEST_CASE("end_reports: a full standard output is told by every file") {
  const auto full = without_room();
  REQUIRE(full);
  text_stream out(full.get(), "standard output");
  scene run;
  run.plugin->at_end = [&out] { CHECK(!out.write("one line\n")); };
  CHECK(run.end(out).find("standard output") == 0);
  CHECK(run.log == words{"figures 0", "plugin 0", "figures again 2 with an error",
                         "columns 2 with an error", "lines 2 with an error"});
}

TEST_CASE("end_reports: a reader that goes away at the end is told by every file") {
  const auto closed = without_reader();
  REQUIRE(closed);
  text_stream out(closed.get(), "standard output");
  scene run;
  run.plugin->at_end = [&out] { CHECK(!out.write("one line\n")); };
  CHECK(run.end(out).empty());
  CHECK(run.log ==
        words{"figures 0", "plugin 0", "figures again 141", "columns 141", "lines 141"});
}

TEST_CASE("end_reports: a file that fails counts more than a reader that goes away") {
  const auto closed = without_reader();
  REQUIRE(closed);
  text_stream out(closed.get(), "standard output");
  scene run;
  run.figures->at_end = [&run] { run.figures->has_failed = true; };
  run.plugin->at_end = [&out] { CHECK(!out.write("one line\n")); };
  CHECK(run.end(out).find("figures") == 0);
  CHECK(run.log == words{"figures 0", "plugin 2 with an error", "columns 2 with an error",
                         "lines 2 with an error"});
}
#endif

}  // namespace
}  // namespace tmss10
