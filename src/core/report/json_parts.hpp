// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/report_json.hpp>
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/icmp_error.hpp>
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

/// Whether it was a time-out, and the reason in words.
void put_reason(json& to, std::error_code reason);

[[nodiscard]] json icmp_object(const icmp_error& of);

[[nodiscard]] json failure_object(const failure& why, const diagnosis& told);

}  // namespace tmss10
