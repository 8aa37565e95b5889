// SPDX-License-Identifier: MIT
#include <tmss10/core/base/ipv4_notation.hpp>

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>

namespace tmss10 {
namespace {

constexpr std::size_t address_size = 4;
constexpr unsigned bits_of_byte = 8;

struct number {
  std::uint64_t value = 0;
  bool is_hexadecimal = false;
  bool has_leading_zero = false;
};

/// None for a text that is not a number in one of the two notations, or a huge one.
std::optional<number> read_number(std::string_view text) {
  constexpr int decimal = 10;
  constexpr int hexadecimal = 16;
  number out;
  out.is_hexadecimal = text.starts_with("0x") || text.starts_with("0X");
  if (out.is_hexadecimal) text.remove_prefix(2);
  out.has_leading_zero = !out.is_hexadecimal && text.size() > 1 && text.front() == '0';
  const auto* const end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, out.value,
                                             out.is_hexadecimal ? hexadecimal : decimal);
  if (error != std::errc{} || last != end) return std::nullopt;
  return out;
}

/// The numbers between the dots; none if there are too many, or one is no number.
struct numbers {
  std::array<number, address_size> all;
  std::size_t count = 0;
};

std::optional<numbers> read_numbers(std::string_view text) {
  numbers out;
  while (out.count < address_size) {
    const auto dot = text.find('.');
    const auto one = read_number(text.substr(0, dot));
    if (!one) return std::nullopt;
    out.all.at(out.count++) = *one;
    if (dot == std::string_view::npos) return out;
    text.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

/// The address that the numbers make, if each fits.
std::optional<std::uint64_t> joined(const numbers& of) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < of.count; ++i) {
    const bool is_last = i + 1 == of.count;
    const std::size_t size = is_last ? address_size - i : 1;
    const auto value = of.all.at(i).value;
    if ((value >> (size * bits_of_byte)) != 0) return std::nullopt;
    out = (out << (size * bits_of_byte)) | value;
  }
  return out;
}

}  // namespace

result<std::optional<std::string>> read_ipv4(std::string_view text) {
  const auto read = read_numbers(text);
  if (!read) return std::nullopt;
  if (read->count == 1 && !read->all.front().is_hexadecimal) {
    return failed(errc::number_alone);
  }
  for (std::size_t i = 0; i < read->count; ++i) {
    if (read->all.at(i).has_leading_zero) return failed(errc::octal_address);
  }
  const auto address = joined(*read);
  if (!address) return std::nullopt;
  constexpr std::uint64_t byte_mask = 0xFF;
  return fmt::format("{}.{}.{}.{}", *address >> 24, (*address >> 16) & byte_mask,
                     (*address >> 8) & byte_mask, *address & byte_mask);
}

}  // namespace tmss10
