// SPDX-License-Identifier: MIT
#pragma once

#include "path_probes.hpp"
#include "path_search.hpp"
#include <tmss10/core/run/path.hpp>

#include <asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tmss10 {

/// Which routers answered requests from which source ports.
class router_survey {
 public:
  struct entry {
    std::uint16_t port = 0;
    std::uint8_t hop = 0;
    hop_answer router;
  };

  void add(entry one);

  /// So many ports, the first of which take different ways: they were answered by
  /// different routers at one hop. The others are 0.
  [[nodiscard]] std::vector<std::uint16_t> ports_of_ways(std::size_t count) const;
  /// Whether it has that port, and different routers answered at its hop.
  [[nodiscard]] bool knows_way_of(std::uint16_t port) const;
  /// Who answers that port at a hop: as it was seen, or the only one who answered there.
  /// Null if that is not known.
  [[nodiscard]] const hop_answer* router_for(std::uint16_t port, std::size_t hop) const;

 private:
  [[nodiscard]] std::vector<entry> of_ways() const;

  std::vector<entry> entries_;  // by hops
};

/// Asks each router that answered in the search a few times more, from other ports. That
/// gets as far as the target only where another way is shorter: then it stops. The ports
/// are free again. In about 1.2 s at most.
[[nodiscard]] asio::awaitable<router_survey> survey_routers(path_probes& probes,
                                                            const path& of,
                                                            const path_search& search);

}  // namespace tmss10
