// SPDX-License-Identifier: MIT
#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace tmss10 {

/// A fixed number of turns, given out first come, first served. Not for use from several
/// threads.
class turns {
  struct queue;

 public:
  using clock = std::chrono::steady_clock;

  /// That of somebody who waits for a turn. Must outlive the wait.
  class patience {
   public:
    /// Who waits gets no turn, now or later.
    void end();

   private:
    friend class turns;
    std::function<void()> wake_;
    bool has_ended_ = false;
  };

  /// Given back on destruction.
  class turn {
   public:
    explicit turn(std::shared_ptr<queue> from) : from_(std::move(from)) {}
    ~turn();
    turn(turn&& other) noexcept = default;
    turn& operator=(turn&& other) noexcept {
      from_.swap(other.from_);
      return *this;
    }
    turn(const turn&) = delete;
    turn& operator=(const turn&) = delete;

   private:
    std::shared_ptr<queue> from_;
  };

  turns(const asio::any_io_executor& executor, std::size_t most);

  /// None: there was none in time, or before the patience ended.
  [[nodiscard]] asio::awaitable<std::optional<turn>> take(clock::time_point until,
                                                          patience& with);

  /// How many are taken, and how many wait for one.
  [[nodiscard]] std::size_t taken() const;
  [[nodiscard]] std::size_t waiting() const;

 private:
  asio::any_io_executor executor_;
  std::shared_ptr<queue> queue_;  // of the turns, too, which may outlive this
};

}  // namespace tmss10
