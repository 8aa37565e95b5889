// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/verdict/attempt_result.hpp>

namespace tmss10 {
namespace {

std::string result_by_icmp(const icmp_error& what) {
  if (!what.is_from_here) return printable(what.sender) + " says: " + icmp_words(what);
  return is_neighbour_silence(what) ? "no answer on the local network"
                                    : "this machine itself says: " + icmp_words(what);
}

}  // namespace

std::string attempt_result(std::error_code error, const std::optional<icmp_error>& icmp) {
  if (!error) return "connected";
  if (icmp) return result_by_icmp(*icmp);
  if (error == errc::stopped) return "no answer before another connected";
  if (error == errc::timed_out || error == std::errc::timed_out) return "no answer";
  if (error == std::errc::connection_refused) return "connection refused";
  return error.message();
}

}  // namespace tmss10
