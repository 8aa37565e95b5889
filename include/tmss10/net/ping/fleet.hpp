// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/pace.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/net/ping/pinging.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tmss10 {

struct fleet_settings {
  /// Most targets that are begun in a second, one after another at equal distances. More
  /// than zero, also less than one.
  double rate = 1000;
  /// Most targets at any moment whose first connection is not decided yet. Not zero.
  std::size_t at_once = 1000;
  /// Most targets that run at any moment: each needs descriptors. None: no limit. Not
  /// zero. With runs that have no end, the targets above it get no turn.
  std::optional<std::size_t> most_running;
  /// The targets are begun evenly over this time if that is slower than the rate: with
  /// the interval of their pings, these are spread evenly as well.
  std::chrono::nanoseconds spread{0};
};

/// How many targets are where. `not_begun`, `running` and `ended` are all of them.
struct fleet_counts {
  std::size_t not_begun = 0;
  std::size_t running = 0;
  /// Of those that run: whose first connection is not decided yet.
  std::size_t connecting = 0;
  std::size_t ended = 0;
};

/// The pings of many targets, which have the numbers from 0. They are begun in this
/// order, at a steady pace and within limits; a target that has ended needs no memory of
/// its own any more. Not for use from several threads.
///
/// What a callback or a pinging throws ends all of them: no callback is called any more,
/// and run() throws it when the last has ended. That a descriptor or an address can't be
/// had is no exception, but a failure of that target.
class fleet {
 public:
  /// Makes the pings of a target, when its turn has come. They are to call that listener,
  /// and their events should have the target's number. Must not return null.
  using maker = std::function<std::unique_ptr<pinging>(std::size_t target,
                                                       pinging::listener listen)>;
  /// The run of a target has ended: its pings with their figures, which go when the call
  /// returns, and what their run() returned.
  using finished = std::function<void(std::size_t target, const pinging& of,
                                      const std::optional<failure>& why)>;

  /// The callbacks are called on the executor, must not be empty, and may call stop().
  /// Throws std::invalid_argument for settings that let nothing begin.
  fleet(const asio::any_io_executor& executor, fleet_settings settings,
        std::size_t targets, maker make, pinging::listener on_event, finished on_end);

  /// Runs until every target has ended, or until those that were begun before stop()
  /// have. To be called once, and awaited before the fleet goes.
  [[nodiscard]] asio::awaitable<void> run();

  /// Begins no more targets, and ends the others in good order, at once. on_end is called
  /// for these; not for those that were never begun, which have the numbers from begun()
  /// on.
  void stop();
  /// Ends one target in good order. Nothing happens if it does not run.
  void stop(std::size_t target);

  /// The pings of a target; null when it does not run.
  [[nodiscard]] const pinging* find(std::size_t target) const;

  /// How many targets were begun.
  [[nodiscard]] std::size_t begun() const { return begun_; }
  [[nodiscard]] fleet_counts counts() const;

 private:
  using clock = std::chrono::steady_clock;

  struct place {
    std::unique_ptr<pinging> pings;  // while they run
    bool is_connecting = false;
    bool is_stopped = false;
  };

  [[nodiscard]] bool has_more() const;
  [[nodiscard]] bool has_room() const;
  void begin(std::size_t target);
  void hear(std::size_t target, const ping_event& happened);
  void note_decided(place& at);
  void end(std::size_t target, const std::exception_ptr& error,
           const std::optional<failure>& why);
  void fail(const std::exception_ptr& error);

  asio::any_io_executor executor_;
  fleet_settings settings_;
  maker make_;
  pinging::listener on_event_;
  finished on_end_;
  std::vector<place> places_;  // of all targets
  asio::steady_timer wake_;    // when there may be something to begin, or nothing to do
  std::size_t begun_ = 0;
  std::size_t running_ = 0;
  std::size_t connecting_ = 0;
  bool is_stopped_ = false;
  std::exception_ptr error_;  // the first
};

}  // namespace tmss10
