// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/hold_up.hpp>

#include <asio/any_io_executor.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace tmss10 {

/// Notices when what runs on an executor is held up, whatever it waits for meanwhile: a
/// timer beats all the time, one for all heartbeats of an io_context, which must run on
/// one thread. A destroyed heartbeat does nothing any more.
class heartbeat {
 public:
  using clock = std::chrono::steady_clock;
  using listener = std::function<void(const hold_up&)>;

  /// Does not beat yet.
  heartbeat(const asio::any_io_executor& executor, listener on_hold_up);
  ~heartbeat();
  heartbeat(const heartbeat&) = delete;
  heartbeat& operator=(const heartbeat&) = delete;
  heartbeat(heartbeat&&) = delete;
  heartbeat& operator=(heartbeat&&) = delete;

  /// What holds the program up before that does not count.
  void start();
  /// Lets a run() of the io_context return.
  void stop();

  /// Calls the listener now if there was a hold-up that nobody has noticed yet. To be
  /// called before something is judged by the time, which was read just before. Does
  /// nothing while it does not beat.
  void look(clock::time_point now);
  void look() { look(clock::now()); }

  /// All hold-ups that were noticed.
  [[nodiscard]] clock::duration total() const;

 private:
  struct state;
  class shared_timer;
  std::shared_ptr<state> state_;
};

}  // namespace tmss10
