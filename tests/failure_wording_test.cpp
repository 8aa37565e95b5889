// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/verdict/failure_wording.hpp>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

const std::set<std::string_view> known_fields{
    "host",     "port",   "address", "seconds", "bytes",     "service", "status",
    "error",    "sender", "hops",    "icmp",    "schemes",   "zone",    "source",
    "location", "proxy",  "count",   "size",    "interface", "time"};

/// Whether every brace is part of a field that is known.
bool has_known_fields_only(std::string_view text) {
  for (;;) {
    const auto brace = text.find_first_of("{}");
    if (brace == std::string_view::npos) return true;
    const auto end = text.find('}', brace);
    if (text[brace] == '}' || end == std::string_view::npos) return false;
    if (known_fields.count(text.substr(brace + 1, end - brace - 1)) == 0) return false;
    text.remove_prefix(end + 1);
  }
}

bool is_one_line(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20; });
}

TEST_CASE("failure_wording: the words stand in the order of the causes") {
  const auto all = failure_wordings();
  REQUIRE(!all.empty());
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(i, all[i].sentence);
    CHECK(static_cast<std::size_t>(all[i].what) == i);
    CHECK(&words_for(all[i].what) == &all[i]);
  }
  CHECK(all.back().what == cause::local);
}

TEST_CASE("failure_wording: every cause has a sentence that goes on from a name") {
  for (const auto& words : failure_wordings()) {
    CAPTURE(words.sentence);
    CHECK(!words.sentence.empty());
    CHECK(is_one_line(words.sentence));
    CHECK(!words.sentence.ends_with('.'));
    const bool is_capital =
        words.sentence.front() >= 'A' && words.sentence.front() <= 'Z';
    CHECK((!is_capital || words.sentence.starts_with("IPv6 ")));
  }
}

TEST_CASE(
    "failure_wording: every hint is whole sentences, and only a local error has none") {
  for (const auto& words : failure_wordings()) {
    CAPTURE(words.sentence, words.hint);
    CHECK(words.hint.empty() == (words.what == cause::local));
    CHECK((words.hint.empty() || words.hint.ends_with('.')));
    CHECK(is_one_line(words.hint));
    CHECK(words.hint.find("  ") == std::string_view::npos);
  }
}

TEST_CASE("failure_wording: every field is known") {
  for (const auto& words : failure_wordings()) {
    CAPTURE(words.sentence, words.hint);
    CHECK(has_known_fields_only(words.sentence));
    CHECK(has_known_fields_only(words.hint));
  }
  CHECK_FALSE(has_known_fields_only("{adress}"));
  CHECK_FALSE(has_known_fields_only("{port"));
  CHECK_FALSE(has_known_fields_only("port}"));
  CHECK_FALSE(has_known_fields_only("{}"));
}

TEST_CASE("failure_wording: every code is one of a failure, and is explained") {
  for (const auto& words : failure_wordings()) {
    CAPTURE(words.sentence);
    const auto meanings = exit_code_meanings();
    CHECK(std::any_of(meanings.begin(), meanings.end(),
                      [&](const auto& meaning) { return meaning.code == words.code; }));
    CHECK(words.code != exit_code::all_answered);
    CHECK(words.code != exit_code::hung_up);
    CHECK(words.code != exit_code::interrupted);
    CHECK(words.code != exit_code::reader_gone);
    CHECK(words.code != exit_code::terminated);
  }
}

TEST_CASE("failure_wording: no two causes are told in the same words") {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const auto& words : failure_wordings()) {
    CAPTURE(words.sentence, words.hint);
    CHECK(seen.emplace(words.sentence, words.hint).second);
  }
}

TEST_CASE("failure_wording: only codes 7 and 8 are a proxy's") {
  for (const auto& words : failure_wordings()) {
    CAPTURE(words.sentence, words.hint);
    const bool of_proxy =
        words.what == cause::not_a_proxy || (words.what >= cause::proxy_name_not_found &&
                                             words.what <= cause::deadline_in_tunnel);
    CHECK(of_proxy == (words.code == exit_code::proxy_unreachable ||
                       words.code == exit_code::proxy_refused));
  }
}

}  // namespace
}  // namespace tmss10
