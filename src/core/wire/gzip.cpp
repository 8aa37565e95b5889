// SPDX-License-Identifier: MIT
#include <tmss10/core/wire/gzip.hpp>

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <stdexcept>

namespace tmss10 {
namespace {

/// zlib's manual, deflateInit2 and inflateInit2: 16 more asks for a gzip wrapper and
/// nothing else.
constexpr int gzip_window_bits = 15 + 16;
constexpr int level = 9;
constexpr int memory_level = 8;

/// The member of no bytes is always the same, and a ping without a payload has one: RFC
/// 1952's header with XFL 2 (the best compression) and the operating system 3 (Unix, here
/// on every system), an empty final block, CRC and size 0.
constexpr std::array member_of_nothing{
    std::byte{0x1f}, std::byte{0x8b}, std::byte{8}, std::byte{0}, std::byte{0},
    std::byte{0},    std::byte{0},    std::byte{0}, std::byte{2}, std::byte{3},
    std::byte{3},    std::byte{0},    std::byte{0}, std::byte{0}, std::byte{0},
    std::byte{0},    std::byte{0},    std::byte{0}, std::byte{0}, std::byte{0}};

void check_started(int code) {
  if (code == Z_MEM_ERROR) throw std::bad_alloc();
  if (code != Z_OK) throw std::logic_error("zlib did not start");
}

void set_input(z_stream& stream, bytes_view data) {
  if (data.size() > std::numeric_limits<uInt>::max()) {
    throw std::length_error("gzip: more than zlib takes at once");
  }
  stream.next_in = const_cast<Bytef*>(raw(data));  // zlib reads it only
  stream.avail_in = static_cast<uInt>(data.size());
}

void set_output(z_stream& stream, std::span<std::byte> room) {
  static Bytef no_room = 0;
  // zlib takes no null pointer, however little is to be written.
  stream.next_out = room.empty() ? &no_room : raw_out(room);
  stream.avail_out = static_cast<uInt>(room.size());
}

}  // namespace

void gzip_compressor::ender::operator()(z_stream_s* stream) const {
  deflateEnd(stream);
  delete stream;
}

gzip_compressor::gzip_compressor() {
  auto fresh = std::make_unique<z_stream>();
  check_started(deflateInit2(fresh.get(), level, Z_DEFLATED, gzip_window_bits,
                             memory_level, Z_DEFAULT_STRATEGY));
  stream_.reset(fresh.release());
}

void gzip_compressor::compress(bytes_view data, bytes& out) {
  if (data.empty()) return append(out, member_of_nothing);
  deflateReset(stream_.get());
  const std::size_t before = out.size();
  out.resize(before + deflateBound(stream_.get(), static_cast<uLong>(data.size())));
  set_input(*stream_, data);
  set_output(*stream_, std::span(out).subspan(before));
  if (deflate(stream_.get(), Z_FINISH) != Z_STREAM_END) {
    throw std::logic_error("zlib did not finish within its own bound");
  }
  out.resize(out.size() - stream_->avail_out);
}

void gzip_expander::ender::operator()(z_stream_s* stream) const {
  inflateEnd(stream);
  delete stream;
}

gzip_expander::gzip_expander() {
  auto fresh = std::make_unique<z_stream>();
  check_started(inflateInit2(fresh.get(), gzip_window_bits));
  stream_.reset(fresh.release());
}

result<void> gzip_expander::expand(bytes_view data, std::size_t limit, bytes& out) {
  constexpr std::size_t first_step = 256;
  out.clear();
  if (std::equal(data.begin(), data.end(), member_of_nothing.begin(),
                 member_of_nothing.end())) {
    return {};
  }
  inflateReset(stream_.get());
  set_input(*stream_, data);
  out.resize(std::min(limit, first_step));
  std::size_t expanded = 0;
  int code = Z_OK;
  for (;;) {
    set_output(*stream_, std::span(out).subspan(expanded));
    code = inflate(stream_.get(), Z_NO_FLUSH);
    expanded = out.size() - stream_->avail_out;
    const bool full = stream_->avail_out == 0 && (code == Z_OK || code == Z_BUF_ERROR);
    if (!full || out.size() == limit) break;
    out.resize(std::min(limit, out.size() * 4));
  }
  const bool full = stream_->avail_out == 0;
  out.resize(code == Z_STREAM_END ? expanded : 0);
  if (code == Z_MEM_ERROR) throw std::bad_alloc();
  if (code == Z_STREAM_END && stream_->avail_in == 0) return {};
  out.clear();
  if (code == Z_STREAM_END) return failed(errc::gzip_trailing_bytes);
  if (code != Z_OK && code != Z_BUF_ERROR) return failed(errc::gzip_corrupt);
  return failed(full && stream_->avail_in > 0 ? errc::gzip_too_large
                                              : errc::gzip_truncated);
}

}  // namespace tmss10
