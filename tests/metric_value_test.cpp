// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/metrics/metric_value.hpp>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

std::string value_text(metric_value value) {
  return value.text();
}

TEST_CASE("metric_value: counts are exact, whatever their size") {
  CHECK(value_text(0U) == "0");
  CHECK(value_text(std::uint64_t{1'000'000'000'000'000}) == "1000000000000000");
  CHECK(value_text(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  CHECK(value_text(std::uint16_t{65535}) == "65535");
  CHECK(value_text(true) == "1");
  CHECK(value_text(false) == "0");
}

TEST_CASE("metric_value: a whole number has neither a point nor an exponent") {
  CHECK(value_text(1.0) == "1");
  CHECK(value_text(-3.0) == "-3");
  CHECK(value_text(100000.0) == "100000");
  CHECK(value_text(9007199254740992.0) == "9007199254740992");  // 2^53
  CHECK(value_text(1e16) == "1e+16");
}

TEST_CASE("metric_value: what is no number has the words of the formats") {
  CHECK(value_text(std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(value_text(-std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(value_text(std::numeric_limits<double>::infinity()) == "+Inf");
  CHECK(value_text(-std::numeric_limits<double>::infinity()) == "-Inf");
  CHECK(metric_value::rounded(std::nan(""), 3).text() == "NaN");
  CHECK(metric_value::rounded(std::numeric_limits<double>::infinity(), 3).text() ==
        "+Inf");
}

TEST_CASE("metric_value: zero has no sign") {
  CHECK(value_text(-0.0) == "0");
  CHECK(metric_value::rounded(-0.0, 3).text() == "0");
  CHECK(metric_value::rounded(-0.0001, 3).text() == "0");
}

TEST_CASE("metric_value: a fraction is the shortest text that is read as the same") {
  CHECK(value_text(0.1) == "0.1");
  CHECK(value_text(0.1 + 0.2) == "0.30000000000000004");
  CHECK(value_text(1e-5) == "1e-05");
  CHECK(value_text(std::numeric_limits<double>::denorm_min()) == "5e-324");
  CHECK(value_text(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
  std::mt19937_64 random(1);
  for (int i = 0; i < 10'000; ++i) {
    const double number =
        std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 600) - 300);
    const auto text = value_text(number);
    CAPTURE(text);
    CHECK(std::strtod(text.c_str(), nullptr) == number);
  }
}

TEST_CASE("metric_value: durations are seconds without an exponent") {
  CHECK(value_text(0ns) == "0");
  CHECK(value_text(1ns) == "0.000000001");
  CHECK(value_text(8165ns) == "0.000008165");
  CHECK(value_text(310us) == "0.00031");
  CHECK(value_text(5s) == "5");
  CHECK(value_text(-2ms) == "-0.002");
  CHECK(value_text(nanoseconds::max()) == "9223372036.854776382");
}

TEST_CASE("metric_value: a number can be rounded") {
  CHECK(metric_value::rounded(0.7692307692, 9).text() == "0.769230769");
  CHECK(metric_value::rounded(0.0009765625, 9).text() == "0.000976562");
  CHECK(metric_value::rounded(1e-7, 9).text() == "0.0000001");
  CHECK(metric_value::rounded(1'795'248'309.0429, 6).text() == "1795248309.0429");
  CHECK(metric_value::rounded(2.5, 0).text() == "2");
}

}  // namespace
}  // namespace tmss10
