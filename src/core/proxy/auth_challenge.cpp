// SPDX-License-Identifier: MIT
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/proxy/auth_challenge.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace tmss10 {
namespace {

/// Reads the grammar of RFC 9110, section 11.2, from left to right.
class challenge_reader {
 public:
  explicit challenge_reader(std::string_view text) : text_(text) {}

  std::vector<auth_challenge> read_all() {
    std::vector<auth_challenge> out;
    skip(" \t,");
    while (!text_.empty()) {
      const auto word = take_until(" \t,=");
      if (word.empty()) break;
      skip(" \t");
      if (!text_.empty() && text_.front() == '=' && !out.empty()) {
        read_value(word, out.back());
      } else {
        out.push_back({lower_case(word), {}});
      }
      skip(" \t,");
    }
    return out;
  }

 private:
  void skip(std::string_view set) {
    text_.remove_prefix(std::min(text_.find_first_not_of(set), text_.size()));
  }

  std::string_view take_until(std::string_view set) {
    const auto word = text_.substr(0, text_.find_first_of(set));
    text_.remove_prefix(word.size());
    return word;
  }

  void read_value(std::string_view name, auth_challenge& to) {
    text_.remove_prefix(1);  // the '='
    skip(" \t");
    const bool quoted = text_.starts_with('"');
    to.parameters.push_back(
        {lower_case(name), quoted ? take_quoted() : std::string(take_until(" \t,"))});
  }

  std::string take_quoted() {
    std::string out;
    text_.remove_prefix(1);
    while (!text_.empty() && text_.front() != '"') {
      if (text_.front() == '\\' && text_.size() > 1) text_.remove_prefix(1);
      out += text_.front();
      text_.remove_prefix(1);
    }
    if (!text_.empty()) text_.remove_prefix(1);
    return out;
  }

  std::string_view text_;
};

}  // namespace

std::string_view auth_challenge::value(std::string_view name) const {
  for (const auto& parameter : parameters) {
    if (parameter.name == name) return parameter.value;
  }
  return {};
}

std::vector<auth_challenge> parse_challenges(const http_reply_head& head) {
  std::vector<auth_challenge> out;
  for (const auto value : head.values("Proxy-Authenticate")) {
    auto more = challenge_reader(value).read_all();
    std::move(more.begin(), more.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace tmss10
