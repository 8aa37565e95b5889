// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>

#include <zlib.h>

#include <cstddef>
#include <stdexcept>

namespace tmss10::test {

/// How a gzip member is made by somebody else: with other settings than ours, and
/// optional header fields.
struct member_style {
  int level = 9;
  int strategy = Z_DEFAULT_STRATEGY;
  gz_header_s* header = nullptr;
};

inline bytes gzip_member(bytes_view payload, const member_style& style = {}) {
  z_stream stream{};
  constexpr int gzip_window_bits = 15 + 16;
  if (deflateInit2(&stream, style.level, Z_DEFLATED, gzip_window_bits, 9,
                   style.strategy) != Z_OK) {
    throw std::runtime_error("zlib did not start");
  }
  if (style.header != nullptr) deflateSetHeader(&stream, style.header);
  constexpr std::size_t room_for_header = 1024;
  bytes out(deflateBound(&stream, static_cast<uLong>(payload.size())) + room_for_header);
  stream.next_in = const_cast<Bytef*>(raw(payload));
  stream.avail_in = static_cast<uInt>(payload.size());
  stream.next_out = raw_out(out);
  stream.avail_out = static_cast<uInt>(out.size());
  const int code = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (code != Z_STREAM_END) throw std::runtime_error("zlib did not finish");
  return out;
}

}  // namespace tmss10::test
