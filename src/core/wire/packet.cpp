// SPDX-License-Identifier: MIT
#include <tmss10/core/wire/packet.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

errc refusal_of(return_code rc) {
  switch (rc) {
    case return_code::unknown_function: return errc::answered_unknown_function;
    case return_code::bad_request: return errc::answered_bad_request;
    case return_code::too_large: return errc::answered_too_large;
    case return_code::request_ok: break;
  }
  return errc::answered_undefined;
}

}  // namespace

request_header header_of(const request& of) {
  return {of.function, of.flags, of.optargs, of.payload.size()};
}

response_header header_of(const response& of) {
  return {of.rc, of.feedback, of.milisecs, of.avail, of.count, of.payload.size()};
}

result<void> check_ping_response(const response& from, bytes_view payload) {
  if (from.rc != return_code::request_ok) return failed(refusal_of(from.rc));
  if (!std::equal(payload.begin(), payload.end(), from.payload.begin(),
                  from.payload.end())) {
    return failed(errc::wrong_echo);
  }
  return {};
}

}  // namespace tmss10
