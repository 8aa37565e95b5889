// SPDX-License-Identifier: MIT
#pragma once

#include "path_ports.hpp"
#include "path_probes.hpp"
#include "path_search.hpp"
#include <tmss10/core/run/path.hpp>

#include <asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tmss10 {

/// The answer of a request that got as far as it could; null if there was none.
[[nodiscard]] const hop_answer* final_answer(const path& of);

/// Routers may spread connections over several ways, by their ports among others. Finds
/// out whether requests from several ports get the same answer, and where one that got
/// another one ends: hop by hop from its port, which goes the same way every time.
class path_ways {
 public:
  /// All must outlive it. The search is over.
  path_ways(path_probes& probes, path& into, const path_search& search);

  /// Fills in what the path has from other ports and from one. `has_data`: connections
  /// for data follow, which come from other ports as well. In about 5 s at most.
  [[nodiscard]] asio::awaitable<void> check(bool has_data);
  /// Once a connection could not be made although others were: from `closed_port`, or 0
  /// if that is not known. `routers`: says which ports take different ways.
  [[nodiscard]] asio::awaitable<void> find_closed_one(std::uint16_t closed_port,
                                                      const router_survey& routers);
  /// Who is at the last hop that data got to, as its own port sees it; as `routers` has
  /// it if nobody answers that port now. Fills in from_one_port, unless that is about
  /// connections that are not made.
  [[nodiscard]] asio::awaitable<void> name_last_data_hop(std::uint16_t port,
                                                         const router_survey& routers);
  /// Whether some connections are made, and some are not.
  [[nodiscard]] bool differ() const { return differ_; }

 private:
  /// A request from one port that got another answer than it should, and the hop at which
  /// that was; 0: as far as it could.
  struct closed_request {
    std::uint16_t port = 0;
    std::size_t hop = 0;
  };

  [[nodiscard]] asio::awaitable<void> ask_others(std::vector<std::uint16_t> ports);
  [[nodiscard]] asio::awaitable<void> check_silence();
  [[nodiscard]] asio::awaitable<void> check_refusal(const path_hop& end);
  [[nodiscard]] asio::awaitable<void> follow(closed_request one);
  [[nodiscard]] std::optional<closed_request> closed_in_search() const;
  [[nodiscard]] std::optional<closed_request> closed_from_others() const;
  void show_routers();

  path_probes& probes_;
  path& path_;
  const path_search& search_;
  std::vector<std::uint16_t> other_ports_;  // of from_other_ports
  bool differ_ = false;
};

}  // namespace tmss10
