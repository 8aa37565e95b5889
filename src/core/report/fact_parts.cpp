// SPDX-License-Identifier: MIT
#include "fact_parts.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <system_error>

namespace tmss10 {
namespace {

/// Whether it is the code of a connection that could not be made, or was lost and could
/// not be made again.
bool is_of_connection(int code) {
  return code >= static_cast<int>(exit_code::name_not_found) &&
         code <= static_cast<int>(exit_code::connection_lost);
}

bool is_satisfying(int code) {
  return code == static_cast<int>(exit_code::all_answered) ||
         code == static_cast<int>(exit_code::threshold_exceeded);
}

/// 0 for what is no number.
std::uint64_t number_of(const std::string& text) {
  std::uint64_t out = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, out);
  return read.ec == std::errc() && read.ptr == end ? out : 0;
}

}  // namespace

void take_options(run_facts& to, const std::vector<understood_option>& options) {
  const auto has = [&options](std::string_view name) {
    return std::any_of(options.begin(), options.end(),
                       [name](const understood_option& one) { return one.name == name; });
  };
  to.connect_only = has("--connect-only");
  to.only_connects =
      to.connect_only || (has("--path") && !has("--count") && !has("--continuous"));
  for (const auto& one : options) {
    if (one.name == "--size" && one.value) to.payload_size = number_of(*one.value);
  }
}

void take_end(run_facts& to, const known_end& end) {
  const bool nothing_came = end.received == 0;
  if (end.failed && (nothing_came || is_of_connection(end.code))) to.failed = end.failed;
  to.has_result = to.failed || !nothing_came || is_satisfying(end.code);
}

}  // namespace tmss10
