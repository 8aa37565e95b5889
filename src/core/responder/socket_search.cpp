// SPDX-License-Identifier: MIT
#include <tmss10/core/responder/socket_search.hpp>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace tmss10 {
namespace {

using socket_address = std::array<unsigned char, 16>;

constexpr socket_address any_v6{};
constexpr socket_address any_v4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0};
constexpr std::size_t v4_begin = 12;  // of the address in the last four bytes
constexpr std::size_t word_digits = 8;
constexpr std::string_view listening = "0A";  // TCP_LISTEN, linux/net/tcp_states.h
constexpr int decimal = 10;
constexpr int hexadecimal = 16;

bool is_v4(const socket_address& address) {
  return std::equal(any_v4.begin(), any_v4.begin() + v4_begin, address.begin());
}

bool is_any(const socket_address& address) {
  return address == any_v4 || address == any_v6;
}

/// The next word of a line, which is cut off; empty at the end.
std::string_view next_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  const auto word = line.substr(0, line.find(' '));
  line.remove_prefix(word.size());
  return word;
}

template <typename Number>
bool read(std::string_view text, int base, Number& into) {
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, into, base);
  return error == std::errc{} && stop == end;
}

/// Each word of 32 bits is written as a number of this machine's byte order.
bool read_address(std::string_view digits, socket_address& into) {
  if (digits.size() != word_digits && digits.size() != 4 * word_digits) return false;
  if (digits.size() == word_digits) into = any_v4;
  auto* to = into.data() + (digits.size() == word_digits ? v4_begin : 0);
  for (; !digits.empty(); digits.remove_prefix(word_digits)) {
    std::uint32_t word = 0;
    if (!read(digits.substr(0, word_digits), hexadecimal, word)) return false;
    std::memcpy(to, &word, sizeof word);
    to += sizeof word;
  }
  return true;
}

}  // namespace

std::optional<listed_socket> parse_listed_socket(std::string_view line) {
  while (!line.empty() && line.back() == '\n')
    line.remove_suffix(1);
  listed_socket out;
  next_word(line);  // "0:"
  const auto local = next_word(line);
  const auto colon = local.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  if (!read_address(local.substr(0, colon), out.address)) return std::nullopt;
  if (!read(local.substr(colon + 1), hexadecimal, out.port)) return std::nullopt;
  next_word(line);  // the other end
  out.listens = next_word(line) == listening;
  for (int i = 0; i < 3; ++i)
    next_word(line);  // queues, timer, retransmissions
  if (!read(next_word(line), decimal, out.user)) return std::nullopt;
  next_word(line);  // probes
  if (!read(next_word(line), decimal, out.inode)) return std::nullopt;
  // A number at the very end may have lost digits.
  if (line.empty()) return std::nullopt;
  return out;
}

socket_search::socket_search(const std::array<unsigned char, 16>& address,
                             std::uint16_t port)
    : address_(address), port_(port) {}

void socket_search::look_at(std::string_view line) {
  const auto other = parse_listed_socket(line);
  if (!other) return;
  const int now = likelihood(*other);
  if (now <= likelihood_) return;
  likelihood_ = now;
  found_ = other;
}

int socket_search::likelihood(const listed_socket& other) const {
  if (other.port != port_ || other.inode == 0) return 0;
  const bool same_family = is_v4(other.address) == is_v4(address_);
  const bool meets =
      same_family ? other.address == address_ || is_any(other.address) || is_any(address_)
                  : is_v4(address_) && other.address == any_v6;
  if (!meets) return 0;
  return (other.listens ? 2 : 0) + (same_family ? 2 : 1);
}

}  // namespace tmss10
