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

bool is_of(function_code function, bytes_view plaintext) {
  return plaintext.size() >= packet_header_size &&
         load_be16(plaintext) == static_cast<std::uint16_t>(function);
}

result<void> read_request(packet_codec& codec, bytes_view plaintext,
                          known_functions known, request& to) {
  // Of a function that is switched off the body is not read, as of any unknown one.
  if (!known.observe && is_of(function_code::observe, plaintext)) {
    return failed(errc::unknown_function);
  }
  return codec.decode(plaintext, to);
}

}  // namespace

answer answer_request(packet_codec& codec, bytes_view plaintext, known_functions known) {
  request asked;
  answer out;
  out.tests_path = is_of(undefined_function, plaintext);
  if (const auto read = read_request(codec, plaintext, known, asked); !read) {
    out.refusal = read.error();
    out.response.rc = code_for(out.refusal);
    return out;
  }
  out.observes = asked.function == function_code::observe;
  out.response.payload = std::move(asked.payload);
  return out;
}

std::uint16_t to_milisecs(std::chrono::nanoseconds spent) {
  constexpr std::int64_t most = std::numeric_limits<std::uint16_t>::max();
  const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(spent).count();
  return static_cast<std::uint16_t>(std::clamp<std::int64_t>(whole, 0, most));
}

}  // namespace tmss10
