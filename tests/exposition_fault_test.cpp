// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/metrics/exposition.hpp>

#include <stdexcept>
#include <string>

namespace tmss10 {
namespace {

constexpr metric_family gauge_family{"a", "Help.", metric_type::gauge};
constexpr metric_family counter_family{"b", "Help.", metric_type::counter};
constexpr metric_family histogram_family{"c", "Help.", metric_type::histogram};
constexpr metric_family summary_family{"d", "Help.", metric_type::summary};

TEST_CASE("exposition: labels that are all empty are none") {
  exposition of;
  const metric_family family{"a", "A.", metric_type::gauge};
  of.add(family, 1U);
  const auto empty = of.labels({{"source", ""}});
  CHECK(empty == exposition::label_set::none);
  CHECK_THROWS_AS(of.add(family, empty, 2U), std::logic_error);
}

TEST_CASE("exposition: a metric given twice is a bug") {
  exposition out;
  const auto labels = out.labels({{"a", "1"}, {"b", "2"}});
  out.add(gauge_family, 1U);
  out.add(gauge_family, labels, 1U);
  CHECK_THROWS_AS(out.add(gauge_family, 1U), std::logic_error);
  CHECK_THROWS_AS(out.add(gauge_family, out.labels({{"b", "2"}, {"a", "1"}}), 2U),
                  std::logic_error);
  out.add_histogram(histogram_family, labels, {});
  CHECK_THROWS_AS(out.add_histogram(histogram_family, labels, {}), std::logic_error);
  out.add_summary(summary_family, labels, {});
  CHECK_THROWS_AS(out.add_summary(summary_family, labels, {}), std::logic_error);
}

TEST_CASE("exposition: two families of one name are a bug") {
  exposition out;
  out.add(gauge_family, 1U);
  const auto labels = out.labels({{"a", "1"}});
  CHECK_THROWS_AS(
      out.add({gauge_family.name, gauge_family.help, metric_type::counter}, labels, 1U),
      std::logic_error);
  CHECK_THROWS_AS(
      out.add({gauge_family.name, "Other words.", gauge_family.type}, labels, 1U),
      std::logic_error);
}

TEST_CASE("exposition: a name of a metric that is none is a bug") {
  exposition out;
  CHECK_THROWS_AS(out.add({"a b", "Help.", metric_type::gauge}, 1U), std::logic_error);
  CHECK_THROWS_AS(out.add({"a_total", "Help.", metric_type::counter}, 1U),
                  std::logic_error);
  CHECK(out.text(metric_format::prometheus_text).empty());
}

TEST_CASE("exposition: a name of a label that is none, or given twice, is a bug") {
  exposition out;
  for (const std::string name :
       {"", "1a", "a-b", "a b", "__name__", "a=\"\"", "\xC3\xA4"}) {
    CAPTURE(name);
    CHECK_THROWS_AS(out.labels({{name, "1"}}), std::logic_error);
  }
  CHECK_THROWS_AS(out.labels({{"a", "1"}, {"b", "1"}, {"a", "2"}}), std::logic_error);
}

TEST_CASE("exposition: a label with a name of the format's own is a bug") {
  exposition out;
  const auto bound = out.labels({{"a", "1"}, {"le", "1"}});
  const auto quantile = out.labels({{"quantile", "0.5"}});
  CHECK_THROWS_AS(out.add_histogram(histogram_family, bound, {}), std::logic_error);
  CHECK_THROWS_AS(out.add_summary(summary_family, quantile, {}), std::logic_error);
  CHECK_NOTHROW(out.add_summary(summary_family, bound, {}));
  CHECK_NOTHROW(out.add_histogram(histogram_family, quantile, {}));
}

TEST_CASE("exposition: a function that does not add this type is a bug") {
  exposition out;
  const auto none = exposition::label_set::none;
  CHECK_THROWS_AS(out.add(histogram_family, 1U), std::logic_error);
  CHECK_THROWS_AS(out.add(summary_family, 1U), std::logic_error);
  CHECK_THROWS_AS(out.add_histogram(gauge_family, none, {}), std::logic_error);
  CHECK_THROWS_AS(out.add_summary(counter_family, none, {}), std::logic_error);
  CHECK_THROWS_AS(out.add(gauge_family, 1U, exposition::time_point()), std::logic_error);
}

TEST_CASE("exposition: labels of another document are found out") {
  exposition one;
  const auto labels = one.labels({{"a", "1"}});
  exposition other;
  CHECK_THROWS_AS(other.add(gauge_family, labels, 1U), std::logic_error);
}

TEST_CASE("exposition: what a copy has twice is found out, too") {
  exposition one;
  const auto labels = one.labels({{"a", "1"}});
  one.add(gauge_family, labels, 1U);
  auto copy = one;
  CHECK_THROWS_AS(copy.add(gauge_family, labels, 1U), std::logic_error);
}

}  // namespace
}  // namespace tmss10
