// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace tmss10 {

/// How often an exporter answered with each status. One thread may count while another
/// one looks.
class answer_counts {
 public:
  /// All that it answers with, in ascending order.
  static constexpr std::array codes{200, 400, 401, 403, 404, 405, 408,
                                    411, 413, 414, 431, 500, 503, 505};
  /// In the order of the codes.
  using figures = std::array<std::uint64_t, codes.size()>;

  /// A status that is not among the codes is not counted.
  void add(int status);
  [[nodiscard]] figures now() const;

 private:
  std::array<std::atomic<std::uint64_t>, codes.size()> counts_{};
};

}  // namespace tmss10
