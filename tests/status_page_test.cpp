// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/exporter/status_page.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

bool has(const std::string& page, std::string_view text) {
  return page.find(text) != std::string::npos;
}

TEST_CASE("status_page: before the first probe, it says so") {
  const exporter_counters counters;
  const recent_probes none;
  const auto page = status_page({"1.2", counters, none, {"default", "site"}, {}, {}});
  CHECK(page.starts_with("<!doctype html>"));
  CHECK(has(page, "TMSS10Exporter 1.2"));
  CHECK(has(page, "default, site"));
  CHECK(has(page, "Nobody has asked for a probe yet."));
  CHECK(!has(page, "Last reload"));
}

TEST_CASE("status_page: the last probes, those that failed first, with the reason") {
  const exporter_counters counters;
  recent_probes probes;
  probes.add({{}, 2ms, "good.example", "default", true, {}});
  probes.add({{}, 5s, "bad.example:5001", "site", false, "connection refused"});
  const auto page = status_page({"1", counters, probes, {"default"}, {}, {}});
  CHECK(page.find("bad.example") < page.find("good.example"));
  CHECK(has(page, "connection refused"));
  CHECK(has(page,
            "href=\"/probe?target=bad.example%3A5001&amp;module=site&amp;debug=true\""));
  CHECK(has(page, "2.00 ms"));
}

TEST_CASE("status_page: nothing that comes from outside is markup") {
  const exporter_counters counters;
  recent_probes probes;
  probes.add(
      {{}, 1ms, "<script>\"'&", "default", false, "an SSH server: \"<b>\xE2\x80\xAE\""});
  const auto page = status_page({"1", counters, probes, {}, "<i>x.toml:1</i>", {}});
  CHECK(!has(page, "<script"));
  CHECK(!has(page, "<b>"));
  CHECK(!has(page, "<i>"));
  CHECK(!has(page, "\xE2\x80\xAE"));
  CHECK(has(page, "target=%3Cscript%3E%22%27%26&amp;"));
  CHECK(has(page, "Last reload"));
}

}  // namespace
}  // namespace tmss10
