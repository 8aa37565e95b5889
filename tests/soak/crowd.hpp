// SPDX-License-Identifier: MIT
#pragma once

#include "lives.hpp"

#include <asio/awaitable.hpp>
#include <asio/ip/address_v4.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace tmss10::soak {

/// How long a place in the crowd is empty between one client and the next.
struct pauses {
  std::chrono::milliseconds least{0};
  std::chrono::milliseconds most{0};
};

/// Places that clients take one after another, all on one bench. Hostile ones go on until
/// the bench's loop is gone, honest ones until it is stopping.
class crowd {
 public:
  explicit crowd(bench& on) : on_(on) {}
  ~crowd();
  crowd(const crowd&) = delete;
  crowd& operator=(const crowd&) = delete;
  crowd(crowd&&) = delete;
  crowd& operator=(crowd&&) = delete;

  void add_hostile(const hostile_kind& kind, asio::ip::address_v4 from, pauses between);
  void add_honest(asio::ip::address_v4 from, pauses between);

  /// Honest clients that have not ended their lives.
  [[nodiscard]] std::size_t honest() const { return honest_; }
  [[nodiscard]] const honest_account& account() const { return account_; }
  /// Lives of hostile clients that have come to their ends, by the names of their kinds.
  [[nodiscard]] const std::map<std::string_view, std::uint64_t>& hostile_lives() const {
    return hostile_lives_;
  }

 private:
  [[nodiscard]] asio::awaitable<void> hostile_place(hostile_kind kind,
                                                    asio::ip::address_v4 from,
                                                    pauses between);
  [[nodiscard]] asio::awaitable<void> honest_place(asio::ip::address_v4 from,
                                                   pauses between);
  [[nodiscard]] asio::awaitable<void> rest(pauses between);

  bench& on_;
  std::size_t honest_ = 0;
  honest_account account_;
  std::map<std::string_view, std::uint64_t> hostile_lives_;
};

/// Raises this process's limit of open files as far as it goes, for itself and what it
/// starts. Throws std::runtime_error when there can't be so many.
void need_descriptors(std::size_t count);

}  // namespace tmss10::soak
