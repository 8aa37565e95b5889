// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace tmss10 {

/// A value of a JSON document that somebody else may have written, and where it is in
/// there: "summary.port". Every access is checked: it throws bad_baseline, which names
/// the value, if that is not what it should be.
class json_member {
 public:
  json_member(const nlohmann::json& value, std::string name)
      : value_(value), name_(std::move(name)) {}

  /// A member of an object; none if it is not there.
  [[nodiscard]] std::optional<json_member> find(const char* name) const;
  /// The same, which must be there.
  [[nodiscard]] json_member at(const char* name) const;
  /// Calls it with each value of an array.
  void for_each(const std::function<void(const json_member&)>& take) const;

  [[nodiscard]] bool flag() const;
  /// Made printable. It may have up to 1,024 bytes.
  [[nodiscard]] std::string text() const;
  /// A whole number from 0 to `most`.
  [[nodiscard]] std::uint64_t number(std::uint64_t most) const;
  /// From a number of milliseconds, which is neither below 0 nor beyond 10,000 days.
  [[nodiscard]] std::chrono::nanoseconds milliseconds() const;
  /// From the text of utc_time(), from 1970 to 2199.
  [[nodiscard]] std::chrono::system_clock::time_point time() const;
  /// From an offset from UTC, "+01:00".
  [[nodiscard]] std::chrono::minutes offset() const;

 private:
  [[noreturn]] void refuse(const char* what) const;

  const nlohmann::json& value_;
  std::string name_;
};

}  // namespace tmss10
