// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/path.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace tmss10 {

/// How a look at a path came out.
enum class path_finding {
  /// Connection requests arrive and are answered.
  open,
  /// The same, but no hop limit up to the greatest is enough.
  open_too_far,
  /// Some get through, and some do not: they take several ways.
  open_on_some_ways,
  /// The same, but from one and the same port.
  open_at_times,
  /// Connections are made, but no greeting comes.
  open_without_greeting,
  /// Connections are made, but not with this machine's own hop limit.
  beyond_own_hop_limit,
  /// Connections are made, but data on them gets no further than some hop.
  data_dropped,
  /// Connections are made, but data on them is answered by a reset.
  data_reset,
  /// Data on some connections arrives, and on others it does not: they take several ways.
  data_on_some_ways,
  /// The same, but from one and the same port.
  data_at_times,
  /// Nothing comes back from some hop on.
  dropped,
  /// Nothing comes back at all.
  silent,
  refused_by_target,
  /// By somebody on the way, in the target's name.
  refused_before_target,
  /// By the target or by somebody on the way.
  refused,
  prohibited,
  unreachable,
  neighbour_silent,
  loop,
  /// Routers answer up to the greatest hop limit.
  too_far,
  /// This machine does not send requests.
  not_sent,
  stopped,
};

/// What a look at a path means.
struct path_judgement {
  path_finding finding = path_finding::open;
  /// The hop that it is about; 0 without one.
  std::uint8_t hop = 0;
  /// What is known, and what is not, in one or two sentences. Empty if the lines of the
  /// hops say it all. Texts of peers are in it as they came.
  std::string sentence = {};
  /// Whom to ask for what; empty if there is nothing to ask for.
  std::string advice = {};
  /// The address of who refuses in the target's name, of the last who answers on a way
  /// that is closed, or of the last that data gets to; empty where it is not about one.
  std::string whom = {};
};

[[nodiscard]] path_judgement judge_path(const path& of);

/// Whether some requests, or some data, get through and some do not.
[[nodiscard]] bool is_partly_open(path_finding finding);

/// Its name in formats for programs, as of the enumerator.
[[nodiscard]] std::string_view name_of(path_finding finding);

}  // namespace tmss10
