// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/observation.hpp>

#include <string>
#include <vector>

namespace tmss10 {

/// How the server saw the connection, in one line: "seen by the server as 198.51.100.7
/// port 40112 (NAT), 12 hops, MSS 1412 (sent 1460)". Empty if it did not say.
[[nodiscard]] std::string observation_line(const observation& seen);

/// What is remarkable in it, a sentence each, without its full stop: addresses that are
/// translated, an MSS that is changed, TCP options that are removed, connections that are
/// made anew, clocks that differ.
[[nodiscard]] std::vector<std::string> observation_remarks(const observation& seen);

/// What the server says that it is: "TMSS10Responder 0.2.0 on Linux 6.1". Empty if it
/// said nothing.
[[nodiscard]] std::string server_text(const peer_statement& said);

}  // namespace tmss10
