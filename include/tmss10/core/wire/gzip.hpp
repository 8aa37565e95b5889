// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/base/errc.hpp>

#include <cstddef>
#include <memory>

struct z_stream_s;

namespace tmss10 {

/// Makes gzip members (RFC 1952) at level 9, without optional header fields. Costs 268 KB
/// (zlib's zconf.h); share one per thread.
class gzip_compressor {
 public:
  gzip_compressor();

  /// Appends one gzip member of `data`. That of no data is constant and costs nothing.
  void compress(bytes_view data, bytes& out);

 private:
  struct ender {
    void operator()(z_stream_s* stream) const;
  };
  std::unique_ptr<z_stream_s, ender> stream_;
};

/// Expands gzip members. Costs about 40 KB; share one per thread.
class gzip_expander {
 public:
  gzip_expander();

  /// Replaces `out` by what the one gzip member in `data` holds. A gzip_compressor's
  /// member of no data is recognised without zlib.
  ///
  /// Fails with gzip_truncated, gzip_corrupt (also on a wrong CRC or size),
  /// gzip_trailing_bytes (anything after the member, a second member too), or
  /// gzip_too_large: it holds more than `limit` bytes, of which no more than `limit` were
  /// expanded. After a failure `out` is empty.
  [[nodiscard]] result<void> expand(bytes_view data, std::size_t limit, bytes& out);

 private:
  struct ender {
    void operator()(z_stream_s* stream) const;
  };
  std::unique_ptr<z_stream_s, ender> stream_;
};

}  // namespace tmss10
