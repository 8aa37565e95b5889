// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/responder/admission.hpp>

#include <cstddef>
#include <optional>
#include <span>

namespace tmss10 {

/// How far a connection of an HTTP server has come.
enum class http_phase {
  head,     ///< its request is not complete
  waiting,  ///< its request waits for an answer
  writing,  ///< its answer is being sent
  leaving,  ///< its answer is sent
  closed,
};

/// A connection that takes one of a server's places.
struct http_place {
  address_group from;
  http_phase now = http_phase::head;
};

/// Which connection is closed for a newcomer when all places are taken, by its number in
/// `places`, the oldest of which comes first. None: the newcomer is refused.
///
/// 1. One that is leaving, the oldest: it has what it came for.
/// 2. One of the address that has most connections on which the server waits for the
///    client, in the head or in writing: the oldest one in the head. An honest client
///    sends its request within a round trip. Of addresses that have the same, it is the
///    one with more connections in all, or else that of the oldest one.
/// 3. If that address reads slowly, so that all of them are in writing: the oldest, as
///    long as the newcomer's address has fewer after that. An address that is alone may
///    use all places.
///
/// A connection that waits for its answer is never closed. Without a newcomer (its
/// address is not known), nor is one in writing.
[[nodiscard]] std::optional<std::size_t> who_gives_way(
    std::span<const http_place> places, const std::optional<address_group>& newcomer);

}  // namespace tmss10
