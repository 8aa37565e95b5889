// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/dead_path.hpp>
#include <tmss10/core/run/outstanding_pings.hpp>
#include <tmss10/core/wire/packet.hpp>
#include <tmss10/net/ping/run_state.hpp>
#include <tmss10/net/session.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <system_error>

namespace tmss10 {

/// The pings that go over one connection: sends them on schedule, matches and times the
/// answers, gives up what is not answered. Not for use from several threads.
class ping_exchange {
 public:
  /// `run` must outlive it.
  ping_exchange(const asio::any_io_executor& executor, run_state& run,
                std::shared_ptr<session> over);

  /// Runs until the run is complete or stopped: none. Or until the connection ends: why,
  /// with event::disconnected and the pings lost with it told. To be called once.
  [[nodiscard]] asio::awaitable<std::error_code> run();

  /// This program was held up: the pings that waited meanwhile get a fresh look.
  void held_up(const hold_up& at);

  /// Whether the connection was ended by something else than this program, and pings were
  /// lost with it.
  [[nodiscard]] bool took_pings() const { return took_pings_; }

  /// Whether the connection was left open for another exchange (run_state::keep).
  [[nodiscard]] bool left_open() const { return left_open_; }

  /// Ends it in good order, at once. Pings that are not decided yet stay so.
  void stop();

 private:
  using clock = std::chrono::steady_clock;

  [[nodiscard]] asio::awaitable<void> receive();
  [[nodiscard]] asio::awaitable<void> send_on_schedule();
  [[nodiscard]] asio::awaitable<void> give_up_in_time();
  [[nodiscard]] asio::awaitable<void> await_background();

  void send_in_slot();
  void send_ping();
  void start_flush();
  void start_probe();
  void take_response();
  void tell_response(const outstanding_pings::answered& answered,
                     const response_header& header, const result<void>& checked,
                     clock::time_point now);
  void give_up_expired(clock::time_point now);
  void note_facts();
  std::uint64_t retransmits_until(const outstanding_pings::answered& answered,
                                  clock::time_point now);
  std::uint64_t note_retransmits();
  void judge_silence(clock::duration waited);
  void judge_late_answer(clock::duration round_trip, bool sent_again);
  void judge_end(std::error_code reason);
  void after_decision();
  void end(std::error_code reason);
  void tell_retransmits();
  void abandon_pings();
  [[nodiscard]] bool can_stay_open() const;
  [[nodiscard]] bool start_observing();
  void take_observation();

  asio::any_io_executor executor_;
  run_state& run_;
  std::shared_ptr<session> session_;

  asio::steady_timer slot_timer_;
  asio::steady_timer expiry_timer_;
  asio::steady_timer background_;  // a flush or a probe has ended
  outstanding_pings pings_;
  dead_path path_;
  bool was_held_up_ = false;  // since it was last looked at what has expired
  std::error_code end_reason_;
  /// The request to observe, from when the pings are done.
  struct observing {
    explicit observing(const asio::any_io_executor& executor) : limit(executor) {}
    watchdog limit;
    std::chrono::system_clock::time_point asked;
    clock::time_point sent;
  };
  std::unique_ptr<observing> observing_;
  bool flush_runs_ = false;
  bool probe_runs_ = false;
  std::size_t plaintext_size_ = 0;  // of the last ping
  std::uint32_t counted_retransmits_ = 0;
  clock::time_point asked_retransmits_at_;
  bool ended_ = false;
  bool took_pings_ = false;
  bool left_open_ = false;
  bool done_ = false;  // the run is complete, or stopped
};

}  // namespace tmss10
