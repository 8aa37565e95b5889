// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/findings.hpp>

#include <string>

namespace tmss10 {

/// "TCP 5000 to tapetrack.example.com (192.0.2.7)", or "… through the proxy p:3128".
[[nodiscard]] std::string way_name(const findings& of, const tried_way& way);

/// How far the way that the verdict is about has got, as in "TCP 5000 to 192.0.2.7 was
/// connected, but no greeting had come yet". Empty if it has got nowhere.
[[nodiscard]] std::string progress_text(const findings& of);

/// That another address of the name works, of a run that takes one which does not. Empty
/// without any.
[[nodiscard]] std::string other_address_sentence(const findings& of);

/// What is said of ways besides those of the run itself: that they work, and how to use
/// them, or that they do not help. Empty if there are none.
[[nodiscard]] std::string other_ways_sentence(const findings& of, bool own_works);

/// That the requests of the look at the path fared differently from the connections.
/// Empty if they did not, or it was not looked at.
[[nodiscard]] std::string contradiction_sentence(const findings& of, bool connects);

/// That data got lost in the look at the path, although pings were answered. Empty if it
/// did not.
[[nodiscard]] std::string lost_data_sentence(const findings& of);

/// That some of it could not be examined in time; empty if all was.
[[nodiscard]] std::string cut_short_sentence(const findings& of);

}  // namespace tmss10
