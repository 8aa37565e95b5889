// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/report_json.hpp>
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/icmp_error.hpp>
#include <tmss10/core/run/observation.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <system_error>

namespace tmss10 {

/// The fields stay in the order in which they are written.
using json = nlohmann::ordered_json;

/// What every line begins with.
[[nodiscard]] json json_begin(std::string_view name, const json_origin& of,
                              std::chrono::system_clock::time_point now);

/// The line. What is not UTF-8 although it passed `printable` becomes U+FFFD.
[[nodiscard]] std::string json_text(const json& object);

/// A text, unless it is empty.
void put_text(json& to, const char* name, const std::string& text);

/// What is so in few runs only.
void put_if(json& to, const char* name, bool is_so);

/// Whether it was a time-out, and the reason in words.
void put_reason(json& to, std::error_code reason);

[[nodiscard]] json icmp_object(const icmp_error& of);

/// An address that was tried, and what became of it.
void put_attempt(json& to, const event::attempt& at);

/// How the server saw the connection.
void put_observation(json& to, const observation& seen);

/// What is known of a run before it begins.
void put_run(json& to, const run_description& run);
/// Its figures, and how it ended.
void put_summary(json& to, const run_outcome& outcome);

[[nodiscard]] json failure_object(const failure& why, const diagnosis& told);

}  // namespace tmss10
