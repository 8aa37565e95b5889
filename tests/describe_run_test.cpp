// SPDX-License-Identifier: MIT
#include "programs/describe_run.hpp"

#include "catch.hpp"
#include "programs/used_interface.hpp"
#include "support/arguments.hpp"
#include "system/system_facts.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <variant>

namespace tmss10 {
namespace {

ping_options verbose_run() {
  ping_options out;
  out.host = "h";
  out.verbose = true;
  return out;
}

TEST_CASE("describe_run: each run has an id of 16 hex digits of its own") {
  std::set<std::string> ids;
  constexpr std::size_t runs = 100;
  for (std::size_t i = 0; i < runs; ++i)
    ids.insert(describe_run({}).id);
  CHECK(ids.size() == runs);
  for (const auto& id : ids) {
    CHECK(id.size() == 16);
    CHECK(id.find_first_not_of("0123456789abcdef") == std::string::npos);
  }
}

TEST_CASE("describe_run: the program, its options and its key are known") {
  auto options = verbose_run();
  const auto open = describe_run(options);
  CHECK(open.program_version == TMSS10_VERSION);
  CHECK(open.built.size() == std::string("2026-11-20T10:00:00Z").size());
  CHECK(open.options.size() == 2);
  CHECK(open.open_mode == true);
  options.key_file = "site.key";
  CHECK(describe_run(options).open_mode == false);
  options.key_file.reset();
  options.connect_only = true;  // nothing is sent
  CHECK(!describe_run(options).open_mode);
}

TEST_CASE("describe_run: the system is asked if somebody is told of it") {
  CHECK(describe_run({}).system.kernel.empty());
  CHECK(!describe_run(verbose_run()).system.kernel.empty());
  ping_options options;
  options.reports.json = "-";
  CHECK(!describe_run(options).system.kernel.empty());
}

TEST_CASE("describe_run: a system knows its kernel and what local time is ahead of UTC") {
  const auto facts = ask_system_facts();
  CHECK(facts.kernel.find(' ') != std::string::npos);
  REQUIRE(facts.utc_offset);
  constexpr std::chrono::minutes most = std::chrono::hours(14);
  CHECK(std::chrono::abs(*facts.utc_offset) <= most);
}

TEST_CASE("used_interface: the loopback address is that of an interface") {
  event::connected to;
  to.local_address = "127.0.0.1";
  const auto named = with_interface(to);
  REQUIRE(named);
  const auto name = std::get<event::connected>(*named).interface_name;
#ifdef __linux__  // others have another name for it
  CHECK(name == "lo");
#else
  CHECK(!name.empty());
#endif
  event::proxy_connected proxy;
  proxy.local_address = "127.0.0.1";
  const auto of_proxy = with_interface(proxy);
  REQUIRE(of_proxy);
  CHECK(std::get<event::proxy_connected>(*of_proxy).interface_name == name);
}

TEST_CASE(
    "used_interface: an address of nobody here has none, other events are as they are") {
  event::connected to;
  for (const auto* address : {"192.0.2.1", "2001:db8::1", "", "x"}) {
    to.local_address = address;
    const auto named = with_interface(to);
    REQUIRE(named);
    CHECK(std::get<event::connected>(*named).interface_name.empty());
  }
  CHECK(!with_interface(event::greeted{}));
}

}  // namespace
}  // namespace tmss10
