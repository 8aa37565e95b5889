// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "system/own_process.hpp"
#include <tmss10/core/metrics/process_metrics.hpp>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

std::string text_of(const process_facts& facts,
                    metric_format format = metric_format::prometheus_text) {
  exposition out;
  add_process_metrics(out, facts);
  return out.text(format);
}

TEST_CASE("process_metrics: each has the name that client libraries give it") {
  process_facts facts;
  facts.cpu_time = 1500ms;
  facts.resident_bytes = 4096;
  facts.virtual_bytes = 8192;
  facts.open_descriptors = 7;
  facts.most_descriptors = 1024;
  facts.started = std::chrono::system_clock::time_point(1'000s);
  const auto text = text_of(facts);
  for (const auto* line :
       {"\nprocess_cpu_seconds_total 1.5\n", "\nprocess_resident_memory_bytes 4096\n",
        "\nprocess_virtual_memory_bytes 8192\n", "\nprocess_open_fds 7\n",
        "\nprocess_max_fds 1024\n", "\nprocess_start_time_seconds 1000\n"}) {
    CAPTURE(line);
    CHECK(test::contains(text, line));
  }
  CHECK(test::contains(text_of(facts, metric_format::open_metrics),
                       "process_cpu_seconds_created 1000"));
}

TEST_CASE("process_metrics: what a system does not tell is left out") {
  CHECK(text_of({}).empty());
}

TEST_CASE("process_metrics: this process") {
  const auto facts = ask_process_facts();
  REQUIRE(facts.cpu_time);
  CHECK(*facts.cpu_time > 0ns);
  CHECK(*facts.cpu_time < 24h);
#ifdef __linux__
  REQUIRE(facts.started);
  const auto age = std::chrono::system_clock::now() - *facts.started;
  CHECK(age > -1s);
  CHECK(age < 24h);
  CHECK(ask_process_facts().started == facts.started);
  REQUIRE(facts.resident_bytes);
  REQUIRE(facts.virtual_bytes);
  CHECK(*facts.resident_bytes > 100'000);
  CHECK(*facts.virtual_bytes >= *facts.resident_bytes);
  REQUIRE(facts.open_descriptors);
  CHECK(*facts.open_descriptors >= 1);
  if (facts.most_descriptors) CHECK(*facts.open_descriptors <= *facts.most_descriptors);
#endif
}

#ifdef __linux__
TEST_CASE("process_metrics: a descriptor more is one more") {
  const auto before = ask_process_facts().open_descriptors;
  REQUIRE(before);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(),
                                                             &std::fclose);
  REQUIRE(file);
  CHECK(ask_process_facts().open_descriptors == *before + 1);
}
#endif

}  // namespace
}  // namespace tmss10
