// SPDX-License-Identifier: MIT
#include "programs/read_targets.hpp"

#include "catch.hpp"
#include "support/temporary_directory.hpp"

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::temporary_directory;

table_options for_file(const std::filesystem::path& file) {
  table_options out;
  out.targets_file = file;
  return out;
}

TEST_CASE("read_targets: arguments and a file are read alike") {
  const temporary_directory directory;
  const auto file = directory.write("sites", "127.0.0.1\n127.0.0.2:5001 -C\n");
  table_options arguments;
  arguments.hosts = {"127.0.0.1", "127.0.0.2:5001"};
  for (const auto& options : {for_file(file), arguments}) {
    const auto targets = read_targets(options);
    REQUIRE(targets.size() == 2);
    CHECK(targets[0].name == "127.0.0.1");
    CHECK(targets[0].port == default_port);
    CHECK(targets[1].name == "127.0.0.2:5001");
    CHECK(targets[1].host == "127.0.0.2");
    CHECK(targets[1].port == 5001);
  }
}

#ifndef _WIN32  // it has other words, and takes such addresses
std::vector<std::string> faults_of(const table_options& options) {
  try {
    (void)read_targets(options);
  } catch (const bad_targets& error) {
    CHECK(error.what() == error.faults().front());
    return error.faults();
  } catch (const usage_error& error) {
    return {error.what()};
  }
  return {};
}

TEST_CASE("read_targets: a file that can't be read is named") {
  const temporary_directory directory;
  const auto missing = directory.path() / "nothing";
  CHECK(faults_of(for_file(missing)) ==
        std::vector<std::string>{"--targets: " + missing.string() +
                                 ": No such file or directory"});
  CHECK(faults_of(for_file(directory.path())) ==
        std::vector<std::string>{"--targets: " + directory.path().string() +
                                 ": Is a directory"});
}

TEST_CASE("read_targets: a fault is told with its line, a range's once") {
  const temporary_directory directory;
  const auto file = directory.write("sites", "127.0.0.1\nfe80::1\nfe80::10/124\n");
  const auto faults = faults_of(for_file(file));
  REQUIRE(faults.size() == 17);
  CHECK(faults[0].starts_with(file.string() + ":2: host \"fe80::1\": "));
  CHECK(faults[16].starts_with(file.string() + ":3: host \"fe80::1f\": "));

  table_options options;
  options.targets_file = "sites.txt";
  target_faults found(options);
  target_entry target;
  target.line = 7;
  found.add(target, "no key");
  found.add(target, "no key");
  target.line = 8;
  found.add(target, "no key");
  try {
    found.end();
    FAIL("it did not throw");
  } catch (const bad_targets& error) {
    CHECK(error.faults() ==
          std::vector<std::string>{"sites.txt:7: no key", "sites.txt:8: no key"});
  }
}

TEST_CASE("read_targets: what this machine can't connect to is refused, up to a number") {
  table_options options;
  for (int i = 0; i < 30; ++i)
    options.hosts.push_back("fe80::" + std::to_string(i + 1));
  const auto faults = faults_of(options);
  REQUIRE(faults.size() == 20);  // link-local addresses without a zone
  CHECK(faults[0].find("host \"fe80::1\": ") == 0);
  CHECK(faults[19].find("host \"fe80::20\": ") == 0);
}
#endif

}  // namespace
}  // namespace tmss10
