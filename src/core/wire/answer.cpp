// SPDX-License-Identifier: MIT
#include <tmss10/core/wire/answer.hpp>
#include <tmss10/core/wire/packet_codec.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace tmss10 {
namespace {

return_code code_for(std::error_code refusal) {
  if (refusal == errc::unknown_function) return return_code::unknown_function;
  if (refusal == errc::gzip_too_large) return return_code::too_large;
  return return_code::bad_request;
}

}  // namespace

answer answer_request(packet_codec& codec, bytes_view plaintext) {
  request asked;
  answer out;
  if (const auto decoded = codec.decode(plaintext, asked); !decoded) {
    out.refusal = decoded.error();
    out.response.rc = code_for(out.refusal);
    return out;
  }
  out.response.payload = std::move(asked.payload);
  return out;
}

std::uint16_t to_milisecs(std::chrono::nanoseconds spent) {
  constexpr std::int64_t most = std::numeric_limits<std::uint16_t>::max();
  const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(spent).count();
  return static_cast<std::uint16_t>(std::clamp<std::int64_t>(whole, 0, most));
}

}  // namespace tmss10
