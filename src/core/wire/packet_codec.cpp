// SPDX-License-Identifier: MIT
#include <tmss10/core/wire/packet_codec.hpp>

#include <array>
#include <span>
#include <stdexcept>
#include <utility>

namespace tmss10 {
namespace {

using header = std::array<std::byte, packet_header_size>;

bool is_known(function_code function) {
  return function == function_code::ping || function == function_code::observe;
}

void encode_packet(gzip_compressor& compressor, const header& head, bytes_view payload,
                   bytes& out) {
  if (payload.size() > max_payload_size) {
    throw std::logic_error("packet: the payload is over the limit");
  }
  append(out, head);
  const std::size_t before = out.size();
  compressor.compress(payload, out);
  if (out.size() - before > max_body_size) {
    throw std::logic_error("packet: the body is over the limit");
  }
}

}  // namespace

void packet_codec::encode(const request& from, bytes& out) {
  header head{};
  store_be16(head, static_cast<std::uint16_t>(from.function));
  store_be16(std::span(head).subspan(2), from.flags);
  store_be16(std::span(head).subspan(4), from.optargs);
  encode_packet(compressor_, head, from.payload, out);
}

void packet_codec::encode(const response& from, bytes& out) {
  header head{static_cast<std::byte>(from.rc), static_cast<std::byte>(from.feedback)};
  store_be16(std::span(head).subspan(2), from.milisecs);
  head[4] = static_cast<std::byte>(from.avail);
  head[5] = static_cast<std::byte>(from.count);
  encode_packet(compressor_, head, from.payload, out);
}

result<void> packet_codec::decode(bytes_view from, request& to) {
  to.payload.clear();
  if (from.size() < packet_header_size) return failed(errc::packet_truncated);
  to.function = static_cast<function_code>(load_be16(from));
  to.flags = load_be16(from.subspan(2));
  to.optargs = load_be16(from.subspan(4));
  if (!is_known(to.function)) return failed(errc::unknown_function);
  if (to.flags != 0 || to.optargs != 0) return failed(errc::bad_request_fields);
  const auto body = from.subspan(packet_header_size);
  if (auto expanded = expander_.expand(body, max_payload_size, to.payload); !expanded) {
    return expanded;
  }
  if (to.function == function_code::observe && !to.payload.empty()) {
    to.payload.clear();
    return failed(errc::payload_not_empty);
  }
  return {};
}

result<void> packet_codec::decode(bytes_view from, response& to) {
  auto payload = std::move(to.payload);
  payload.clear();
  to = {};
  to.payload = std::move(payload);  // its room is used again
  if (from.size() < packet_header_size) return failed(errc::packet_truncated);
  to.rc = static_cast<return_code>(from[0]);
  to.feedback = std::to_integer<std::uint8_t>(from[1]);
  to.milisecs = load_be16(from.subspan(2));
  to.avail = std::to_integer<std::uint8_t>(from[4]);
  to.count = std::to_integer<std::uint8_t>(from[5]);
  const auto body = from.subspan(packet_header_size);
  if (auto expanded = expander_.expand(body, max_payload_size, to.payload); !expanded) {
    return expanded;
  }
  if (to.rc != return_code::request_ok && !to.payload.empty()) {
    return failed(errc::payload_in_refusal);
  }
  return {};
}

packet_codec& codec_of_thread() {
  thread_local packet_codec codec;
  return codec;
}

}  // namespace tmss10
