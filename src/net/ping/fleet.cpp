// SPDX-License-Identifier: MIT
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/ping/fleet.hpp>

#include <asio/co_spawn.hpp>

#include <stdexcept>
#include <utility>
#include <variant>

namespace tmss10 {
namespace {

/// Whether the first connection of a run is made, or could not be. If the run is ended
/// before, there is no such event.
bool decides_connection(const ping_event& happened) {
  return std::holds_alternative<event::established>(happened) ||
         std::holds_alternative<event::connection_made>(happened) ||
         std::holds_alternative<event::not_connected>(happened);
}

void check(const fleet_settings& settings) {
  if (!(settings.rate > 0))
    throw std::invalid_argument("fleet: the rate must be more than zero");
  if (settings.at_once == 0 || settings.most_running == std::size_t{0})
    throw std::invalid_argument("fleet: a limit must not be zero");
}

}  // namespace

fleet::fleet(const asio::any_io_executor& executor, fleet_settings settings,
             std::size_t targets, maker make, pinging::listener on_event, finished on_end)
    : executor_(executor),
      settings_(settings),
      make_(std::move(make)),
      on_event_(std::move(on_event)),
      on_end_(std::move(on_end)),
      places_(targets),
      wake_(executor) {
  check(settings_);
}

asio::awaitable<void> fleet::run() {
  pace turns(distance_for(places_.size(), settings_.rate, settings_.spread),
             clock::now());
  while (has_more() || running_ > 0) {
    const auto now = clock::now();
    while (has_room() && turns.take(now))
      begin(begun_);
    if (!has_more() && running_ == 0) break;
    wake_.expires_at(has_room() ? turns.next() : clock::time_point::max());
    co_await wake_.async_wait(awaitable_tuple);
  }
  if (error_) std::rethrow_exception(error_);
}

bool fleet::has_more() const {
  return !is_stopped_ && begun_ < places_.size();
}

/// Whether a target may begin as soon as it is due.
bool fleet::has_room() const {
  return has_more() && connecting_ < settings_.at_once &&
         (!settings_.most_running || running_ < *settings_.most_running);
}

/// Its pings begin before this returns: they may tell events, and listeners may stop
/// them.
void fleet::begin(std::size_t target) {
  auto& at = places_[target];
  try {
    auto pings = make_(
        target, [this, target](const ping_event& happened) { hear(target, happened); });
    if (is_stopped_) return;
    at.pings = std::move(pings);
  } catch (...) {
    return fail(std::current_exception());
  }
  ++begun_;
  ++running_;
  ++connecting_;
  at.is_connecting = true;
  const auto on_end = [this, target](const std::exception_ptr& error,
                                     const std::optional<failure>& why) {
    end(target, error, why);
  };
  try {
    asio::co_spawn(executor_, at.pings->run(), on_end);
  } catch (...) {
    on_end(std::current_exception(), std::nullopt);
  }
}

/// What the listener throws must not get into the pings: they may have coroutines of
/// their own, which have to end before they go.
void fleet::hear(std::size_t target, const ping_event& happened) {
  auto& at = places_[target];
  if (at.is_connecting && decides_connection(happened)) note_decided(at);
  if (error_) return;
  try {
    on_event_(happened);
  } catch (...) {
    fail(std::current_exception());
  }
}

void fleet::note_decided(place& at) {
  at.is_connecting = false;
  --connecting_;
  if (connecting_ + 1 == settings_.at_once) wake_.cancel();
}

/// The run of a target has returned or thrown: none of its coroutines is left.
void fleet::end(std::size_t target, const std::exception_ptr& error,
                const std::optional<failure>& why) {
  auto& at = places_[target];
  const auto pings = std::exchange(at.pings, nullptr);
  if (at.is_connecting) note_decided(at);
  --running_;
  if (running_ == 0 || settings_.most_running == running_ + 1) wake_.cancel();
  if (error) fail(error);
  if (error_) return;
  try {
    on_end_(target, *pings, why);
  } catch (...) {
    fail(std::current_exception());
  }
}

void fleet::fail(const std::exception_ptr& error) {
  if (!error_) error_ = error;
  stop();
}

void fleet::stop() {
  if (std::exchange(is_stopped_, true)) return;
  wake_.cancel();
  for (std::size_t target = 0; target < begun_; ++target)
    stop(target);
}

void fleet::stop(std::size_t target) {
  if (target >= places_.size()) return;
  auto& at = places_[target];
  if (!at.pings || std::exchange(at.is_stopped, true)) return;
  at.pings->stop();
}

const pinging* fleet::find(std::size_t target) const {
  return target < places_.size() ? places_[target].pings.get() : nullptr;
}

fleet_counts fleet::counts() const {
  return {places_.size() - begun_, running_, connecting_, begun_ - running_};
}

}  // namespace tmss10
