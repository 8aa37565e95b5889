// SPDX-License-Identifier: MIT
#include <tmss10/core/http_connect.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace tmss10 {
namespace {

constexpr std::string_view protocol_start = "HTTP/1.";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_without_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t";
  const auto begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A token character (RFC 9110, section 5.6.2).
bool is_token_char(char c) {
  constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') ||
         others.find(c) != std::string_view::npos;
}

/// The line at the front, without its end, and what is behind it. A lone LF ends a line,
/// too (RFC 9112, section 2.2).
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Whether there is a control character that no line of a head has (RFC 9110,
/// section 5.5).
bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
  });
}

/// "HTTP/1.1 200 Connection established" (RFC 9112, section 4).
bool parse_status_line(std::string_view line, http_reply_head& head) {
  constexpr std::size_t status_at = protocol_start.size() + 2;
  if (!line.starts_with(protocol_start) || line.size() < status_at + 3) return false;
  const char minor = line[protocol_start.size()];
  const auto code = line.substr(status_at, 3);
  if (!is_digit(minor) || line[status_at - 1] != ' ' ||
      !std::all_of(code.begin(), code.end(), is_digit)) {
    return false;
  }
  const auto rest = line.substr(status_at + 3);
  if (!rest.empty() && rest.front() != ' ') return false;
  head.http_1_0 = minor == '0';
  std::from_chars(code.data(), code.data() + code.size(), head.status);
  head.reason = std::string(trimmed(rest));
  return true;
}

bool parse_field(std::string_view line, http_reply_head& head) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const auto name = line.substr(0, colon);
  if (!std::all_of(name.begin(), name.end(), is_token_char)) return false;
  head.fields.push_back(
      {std::string(name), std::string(trimmed(line.substr(colon + 1)))});
  return true;
}

/// Whether a status line can begin like this; # is a digit.
bool begins_like_http(std::string_view text) {
  constexpr std::string_view start = "HTTP/1.# ###";
  const auto length = std::min(text.size(), start.size());
  const bool fits =
      std::equal(start.begin(), start.begin() + static_cast<std::ptrdiff_t>(length),
                 text.begin(), [](char wanted, char got) {
                   return wanted == '#' ? is_digit(got) : got == wanted;
                 });
  constexpr std::string_view behind = " \r\n";
  return fits && (text.size() <= start.size() ||
                  behind.find(text[start.size()]) != std::string_view::npos);
}

/// A line that has not ended yet; a CR at its end can be half of what ends it.
bool may_become_line(std::string_view text) {
  if (text.ends_with('\r')) text.remove_suffix(1);
  return !has_control_character(text);
}

/// Whether "name" is among the elements of comma-separated lists, without case.
bool has_element(const std::vector<std::string_view>& lists, std::string_view name) {
  for (auto list : lists) {
    while (!list.empty()) {
      const auto comma = std::min(list.find(','), list.size());
      if (same_without_case(trimmed(list.substr(0, comma)), name)) return true;
      list.remove_prefix(std::min(comma + 1, list.size()));
    }
  }
  return false;
}

}  // namespace

std::string authority_of(std::string_view host, std::uint16_t port) {
  const bool v6 = host.find(':') != std::string_view::npos;
  return v6 ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
}

std::string connect_request(std::string_view authority, std::string_view authorization) {
  std::string out = fmt::format("CONNECT {0} HTTP/1.1\r\nHost: {0}\r\n", authority);
  if (!authorization.empty()) {
    out += fmt::format("Proxy-Authorization: {}\r\n", authorization);
  }
  return out + "\r\n";
}

std::vector<std::string_view> http_reply_head::values(std::string_view name) const {
  std::vector<std::string_view> out;
  for (const auto& field : fields) {
    if (same_without_case(field.name, name)) out.push_back(field.value);
  }
  return out;
}

bool http_reply_head::keeps_connection() const {
  auto options = values("Connection");
  const auto more = values("Proxy-Connection");
  options.insert(options.end(), more.begin(), more.end());
  const bool keeps =
      !has_element(options, "close") && (!http_1_0 || has_element(options, "keep-alive"));
  return keeps && body_size().has_value();
}

std::optional<std::uint64_t> http_reply_head::body_size() const {
  if (!values("Transfer-Encoding").empty()) return std::nullopt;
  const auto lengths = values("Content-Length");
  if (lengths.size() != 1) return std::nullopt;
  const auto text = lengths.front();
  std::uint64_t length = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return length;
}

result<std::optional<http_reply_head>> parse_reply_head(bytes_view received) {
  const auto all =
      std::string_view(reinterpret_cast<const char*>(received.data()), received.size());
  if (!begins_like_http(all)) return failed(errc::not_http);
  const auto limited = all.substr(0, max_reply_head_size);

  http_reply_head head;
  auto text = limited;
  for (bool first = true; text.find('\n') != std::string_view::npos; first = false) {
    const auto line = take_line(text);
    if (!first && line.empty()) {
      head.size = limited.size() - text.size();
      return std::optional(std::move(head));
    }
    if (has_control_character(line) ||
        !(first ? parse_status_line(line, head) : parse_field(line, head))) {
      return failed(errc::not_http);
    }
  }
  if (!may_become_line(text)) return failed(errc::not_http);
  if (all.size() >= max_reply_head_size) return failed(errc::http_head_too_large);
  return std::optional<http_reply_head>{};
}

}  // namespace tmss10
