// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/failure_name.hpp>
#include <tmss10/core/verdict/failure_wording.hpp>

#include <algorithm>
#include <set>
#include <string_view>

namespace tmss10 {
namespace {

/// Lower case, with single underscores between words.
bool is_snake_case(std::string_view name) {
  const bool has_right_characters = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  return has_right_characters && !name.empty() && name.front() != '_' &&
         name.back() != '_' && name.find("__") == std::string_view::npos;
}

TEST_CASE("failure_name: every cause has a name of its own") {
  std::set<std::string_view> names;
  for (const auto& words : failure_wordings()) {
    const auto name = name_of(words.what);
    CAPTURE(words.sentence, name);
    CHECK(is_snake_case(name));
    CHECK(names.insert(name).second);
  }
  CHECK(names.size() == static_cast<std::size_t>(cause::local) + 1);
}

TEST_CASE("failure_name: a cause is called what its enumerator is called") {
  CHECK(name_of(cause::name_not_found) == "name_not_found");
  CHECK(name_of(cause::refused) == "refused");
  CHECK(name_of(cause::connect_timed_out) == "connect_timed_out");
  CHECK(name_of(cause::proxy_forbidden) == "proxy_forbidden");
  CHECK(name_of(cause::tunnel_silent) == "tunnel_silent");
  CHECK(name_of(cause::busy) == "busy");
  CHECK(name_of(cause::keys_differ) == "keys_differ");
  CHECK(name_of(cause::connection_forgotten) == "connection_forgotten");
  CHECK(name_of(cause::deadline_in_exchange) == "deadline_in_exchange");
  CHECK(name_of(cause::local) == "local");
}

TEST_CASE("failure_name: every stage has a name of its own") {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(stage::exchange); ++i) {
    const auto name = name_of(static_cast<stage>(i));
    CAPTURE(name);
    CHECK(is_snake_case(name));
    CHECK(names.insert(name).second);
  }
  CHECK(names == std::set<std::string_view>{"resolve", "connect", "proxy_resolve",
                                            "proxy_connect", "proxy_tunnel", "greeting",
                                            "handshake", "exchange"});
}

}  // namespace
}  // namespace tmss10
