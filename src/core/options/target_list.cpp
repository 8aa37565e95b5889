// SPDX-License-Identifier: MIT
#include "target_list.hpp"

#include "host_argument.hpp"
#include "option_values.hpp"
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/wire/key.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace tmss10 {
namespace {

/// As it would be typed.
std::string name_of_address(const std::string& address,
                            std::optional<std::uint16_t> port) {
  if (!port) return address;
  const bool is_v6 = address.find(':') != std::string::npos;
  return is_v6 ? fmt::format("[{}]:{}", address, *port)
               : fmt::format("{}:{}", address, *port);
}

/// A label of a name has at most 63 characters (RFC 1035, section 2.3.4).
void refuse_key(const std::string& text) {
  const auto is_hex = [](char c) { return hex_digit_value(c) >= 0; };
  if (text.size() != 2 * site_key::size || !std::all_of(text.begin(), text.end(), is_hex))
    return;
  throw usage_error("a target is 64 hex digits, as a site key is");
}

}  // namespace

void target_list::add(const typed_target& typed, std::size_t line) {
  option_values::refuse_logon(typed.text);
  refuse_key(typed.text);
  const auto range = parse_address_range(typed.text);
  if (!range) {
    throw usage_error(
        fmt::format("range {}: {}", in_quotes(typed.text), range.error().message()));
  }
  if (*range) return add_range(typed, **range, line);
  const auto where = read_host(typed.text, line == 0 ? quoting::whole : quoting::none);
  const auto port = one_port_of(typed.port, where.port).value_or(port_);
  add_entry({typed.name.value_or(typed.text), where.host, port, typed.own, line});
}

void target_list::add_range(const typed_target& typed, const address_range& range,
                            std::size_t line) {
  if (typed.name) {
    throw usage_error(
        "--name is of no use with a range, whose targets are called by their addresses");
  }
  if (range.size > max_range_size - in_ranges_) {
    throw usage_error("all ranges together have more than 65,536 addresses");
  }
  const auto port = one_port_of(typed.port, range.port).value_or(port_);
  in_ranges_ += range.size;
  for (const auto& address : addresses_of(range))
    add_entry({name_of_address(address, range.port), address, port, typed.own, line});
}

void target_list::add_entry(target_entry entry) {
  const auto line = entry.line;
  const auto [same, is_new] = lines_.try_emplace(entry.name, line);
  if (is_new) {
    entries_.push_back(std::move(entry));
    return;
  }
  const auto name = in_quotes(entry.name);
  if (line == 0) throw usage_error(fmt::format("host {} was given twice", name));
  throw usage_error(
      fmt::format("{}: same name as line {}; give one of them another with --name", name,
                  same->second));
}

}  // namespace tmss10
