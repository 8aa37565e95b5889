// SPDX-License-Identifier: MIT
#include "programs/file_reports.hpp"

#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/run_outcome.hpp"
#include "support/temporary_directory.hpp"
#include <tmss10/core/report/report_csv.hpp>
#include <tmss10/core/report/report_json.hpp>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using nlohmann::json;
using test::content_of;
using test::report_time;
using test::temporary_directory;

/// The reports of these options, opened.
std::vector<std::unique_ptr<report>> open_all(const report_options& options,
                                              text_stream& out) {
  std::vector<std::unique_ptr<report>> opened;
  for (const auto& open : file_reports_of(options, out))
    opened.push_back(open([] { return false; }));
  return opened;
}

report_options all_in(const temporary_directory& directory) {
  report_options out;
  out.json = directory.path() / "run.json";
  out.csv = directory.path() / "run.csv";
  out.prometheus = directory.path() / "run.prom";
  return out;
}

run_description this_run() {
  run_description out;
  out.id = test::run_id;
  out.targets = {"192.0.2.7"};
  return out;
}

event::reply first_reply() {
  event::reply out;
  out.sequence = 1;
  out.wire_size = 44;
  out.round_trip = std::chrono::microseconds(310);
  return out;
}

TEST_CASE("file_reports: none is opened unless it is asked for") {
  text_stream out(stdout, "standard output");
  CHECK(file_reports_of({}, out).empty());
}

TEST_CASE("file_reports: a run is in each in its own form") {
  const temporary_directory directory;
  const auto options = all_in(directory);
  text_stream out(stdout, "standard output");
  const auto reports = open_all(options, out);
  REQUIRE(reports.size() == 3);
  const auto outcome = test::four_answers();
  const ping_event reply = first_reply();
  for (const auto& one : reports) {
    one->begin(this_run(), report_time);
    CHECK(one->on(occurrence(reply, report_time), outcome.figures.totals));
    one->end(outcome, report_time);
    CHECK(!one->failed());
  }
  const auto lines = test::lines_of(content_of(*options.json));
  REQUIRE(lines.size() == 4);  // and nothing behind the last line feed
  CHECK(json::parse(lines[0]).at("event") == "run");
  CHECK(json::parse(lines[1]).at("event") == "reply");
  CHECK(json::parse(lines[2]).at("received") == 4);
  for (const auto i : {0U, 1U, 2U})
    CHECK(json::parse(lines[i]).at("run") == test::run_id);
  CHECK(content_of(*options.csv) ==
        csv_header() + csv_line(reply, "192.0.2.7", report_time));
  CHECK(content_of(*options.prometheus).find("tmss10ping_success") != std::string::npos);
}

TEST_CASE("file_reports: what a run leaves is emptied by the next when it begins") {
  const temporary_directory directory;
  auto options = all_in(directory);
  (void)directory.write("run.json", "{}\n");
  (void)directory.write("run.csv", "old\n");
  text_stream out(stdout, "standard output");
  const auto reports = open_all(options, out);
  CHECK(content_of(*options.json) == "{}\n");
  CHECK(content_of(*options.csv) == "old\n");
  for (const auto& one : reports)
    one->begin(this_run(), report_time);
  CHECK(content_of(*options.json) == json_run(this_run(), report_time));
  CHECK(content_of(*options.csv) == csv_header());
}

TEST_CASE("file_reports: with --append, what is there stays") {
  const temporary_directory directory;
  auto options = all_in(directory);
  options.append = true;
  (void)directory.write("run.json", "{}\n");
  (void)directory.write("run.csv", "old\n");
  text_stream out(stdout, "standard output");
  for (const auto& one : open_all(options, out))
    one->begin(this_run(), report_time);
  CHECK(content_of(*options.json) == "{}\n" + json_run(this_run(), report_time));
  CHECK(content_of(*options.csv) == "old\n");
}

TEST_CASE("file_reports: a whole file is written again when the outcome gets worse") {
  const temporary_directory directory;
  report_options options;
  options.prometheus = directory.path() / "run.prom";
  text_stream out(stdout, "standard output");
  const auto reports = open_all(options, out);
  REQUIRE(reports.size() == 1);
  auto outcome = test::four_answers();
  reports.front()->end(outcome, report_time);
  const auto before = content_of(*options.prometheus);
  outcome.judged.code = exit_code::usage;
  reports.front()->end_again(outcome, report_time);
  CHECK(content_of(*options.prometheus) != before);
}

