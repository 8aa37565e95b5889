// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/examined.hpp"
#include <tmss10/core/verdict/examination_judgement.hpp>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>

using namespace tmss10;
using tmss10::test::examined_situations;
using json = nlohmann::ordered_json;

namespace {

/// What docs/testing.md shows as well.
json expected_judgements() {
  std::ifstream file(std::filesystem::path(TMSS10_TEST_DATA) / "examinations.json");
  return json::parse(file);
}

json as_json(const examination_judgement& of) {
  return {
      {"standing", name_of(of.is)}, {"sentences", of.sentences}, {"advice", of.advice}};
}

}  // namespace

TEST_CASE("examination judgement: each situation has its sentences") {
  const auto expected = expected_judgements();
  const auto all = examined_situations();
  CHECK(all.size() >= 60);
  CHECK(all.size() == expected.size());
  for (const auto& one : all) {
    INFO(one.name);
#ifdef _WIN32  // its C library has other words for std::errc
    if (one.name == "no route from this machine") continue;
#endif
    const auto judged = as_json(judge_findings(one.found));
    CHECK(judged.dump(2) == expected.value(one.name, json()).dump(2));
  }
}

TEST_CASE("examination judgement: one to three whole sentences, whatever was found") {
  for (const auto& one : examined_situations()) {
    INFO(one.name);
    const auto judged = judge_findings(one.found);
    CHECK(!judged.sentences.empty());
    CHECK(judged.sentences.size() <= 3);
    for (const auto& sentence : judged.sentences) {
      INFO(sentence);
      CHECK(sentence.ends_with('.'));
      CHECK(!sentence.ends_with(".."));
    }
    CHECK((judged.advice.empty() || judged.advice.ends_with('.')));
  }
}

TEST_CASE("examination judgement: who is broken knows whom to ask") {
  for (const auto& one : examined_situations()) {
    INFO(one.name);
    const auto judged = judge_findings(one.found);
    if (judged.is == standing::broken || judged.is == standing::impaired)
      CHECK(!judged.advice.empty());
    if (judged.is == standing::works) CHECK(judged.advice.empty());
  }
}
