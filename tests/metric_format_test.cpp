// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "core/metrics/media_range.hpp"
#include <tmss10/core/metrics/metric_format.hpp>

#include <string>

namespace tmss10 {
namespace {

constexpr auto prometheus_text_format = metric_format::prometheus_text;
constexpr auto open_metrics_format = metric_format::open_metrics;

TEST_CASE("metric_format: its Content-Type has its version") {
  CHECK(content_type_of(prometheus_text_format) ==
        "text/plain; version=0.0.4; charset=utf-8");
  CHECK(content_type_of(open_metrics_format) ==
        "application/openmetrics-text; version=1.0.0; charset=utf-8");
}

TEST_CASE("metric_format: whoever asks for nothing gets the text format") {
  for (const std::string accept : {"", " ", ",", ",,;,", "*/*", "text/html", "text/*",
                                   "application/json", "garbage", "/", "a/b/c"}) {
    CAPTURE(accept);
    CHECK(format_for(accept) == prometheus_text_format);
  }
}

TEST_CASE("metric_format: real Prometheus servers get OpenMetrics") {
  // Version 2.42, as Debian has it.
  CHECK(format_for("application/openmetrics-text;version=1.0.0,application/"
                   "openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,"
                   "*/*;q=0.1") == open_metrics_format);
  // Version 3.
  CHECK(format_for(
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
            "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;"
            "escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1") ==
        open_metrics_format);
  // Version 2 when it collects native histograms.
  CHECK(
      format_for("application/vnd.google.protobuf;proto=io.prometheus.client."
                 "MetricFamily;encoding=delimited,application/openmetrics-text;"
                 "version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,"
                 "text/plain;version=0.0.4;q=0.5,*/*;q=0.1") == open_metrics_format);
}

TEST_CASE("metric_format: one that is set to the text format gets that") {
  CHECK(format_for("text/plain;version=0.0.4;q=0.5,application/openmetrics-text;version="
                   "1.0.0;q=0.4,*/*;q=0.1") == prometheus_text_format);
  CHECK(format_for("text/plain;version=0.0.4") == prometheus_text_format);
}

TEST_CASE("metric_format: a browser gets the text format") {
  CHECK(format_for("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8") ==
        prometheus_text_format);
}

TEST_CASE("metric_format: a weight of 0 forbids a format") {
  CHECK(format_for("application/openmetrics-text;q=0") == prometheus_text_format);
  CHECK(format_for("application/openmetrics-text;q=0.000, */*") ==
        prometheus_text_format);
  CHECK(format_for("text/plain;q=0, */*") == open_metrics_format);
  CHECK(format_for("text/*;q=0, application/*;q=0.001") == open_metrics_format);
  CHECK(format_for("*/*;q=0") == prometheus_text_format);
}

TEST_CASE("metric_format: of equal weights, the more exact and then the first one wins") {
  CHECK(format_for("*/*, application/openmetrics-text") == open_metrics_format);
  CHECK(format_for("text/plain, application/*") == prometheus_text_format);
  CHECK(format_for("application/openmetrics-text, text/plain") == open_metrics_format);
  CHECK(format_for("text/plain, application/openmetrics-text") == prometheus_text_format);
  CHECK(format_for("application/openmetrics-text;version=1.0.0, text/plain") ==
        open_metrics_format);
}

TEST_CASE("metric_format: another version is another format") {
  CHECK(format_for("application/openmetrics-text;version=2.0.0") ==
        prometheus_text_format);
  CHECK(format_for("text/plain;version=1.0.0, application/openmetrics-text;q=0.1") ==
        open_metrics_format);
}

TEST_CASE("metric_format: case, blanks and quotes do not matter") {
  CHECK(format_for("  Application/OpenMetrics-Text ; Version = \"1.0.0\" ; Q = 0.9 , "
                   "text/plain ; q=0.8\t") == open_metrics_format);
  CHECK(format_for("application/openmetrics-text;note=\"a,b;q=0\\\";\";q=1") ==
        open_metrics_format);
}

TEST_CASE("media_range: what is not well-formed is left out") {
  for (const std::string range :
       {"text", "text/", "/plain", "te xt/plain", "text/plain;q=", "text/plain;q=2",
        "text/plain;q=1.001", "text/plain;q=0.1234", "text/plain;q=-1",
        "text/plain;q=0,5", "text/plain;q=1e0", "text/plain;q=nan", "text/plain;q=.5",
        "\"text/plain\"", "text/plain\x01"}) {
    CAPTURE(range);
    const auto ranges = media_ranges_of(range + ", text/html;q=0.25");
    REQUIRE(!ranges.empty());
    CHECK(ranges.back().type == "text/html");
    CHECK(ranges.size() == (range == "text/plain;q=0,5" ? 2U : 1U));
  }
}

TEST_CASE("media_range: weights are thousandths") {
  for (const auto& [text, quality] :
       std::vector<std::pair<std::string, int>>{{"0", 0},
                                                {"0.", 0},
                                                {"0.5", 500},
                                                {"0.05", 50},
                                                {"0.999", 999},
                                                {"1", 1000},
                                                {"1.", 1000},
                                                {"1.000", 1000}}) {
    CAPTURE(text);
    const auto ranges = media_ranges_of("text/plain;q=" + text);
    REQUIRE(ranges.size() == 1);
    CHECK(ranges[0].quality == quality);
  }
}

TEST_CASE("media_range: a header that is cut off anywhere is read without harm") {
  const std::string header =
      "application/openmetrics-text;version=\"1.0\\\"0\";q=0.5,text/plain;q=1";
  for (std::size_t size = 0; size <= header.size(); ++size) {
    CAPTURE(size);
    CHECK(media_ranges_of(header.substr(0, size)).size() <= 2);
  }
  CHECK(media_ranges_of("text/plain;a=\"\\").size() == 1);
  CHECK(media_ranges_of(std::string(1'000'000, ',')).empty());
  CHECK(media_ranges_of(std::string("text/plain\0,a/b", 15)).size() == 1);
}

}  // namespace
}  // namespace tmss10
