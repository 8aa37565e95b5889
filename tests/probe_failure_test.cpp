// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/exporter/probe_failure.hpp>
#include <tmss10/core/run/failure_name.hpp>
#include <tmss10/core/verdict/failure_wording.hpp>

#include <set>
#include <string>
#include <string_view>

namespace tmss10 {
namespace {

/// "stage cause", or nothing.
std::string failure_text(const run_outcome& outcome) {
  const auto failure = failure_of(outcome);
  if (!failure) return {};
  return std::string(failure->stage).append(" ").append(failure->cause);
}

run_outcome outcome_with(exit_code code) {
  run_outcome out;
  out.judged.code = code;
  return out;
}

TEST_CASE("probe_failure: a probe that succeeded has none") {
  CHECK(failure_text(test::four_answers()).empty());
  auto with_reason = test::four_answers();
  with_reason.why = test::refused();
  CHECK(failure_text(with_reason).empty());
}

TEST_CASE("probe_failure: a failure has its stage and its cause") {
  CHECK(failure_text(test::failed_outcome(test::refused())) == "connect refused");
  auto why = test::refused();
  why.where = stage::handshake;
  why.error = errc::keys_differ;
  CHECK(failure_text(test::failed_outcome(why)) == "handshake keys_differ");
  why.where = stage::proxy_resolve;
  why.error = errc::deadline_passed;
  CHECK(failure_text(test::failed_outcome(why)) ==
        "proxy_resolve deadline_in_proxy_resolve");
}

TEST_CASE("probe_failure: what a peer says is in neither of them") {
  auto why = test::refused();
  why.where = stage::greeting;
  why.error = errc::not_a_greeting;
  for (const char c : std::string("SSH-2.0-<script>"))
    why.first_bytes.push_back(static_cast<std::byte>(c));
  CHECK(failure_text(test::failed_outcome(why)) == "greeting another_service");
}

TEST_CASE("probe_failure: without one, the exit code says why") {
  CHECK(failure_text(outcome_with(exit_code::threshold_exceeded)) ==
        "exchange limit_exceeded");
  CHECK(failure_text(outcome_with(exit_code::not_all_answered)) == "exchange pings_lost");
  CHECK(failure_text(outcome_with(exit_code::terminated)) == "none stopped");
  CHECK(failure_text(outcome_with(exit_code::usage)) == "none local");
}

TEST_CASE("probe_failure: every exit code but 0 has a cause of the closed set") {
  std::set<std::string_view> known{"limit_exceeded", "pings_lost", "stopped"};
  for (const auto& words : failure_wordings())
    CHECK((known.insert(name_of(words.what)).second));
  for (const auto& meaning : exit_code_meanings()) {
    CAPTURE(meaning.when);
    const auto failure = failure_of(outcome_with(meaning.code));
    CHECK(failure.has_value() == (meaning.code != exit_code::all_answered));
    CHECK((!failure || known.count(failure->cause) == 1));
  }
}

TEST_CASE("probe_failure: a limit that is exceeded with a reason has the reason") {
  auto outcome = test::outcome_of({}, 1);
  outcome.judged.code = exit_code::threshold_exceeded;
  outcome.why = test::refused();
  outcome.why->where = stage::exchange;
  outcome.why->seen = silence_cause::forgotten;
  CHECK(failure_text(outcome) == "exchange connection_forgotten");
}

}  // namespace
}  // namespace tmss10
