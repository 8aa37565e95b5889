// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/report/stand_ins.hpp>
#include <tmss10/core/run/idle_limit.hpp>
#include <tmss10/core/run/observation.hpp>
#include <tmss10/core/run/packet_sizes.hpp>
#include <tmss10/core/run/path.hpp>
#include <tmss10/core/run/run_description.hpp>
#include <tmss10/core/run/run_facts.hpp>

#include <memory>
#include <string>

namespace tmss10 {

/// What a peer sent, without what it says: as long as that, and of the same service.
[[nodiscard]] bytes redacted_bytes(const bytes& from_peer);
/// A list of authentication schemes, in which unknown ones are "another".
[[nodiscard]] std::string redacted_schemes(const std::string& schemes);
/// An option with its value only if that can't be a name.
[[nodiscard]] understood_option redacted_option(const understood_option& of,
                                                stand_ins& names);

[[nodiscard]] icmp_error redacted_icmp(icmp_error of, stand_ins& names);
[[nodiscard]] std::shared_ptr<const path> redacted_path(const path& of, stand_ins& names);
[[nodiscard]] std::shared_ptr<const packet_sizes> redacted_sizes(const packet_sizes& of,
                                                                 stand_ins& names);
[[nodiscard]] std::shared_ptr<const idle_range> redacted_range(const idle_range& of,
                                                               stand_ins& names);
[[nodiscard]] std::shared_ptr<const idle_progress> redacted_progress(
    const idle_progress& of, stand_ins& names);
[[nodiscard]] std::shared_ptr<const observation> redacted_observation(
    const observation& of, stand_ins& names);

[[nodiscard]] run_facts redacted_facts(const run_facts& of, stand_ins& names);

}  // namespace tmss10