/// The file for Prometheus alone.
std::unique_ptr<report> figures_in(const std::filesystem::path& file, text_stream& out) {
  report_options options;
  options.prometheus = file;
  auto reports = open_all(options, out);
  REQUIRE(reports.size() == 1);
  return std::move(reports.front());
}

TEST_CASE("file_reports: a whole file is there while the run goes on, and says so") {
  const temporary_directory directory;
  const auto file = directory.path() / "run.prom";
  text_stream out(stdout, "standard output");
  const auto figures = figures_in(file, out);
  const auto has = [&file](const std::string& name) {
    return content_of(file).find("\ntmss10ping_" + name + "{") != std::string::npos;
  };
  auto outcome = test::outcome_of({std::chrono::microseconds(310)});
  CHECK(figures->snapshot(outcome, report_time));
  CHECK(has("running"));
  CHECK(!has("success"));
  const auto first = content_of(file);
  outcome.figures.totals.transmitted = 2;
  CHECK(figures->snapshot(outcome, report_time));
  CHECK(content_of(file) != first);
  figures->end(outcome, report_time);
  CHECK(!has("running"));
  CHECK(has("success"));
  CHECK(!figures->failed());
}

TEST_CASE("file_reports: a whole file that can't be written any more ends the run") {
  const temporary_directory directory;
  std::filesystem::create_directory(directory.path() / "away");
  const auto file = directory.path() / "away" / "run.prom";
  text_stream out(stdout, "standard output");
  const auto figures = figures_in(file, out);
  CHECK(figures->snapshot(test::four_answers(), report_time));
  std::filesystem::remove_all(file.parent_path());
  CHECK(!figures->snapshot(test::four_answers(), report_time));
  REQUIRE(figures->failed());
  CHECK(std::string(figures->failed()->what()).find("run.prom") != std::string::npos);
  // That stays so, whatever becomes of the directory.
  std::filesystem::create_directory(file.parent_path());
  CHECK(!figures->snapshot(test::four_answers(), report_time));
  figures->end(test::four_answers(), report_time);
  CHECK(figures->failed());
}

TEST_CASE("file_reports: a snapshot is in no report that is written line by line") {
  const temporary_directory directory;
  auto options = all_in(directory);
  options.prometheus.reset();
  text_stream out(stdout, "standard output");
  for (const auto& one : open_all(options, out)) {
    one->begin(this_run(), report_time);
    CHECK(one->snapshot(test::four_answers(), report_time));
  }
  CHECK(content_of(*options.json) == json_run(this_run(), report_time));
  CHECK(content_of(*options.csv) == csv_header());
}

TEST_CASE("file_reports: a file in a directory that is not there is named") {
  report_options options;
  options.csv = std::filesystem::path("no such directory") / "run.csv";
  text_stream out(stdout, "standard output");
  CHECK_THROWS_AS(open_all(options, out), std::system_error);
}

#ifdef __linux__
TEST_CASE("file_reports: a device has the figures once, at the end") {
  text_stream out(stdout, "standard output");
  const auto figures = figures_in("/dev/full", out);
  CHECK(figures->snapshot(test::four_answers(), report_time));
  CHECK(!figures->failed());
  figures->end(test::four_answers(), report_time);
  CHECK(figures->failed());
}

TEST_CASE("file_reports: a disk that is full is a failure that names the file") {
  report_options options;
  options.json = "/dev/full";
  text_stream out(stdout, "standard output");
  const auto reports = open_all(options, out);
  REQUIRE(reports.size() == 1);
  const ping_event reply = first_reply();
  CHECK(!reports.front()->on(occurrence(reply, report_time), {}));
  const auto failed = reports.front()->failed();
  REQUIRE(failed);
  CHECK(failed->code() == std::errc::no_space_on_device);
  CHECK(std::string(failed->what()).find("/dev/full") != std::string::npos);
}
#endif

}  // namespace
}  // namespace tmss10
