// SPDX-License-Identifier: MIT
// The input is what is said to be the IP and TCP headers of a connection request.
#include "script.hpp"
#include <tmss10/core/run/connection_request.hpp>
#include <tmss10/core/run/peer_statement.hpp>

using namespace tmss10;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto headers = std::as_bytes(std::span(data, size));
  const auto read = read_connection_request(headers);
  if (!read) return 0;
  fuzz::require(size >= 40, "no headers are that short");
  fuzz::require(plain_address(read->source).has_value(), "a source is an address");
  fuzz::require(plain_address(read->destination).has_value(),
                "a destination is an address");
  // What comes after the headers changes nothing.
  bytes longer(headers.begin(), headers.end());
  longer.resize(size + 4, std::byte{2});
  const auto again = read_connection_request(longer);
  fuzz::require(again && again->mss == read->mss && again->source == read->source &&
                    again->hop_limit == read->hop_limit &&
                    again->window_scale == read->window_scale &&
                    again->sack_permitted == read->sack_permitted &&
                    again->timestamps == read->timestamps,
                "only the headers count");
  return 0;
}
