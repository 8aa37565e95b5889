// SPDX-License-Identifier: MIT
#include "core/base/ipv6_groups.hpp"
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/ipv4_notation.hpp>
#include <tmss10/core/base/ipv6_notation.hpp>
#include <tmss10/core/run/peer_statement.hpp>
#include <tmss10/core/wire/packet.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

using std::chrono::system_clock;

/// What the members of this page need, and room for those of later ones.
constexpr int max_depth = 16;

std::optional<bytes> bytes_of_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_digit_value(text[i]);
    const int low = hex_digit_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<std::byte>(high * 16 + low));
  }
  return out;
}

/// Takes a number of exactly that many digits and what follows it from the front.
std::optional<int> take_number(std::string_view& from, std::size_t digits, char after) {
  if (from.size() <= digits || from[digits] != after) return std::nullopt;
  int out = 0;
  for (const char c : from.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    out = out * 10 + (c - '0');
  }
  from.remove_prefix(digits + 1);
  return out;
}

/// RFC 3339 in UTC with microseconds. The years are those in which nobody's clock is
/// wrong by more than a duration can hold.
std::optional<system_clock::time_point> time_of(std::string_view text) {
  const auto year = take_number(text, 4, '-');
  const auto month = take_number(text, 2, '-');
  const auto day = take_number(text, 2, 'T');
  const auto hour = take_number(text, 2, ':');
  const auto minute = take_number(text, 2, ':');
  const auto second = take_number(text, 2, '.');
  const auto fraction = take_number(text, 6, 'Z');
  if (!year || !month || !day || !hour || !minute || !second || !fraction)
    return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
      std::chrono::day(static_cast<unsigned>(*day))};
  const bool is_time = *hour < 24 && *minute < 60 && *second <= 60;  // a leap second
  if (!text.empty() || !date.ok() || !is_time || *year < 1970 || *year > 2200)
    return std::nullopt;
  return std::chrono::time_point_cast<system_clock::duration>(
      std::chrono::sys_days(date) + std::chrono::hours(*hour) +
      std::chrono::minutes(*minute) + std::chrono::seconds(*second) +
      std::chrono::microseconds(*fraction));
}

/// Takes the known members out of the object while it is read; nothing else of it is
/// kept, so that its size on the wire bounds its cost. Any `false` ends the reading.
class statement_reader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  peer_statement read;

  bool null() override { return take_other(); }
  bool boolean(bool /*value*/) override { return take_other(); }
  bool number_integer(number_integer_t /*value*/) override { return take_other(); }
  bool number_unsigned(number_unsigned_t value) override {
    if (!at_member("port")) return take_other();
    if (value > 65'535) return false;
    read.port = static_cast<std::uint16_t>(value);
    return true;
  }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override {
    return take_other();
  }
  bool string(string_t& value) override { return depth_ > 1 || take_text(value); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*elements*/) override {
    if (depth_ > 0 && !take_other()) return false;
    return ++depth_ <= max_depth;
  }
  bool key(string_t& name) override {
    if (depth_ == 1) member_ = name;
    return true;
  }
  bool end_object() override { return --depth_ >= 0; }
  bool start_array(std::size_t /*elements*/) override {
    return depth_ > 0 && take_other() && ++depth_ <= max_depth;
  }
  bool end_array() override { return --depth_ >= 0; }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const nlohmann::json::exception& /*why*/) override {
    return false;
  }

 private:
  [[nodiscard]] bool at_member(std::string_view name) const {
    return depth_ == 1 && member_ == name;
  }
  [[nodiscard]] std::string* text_member() {
    if (member_ == "program") return &read.program;
    if (member_ == "version") return &read.version;
    return member_ == "system" ? &read.system : nullptr;
  }
  /// A value that is none of a known member's types: only of an unknown one.
  [[nodiscard]] bool take_other() {
    if (depth_ == 0) return false;  // it is no object
    const bool is_known = text_member() != nullptr || member_ == "time" ||
                          member_ == "address" || member_ == "port" || member_ == "syn";
    return depth_ > 1 || !is_known;
  }
  [[nodiscard]] bool take_text(string_t& value) {
    if (depth_ == 0 || member_ == "port") return false;
    if (auto* const text = text_member()) {
      *text = std::move(value);
    } else if (member_ == "time") {
      read.time = time_of(value);
      return read.time.has_value();
    } else if (member_ == "address") {
      const auto address = plain_address(value);
      if (address) read.address = *address;
      return address.has_value();
    } else if (member_ == "syn") {
      auto data = bytes_of_hex(value);
      if (!data) return false;
      read.syn = std::move(*data);
    }
    return true;
  }

  int depth_ = 0;
  std::string member_;  // of the outermost object
};

}  // namespace

result<peer_statement> read_peer_statement(bytes_view payload) {
  if (payload.size() > max_observation_size) return failed(errc::observation_too_large);
  // As text: nlohmann's reader takes no std::byte.
  std::string text;
  text.reserve(payload.size());
  for (const std::byte one : payload)
    text += static_cast<char>(one);
  statement_reader reader;
  if (!nlohmann::json::sax_parse(text, &reader)) {
    return failed(errc::observation_malformed);
  }
  return std::move(reader.read);
}

std::optional<std::string> plain_address(std::string_view text) {
  if (text.find(':') == std::string_view::npos) {
    const auto v4 = read_ipv4(text);
    return v4 ? *v4 : std::nullopt;
  }
  if (reason_not_ipv6(text)) return std::nullopt;
  const auto groups = groups_of_ipv6(text.substr(0, text.find('%')));
  const bool is_mapped = std::all_of(groups.begin(), groups.begin() + 5,
                                     [](std::uint16_t group) { return group == 0; }) &&
                         groups[5] == 0xFFFF;
  if (!is_mapped) return text_of_ipv6(groups);
  return fmt::format("{}.{}.{}.{}", groups[6] >> 8, groups[6] & 0xFF, groups[7] >> 8,
                     groups[7] & 0xFF);
}

}  // namespace tmss10
