// SPDX-License-Identifier: MIT
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/proxy/http_connect.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace tmss10 {
namespace {

constexpr std::string_view protocol_name = "HTTP/";
constexpr std::size_t status_digits = 3;

bool same_without_case(std::string_view a, std::string_view b) {
  return lower_case(a) == lower_case(b);
}

std::string_view without_final_crs(std::string_view text) {
  return text.substr(0, text.find_last_not_of('\r') + 1);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Without the blanks at the front.
std::string_view without_leading_blanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
}

/// The line at the front, without its end, and what is behind it. A lone LF ends a line,
/// too, and so does one behind several CRs (RFC 9112, section 2.2).
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return without_final_crs(line);
}

/// Whether there is a control character that no line of a head has (RFC 9110,
/// section 5.5). CRs at its end can be a part of what ends it.
bool breaks_a_line(std::string_view text) {
  text = without_final_crs(text);
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
  });
}

/// What is wrong with the beginning of a status line, as far as it has come: "HTTP/1.",
/// a digit, blanks, three digits, and a blank or the end of the line behind them. Several
/// blanks pass for one, and tabs for blanks (RFC 9112, section 4).
std::error_code fault_of_start(std::string_view text) {
  const auto name = text.substr(0, protocol_name.size());
  if (!protocol_name.starts_with(name)) return errc::not_http;
  // # is a digit.
  constexpr std::string_view version = "HTTP/1.#";
  for (std::size_t i = name.size(); i < std::min(text.size(), version.size()); ++i) {
    const bool fits = version[i] == '#' ? is_digit(text[i]) : text[i] == version[i];
    if (!fits) return errc::http_version_unknown;
  }
  auto rest = text.substr(std::min(text.size(), version.size()));
  if (rest.empty()) return {};
  const auto status = without_leading_blanks(rest);
  if (status.size() == rest.size()) return errc::http_status_malformed;
  const auto code = status.substr(0, status_digits);
  if (!std::all_of(code.begin(), code.end(), is_digit)) {
    return errc::http_status_malformed;
  }
  constexpr std::string_view behind = " \t\r\n";
  const bool ends = status.size() <= status_digits ||
                    behind.find(status[status_digits]) != std::string_view::npos;
  return ends ? std::error_code{} : errc::http_status_malformed;
}

/// "HTTP/1.1 200 Connection established" (RFC 9112, section 4), of which the beginning
/// was found right as far as it goes.
bool parse_status_line(std::string_view line, http_reply_head& head) {
  constexpr std::size_t minor_at = protocol_name.size() + 2;
  if (line.size() <= minor_at) return false;
  const auto status = without_leading_blanks(line.substr(minor_at + 1));
  if (status.size() < status_digits) return false;
  head.http_1_0 = line[minor_at] == '0';
  std::from_chars(status.data(), status.data() + status_digits, head.status);
  head.reason = std::string(without_blanks(status.substr(status_digits)));
  return true;
}

/// Reads the lines behind the status line. None of them can do harm: what is no field is
/// left out, as curl does.
class field_reader {
 public:
  explicit field_reader(std::vector<http_field>& into) : into_(into) {}

  void read(std::string_view line) {
    if (line.front() == ' ' || line.front() == '\t') return unfold(without_blanks(line));
    const auto colon = line.find(':');
    // Blanks before the colon (RFC 9112, section 5.1).
    const auto name = without_blanks(line.substr(0, colon));
    last_is_field_ = colon != std::string_view::npos && is_token(name);
    if (!last_is_field_) return;
    into_.push_back(
        {std::string(name), std::string(without_blanks(line.substr(colon + 1)))});
  }

 private:
  /// A line that goes on from the one before it (RFC 9112, section 5.2); behind what is
  /// no field, the status line too, it is none either (section 2.2).
  void unfold(std::string_view more) {
    if (!last_is_field_ || more.empty()) return;
    auto& value = into_.back().value;
    if (!value.empty()) value += ' ';
    value += more;
  }

  std::vector<http_field>& into_;
  bool last_is_field_ = false;
};

/// Whether "name" is among the elements of comma-separated lists, without case.
bool has_element(const std::vector<std::string_view>& lists, std::string_view name) {
  for (auto list : lists) {
    while (!list.empty()) {
      const auto comma = std::min(list.find(','), list.size());
      if (same_without_case(without_blanks(list.substr(0, comma)), name)) return true;
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

std::string connect_request(std::string_view authority, std::string_view authorization,
                            std::span<const http_field> more) {
  std::string out = fmt::format("CONNECT {0} HTTP/1.1\r\nHost: {0}\r\n", authority);
  for (const auto& field : more)
    out += fmt::format("{}: {}\r\n", field.name, field.value);
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
  const auto limited = all.substr(0, max_reply_head_size);
  if (const auto fault = fault_of_start(limited)) return failed(fault);

  http_reply_head head;
  field_reader fields(head.fields);
  auto text = limited;
  for (bool first = true; text.find('\n') != std::string_view::npos; first = false) {
    const auto line = take_line(text);
    if (breaks_a_line(line)) return failed(errc::http_control_character);
    if (first) {
      if (!parse_status_line(line, head)) return failed(errc::http_status_malformed);
    } else if (line.empty()) {
      head.size = limited.size() - text.size();
      return std::optional(std::move(head));
    } else {
      fields.read(line);
    }
  }
  if (breaks_a_line(text)) return failed(errc::http_control_character);
  if (all.size() >= max_reply_head_size) return failed(errc::http_head_too_large);
  return std::optional<http_reply_head>{};
}

}  // namespace tmss10
