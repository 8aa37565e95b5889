// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/wire/gzip.hpp>
#include <tmss10/core/wire/packet.hpp>

namespace tmss10 {

/// Packets to plaintexts of sealed messages, and back. Holds the compressor: share one
/// per thread. Nothing of a packet that it read stays in it, whether or not it was
/// refused.
class packet_codec {
 public:
  /// Appends the packet. A payload over max_payload_size is std::logic_error.
  void encode(const request& from, bytes& out);
  void encode(const response& from, bytes& out);

  /// The packet alone, until the next one is asked for.
  [[nodiscard]] bytes_view encoded(const request& from) { return encoded_one(from); }
  [[nodiscard]] bytes_view encoded(const response& from) { return encoded_one(from); }

  /// Reads a request in the order in which a responder must refuse: packet_truncated,
  /// unknown_function (then the body was not read), bad_request_fields, gzip_too_large,
  /// another gzip error, payload_not_empty of Observe.
  [[nodiscard]] result<void> decode(bytes_view from, request& to);

  /// Reads a response. Fails with packet_truncated, a gzip error, or payload_in_refusal
  /// when rc is not request_ok and there is a payload. An undefined rc is read like the
  /// others. The fields of `to` are set as far as they were read, the
  /// others have their defaults.
  [[nodiscard]] result<void> decode(bytes_view from, response& to);

 private:
  template <typename Packet>
  bytes_view encoded_one(const Packet& from) {
    encoded_.clear();
    encode(from, encoded_);
    return encoded_;
  }

  bytes encoded_;
  gzip_compressor compressor_;
  gzip_expander expander_;
};

/// The codec shared by everything that runs on the calling thread. It is made when it is
/// first asked for (std::bad_alloc), and goes with the thread.
[[nodiscard]] packet_codec& codec_of_thread();

}  // namespace tmss10
