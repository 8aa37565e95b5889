// SPDX-License-Identifier: MIT
// The input is the body: an untrusted gzip member.
#include "script.hpp"
#include <tmss10/core/wire/gzip.hpp>

using namespace tmss10;

namespace {

constexpr std::size_t limit = 65'000;

/// A good body is neither with a byte more nor with a byte less.
void require_one_member(gzip_expander& expander, bytes_view body) {
  bytes out;
  const auto cut = expander.expand(body.first(body.size() - 1), limit, out);
  fuzz::require(!cut && cut.error() == errc::gzip_truncated, "a cut member is refused");
  bytes longer(body.begin(), body.end());
  longer.push_back(std::byte{0});
  const auto trailed = expander.expand(longer, limit, out);
  fuzz::require(!trailed && trailed.error() == errc::gzip_trailing_bytes,
                "nothing follows the member");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static gzip_expander expander;
  static gzip_compressor compressor;
  constexpr std::size_t larger_limit = 4 * limit;
  const auto body = std::as_bytes(std::span(data, size));

  bytes out{std::byte{1}};
  const auto expanded = expander.expand(body, limit, out);
  fuzz::require(out.size() <= limit && out.capacity() <= limit, "the limit holds");
  fuzz::require(expanded || out.empty(), "after a failure there is no output");

  bytes more;
  const auto expanded_more = expander.expand(body, larger_limit, more);
  if (expanded) {
    fuzz::require(expanded_more && more == out, "a larger limit changes nothing");
    require_one_member(expander, body);
    bytes again;
    compressor.compress(out, again);
    bytes out_again;
    fuzz::require(expander.expand(again, limit, out_again) && out_again == out,
                  "what was expanded can be compressed");
  } else if (expanded_more) {
    fuzz::require(more.size() > limit && expanded.error() == errc::gzip_too_large,
                  "a good member is only refused for its size");
  } else if (expanded.error() != errc::gzip_too_large) {
    fuzz::require(expanded.error() == expanded_more.error(), "the same fault is found");
  }
  return 0;
}
