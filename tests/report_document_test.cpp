// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/temporary_directory.hpp"
#include "support/whole_run.hpp"
#include <tmss10/core/report/report_document.hpp>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace tmss10 {
namespace {

using nlohmann::json;

std::string document_of(const test::told_run& run) {
  run_record record;
  run.tell(record);
  return report_document({record, run.outcome, test::report_time});
}

TEST_CASE("report_document: it is what the schema is checked with") {
#ifndef _WIN32  // its C library has other words for std::errc
  const auto in = [](const char* name) {
    return test::content_of(std::filesystem::path(TMSS10_TEST_DATA) / name);
  };
  CHECK(document_of(test::whole_run()) == in("report.json"));
  CHECK(document_of(test::unbegun_run()) == in("report-unbegun.json"));
#endif
}

TEST_CASE("report_document: facts are where a program looks for them") {
  const auto document = json::parse(document_of(test::whole_run()));
  CHECK(document.at("schema") == "tmss10ping-report");
  CHECK(document.at("version") == 1);
  CHECK(document.at("redacted") == false);
  CHECK(document.at("run").at("host_name") == "machinemark");
  CHECK(document.at("summary").at("exit_code") == 1);
  CHECK(document.at("pings").at("per_point") == 1);
  CHECK(document.at("path").at("finding") == "data_dropped");
  CHECK(document.at("addresses").size() == 3);
}

TEST_CASE("report_document: up to 1,000 pings are all there") {
  using namespace std::chrono_literals;
  auto run = test::unbegun_run();
  for (std::uint64_t i = 0; i < 1000; ++i)
    run.events.push_back(event::reply{.sequence = i, .round_trip = 300us});
  const auto pings = json::parse(document_of(run)).at("pings");
  CHECK(pings.at("per_point") == 2);
  CHECK(pings.at("points").size() == 1000);
}

TEST_CASE("report_document: what is not UTF-8 does not throw") {
  auto run = test::unbegun_run();
  run.outcome.host = "\xFF<b>\x1b";
  CHECK(json::parse(document_of(run)).at("summary").at("host") == "\\xff<b>\\x1b");
}

}  // namespace
}  // namespace tmss10
