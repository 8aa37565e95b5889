// SPDX-License-Identifier: MIT
// The input is the text of a target file.
#include "script.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/target.hpp>
#include <tmss10/core/options/target_file.hpp>

#include <set>
#include <string>
#include <vector>

using namespace tmss10;

namespace {

void check(const target_entry& target, const ping_options& common) {
  fuzz::require(!target.name.empty(), "a target has a name");
  fuzz::require(!fuzz::has_control_character(target.name), "a name is one clean line");
  fuzz::require(target.port != 0, "a target has a port");
  fuzz::require(parse_target(target.host).has_value(), "a target has a host");
  const auto options = options_of(target, common);
  fuzz::require(options.host == target.host && options.port == target.port,
                "a run has its target");
  fuzz::require(!options.connect_only || (!options.key_file && options.payload_size == 0),
                "a run without packets has no key and no payload");
  const bool has_own_proxy = target.own && target.own->proxy;
  fuzz::require(!has_own_proxy || !options.proxy || options.proxy->headers.empty(),
                "a proxy of its own gets no header");
}

void check(const std::vector<target_entry>& targets, const ping_options& common) {
  fuzz::require(!targets.empty(), "a file has a target");
  std::set<std::string> names;
  for (const auto& target : targets) {
    check(target, common);
    fuzz::require(names.insert(target.name).second, "each name is there once");
  }
}

void check(const std::vector<std::string>& errors) {
  fuzz::require(!errors.empty(), "a refusal says something");
  fuzz::require(errors.size() <= max_target_file_errors + 1, "errors have a limit");
  for (const auto& line : errors) {
    fuzz::require(line.starts_with("file:"), "an error names the file");
    fuzz::require(printable(line) == line, "an error can be printed");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(std::as_bytes(std::span(data, size)));
  ping_options common;
  common.proxy.emplace();
  common.proxy->headers.push_back({"Name", "value"});
  for (const bool connect_only : {false, true}) {
    common.connect_only = connect_only;
    const auto read = parse_target_file(text, "file", common);
    if (read) {
      check(*read, common);
    } else {
      check(read.error());
    }
  }
  return 0;
}
