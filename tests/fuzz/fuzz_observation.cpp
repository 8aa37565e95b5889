// SPDX-License-Identifier: MIT
// The input is the payload of the response to Observe.
#include "script.hpp"
#include <tmss10/core/report/report_json.hpp>
#include <tmss10/core/run/observation.hpp>
#include <tmss10/core/verdict/observation_wording.hpp>
#include <tmss10/core/wire/packet.hpp>

#include <memory>
#include <utility>

using namespace tmss10;

namespace {

observation beside(peer_statement said, bool known) {
  observation out;
  if (known)
    out.own = {"192.0.2.7", 40'000, "192.0.2.9", 5'000, 1'460, 64, true, true, true};
  out.asked = std::chrono::system_clock::time_point(std::chrono::hours(500'000));
  out.round_trip = std::chrono::milliseconds(10);
  out.said = std::move(said);
  return out;
}

void require_sense(const observation& seen) {
  const auto way = compare(seen);
  fuzz::require(!way.hops || (way.arrived && *way.hops <= 255), "hops are bounded");
  fuzz::require(!way.clocks_differ || way.clock_ahead.has_value(),
                "a clock that differs");
  const auto line = observation_line(seen);
  fuzz::require(line.empty() == seen.said.address.empty(), "a line about an address");
  fuzz::require(line.size() < 200, "the line is short");
  fuzz::require(!fuzz::has_control_character(line), "the line has no control character");
  for (const auto& remark : observation_remarks(seen))
    fuzz::require(remark.size() < 300 && !fuzz::has_control_character(remark),
                  "remarks are short and printable");
  const ping_event happened = event::observed{std::make_shared<observation>(seen)};
  const auto json = json_line(occurrence(happened, seen.asked), {"0123456789abcdef"});
  fuzz::require(
      !json.empty() && json.back() == '\n' &&
          !fuzz::has_control_character(std::string_view(json).substr(0, json.size() - 1)),
      "the line for programs is one line");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto payload = std::as_bytes(std::span(data, size));
  auto read = read_peer_statement(payload);
  fuzz::require(size <= max_observation_size || !read, "an object is bounded");
  if (!read) {
    fuzz::require(
        read.error() == (size > max_observation_size ? errc::observation_too_large
                                                     : errc::observation_malformed),
        "a refusal has its error");
    return 0;
  }
  fuzz::require(read->syn.size() * 2 <= size, "no byte comes from nowhere");
  if (!read->address.empty()) {
    fuzz::require(plain_address(read->address) == read->address,
                  "an address has one form");
  }
  require_sense(beside(*read, true));
  require_sense(beside(std::move(*read), false));
  return 0;
}
