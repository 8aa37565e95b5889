// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/metrics/metric_label.hpp>
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/options/run_labels.hpp>

#include <set>
#include <string>

namespace tmss10 {
namespace {

/// As they stand in a file.
std::string text_of(const ping_options& options, const std::string& proxy = {}) {
  std::string out;
  for (const auto& [name, value] : metric_labels_of(options, proxy))
    out.append(name).append("=").append(value).append(";");
  return out;
}

TEST_CASE("metric_label: runs that measure something else have other labels") {
  ping_options direct;
  CHECK(text_of(direct) == "mode=ping;proxy=;family=any;source=;");
  CHECK(text_of(direct, "proxy:3128") ==
        "mode=ping;proxy=proxy:3128;family=any;source=;");
  auto connecting = direct;
  connecting.connect_only = true;
  auto v4 = direct;
  v4.family = address_family::v4;
  auto v6 = direct;
  v6.family = address_family::v6;
  auto from_elsewhere = direct;
  from_elsewhere.source = "192.0.2.1";
  auto by_interface = direct;
  by_interface.interface_name = "eth1";
  CHECK(text_of(by_interface) == "mode=ping;proxy=;family=any;source=;interface=eth1;");
  auto named = direct;
  named.reports.labels = {{"site", "Perth"}, {"a", "b"}};
  CHECK(text_of(named) == "mode=ping;proxy=;family=any;source=;site=Perth;a=b;");
  std::set<std::string> all{text_of(direct, "proxy:3128")};
  for (const auto& options :
       {direct, connecting, v4, v6, from_elsewhere, by_interface, named})
    CHECK(all.insert(text_of(options)).second);
}

TEST_CASE("metric_label: a name and a value are read") {
  const auto label = parse_metric_label("Site_2=Perth, = \"WA\"");
  REQUIRE(label);
  CHECK(label->name == "Site_2");
  CHECK(label->value == "Perth, = \"WA\"");
  CHECK(parse_metric_label("_=1"));
}

TEST_CASE("metric_label: what Prometheus would not take is refused") {
  for (const std::string text : {"", "=", "site", "site=", "=Perth", "2nd=1", "a-b=1",
                                 "a b=1", "a:b=1", " a=1", "\xC3\xA4=1", "a\n=1"}) {
    CAPTURE(text);
    CHECK(!parse_metric_label(text));
  }
}

TEST_CASE("metric_label: a name that the figures have, or Prometheus, is taken") {
  ping_options options;
  for (const auto& label : metric_labels_of(options, {}))
    CHECK(is_reserved_label(label.name));
  for (const std::string name :
       {"target", "port", "interface", "quantile", "__name__", "__x"})
    CHECK(is_reserved_label(name));
  for (const std::string name : {"site", "_x", "Target", "instance"})
    CHECK(!is_reserved_label(name));
}

}  // namespace
}  // namespace tmss10
