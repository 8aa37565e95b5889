// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/tried_way.hpp>
#include <tmss10/core/verdict/examination_judgement.hpp>

#include <string>
#include <vector>

namespace tmss10 {

/// What came of it: "a ping was answered in 12.30 ms".
[[nodiscard]] std::string way_result(const tried_way& way);

/// How it leaves this machine, as far as that is known: "10.4.7.22 (eth0) via 10.4.7.1".
[[nodiscard]] std::string way_begin(const tried_way& way);

/// "direct, IPv4  192.0.2.7  no answer to the connection request in 5.00 s": how one way
/// to a target fared. `verbose`: with the time of each stage.
[[nodiscard]] std::string way_line(const tried_way& way, bool verbose);

/// What an examination means, and whom to ask, each in lines of at most that width.
[[nodiscard]] std::vector<std::string> examination_lines(const examination_judgement& of,
                                                         std::size_t width);

}  // namespace tmss10
