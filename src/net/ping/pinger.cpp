// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/failure_cause.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/client_session.hpp>
#include <tmss10/net/heartbeat.hpp>
#include <tmss10/net/ping/kept_session.hpp>
#include <tmss10/net/ping/ping_exchange.hpp>
#include <tmss10/net/ping/pinger.hpp>
#include <tmss10/net/ping/run_state.hpp>
#include <tmss10/net/session.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/steady_timer.hpp>

#include <string>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

/// From one attempt at a connection to the next when no interval tells: a run that goes
/// on for ever must not dial as fast as it can.
constexpr auto redial_pause = std::chrono::seconds(1);

}  // namespace

class pinger::implementation {
 public:
  implementation(const asio::any_io_executor& executor, pinger_settings settings,
                 const site_key& key, listener listen);

  [[nodiscard]] asio::awaitable<std::optional<failure>> run();
  void stop();
  [[nodiscard]] const statistics& totals() const { return run_.due.totals(); }
  [[nodiscard]] tcp_facts kernel() const { return run_.kernel; }
  [[nodiscard]] bool deadline_passed() const { return deadline_passed_; }
  [[nodiscard]] std::optional<failure> silence() const;

 private:
  using clock = std::chrono::steady_clock;

  [[nodiscard]] asio::awaitable<void> wait_to_dial();
  [[nodiscard]] asio::awaitable<std::unique_ptr<failure>> connect();
  [[nodiscard]] std::shared_ptr<session> take_kept();
  [[nodiscard]] asio::awaitable<bool> probe();
  [[nodiscard]] asio::awaitable<void> exchange();
  void take_cut_off(std::unique_ptr<failure> why, std::unique_ptr<failure>& last);
  [[nodiscard]] bool take_failure(const failure& why);
  void give_up_rest(std::error_code reason);
  [[nodiscard]] std::optional<failure> conclude(const failure* last) const;
  [[nodiscard]] bool ends_run(const failure& why) const;

  asio::any_io_executor executor_;
  pinger_settings settings_;
  const site_key& key_;
  run_state run_;
  heartbeat beat_;

  watchdog limit_;  // of the stage under way
  asio::steady_timer slot_timer_;
  clock::time_point next_dial_;  // when there are no slots
  std::shared_ptr<session> session_;
  std::optional<ping_exchange> exchange_;
  std::optional<watchdog> probe_limit_;
  clock::time_point tried_since_;  // of the last attempt that failed
  std::string address_;
  std::error_code lost_before_;
  std::error_code missed_;            // why there is no connection, if there could be one
  std::error_code took_pings_;        // why a connection ended that had pings on it
  std::unique_ptr<failure> cut_off_;  // an attempt that the deadline ended
  bool over_ = false;
  bool deadline_passed_ = false;
};

pinger::implementation::implementation(const asio::any_io_executor& executor,
                                       pinger_settings settings, const site_key& key,
                                       listener listen)
    : executor_(executor),
      settings_(std::move(settings)),
      key_(key),
      run_{.due = {.count = settings_.count,
                   .schedule = ping_schedule(settings_.interval, clock::now()),
                   .events = event_feed(std::move(listen), settings_.target)},
           .reply_timeout = settings_.reply_timeout,
           .budget = settings_.dial.budget,
           .payloads = ping_payloads(settings_.payload_size),
           .direct = !settings_.dial.proxy,
           .observe = settings_.observe,
           .keep = settings_.keep != nullptr,
           .probe = [this] { return probe(); },
           .stop_probe =
               [this] {
                 if (probe_limit_) probe_limit_->trip();
               },
           .look = [this](clock::time_point now) { beat_.look(now); }},
      beat_(executor,
            [this](const hold_up& at) {
              if (exchange_) exchange_->held_up(at);
              run_.due.held_up(at);
            }),
      limit_(executor),
      slot_timer_(executor),
      next_dial_(clock::now()) {}

asio::awaitable<std::optional<failure>> pinger::implementation::run() {
  beat_.start();
  watchdog deadline(executor_);
  if (settings_.deadline) {
    deadline.arm(*settings_.deadline, [this] {
      deadline_passed_ = true;
      stop();
    });
  }
  run_.due.schedule = ping_schedule(settings_.interval, clock::now());
  std::unique_ptr<failure> last_failure;
  while (!over_) {
    co_await wait_to_dial();
    if (over_) break;
    auto why = co_await connect();
    if (why && over_) {
      take_cut_off(std::move(why), last_failure);
      break;
    }
    last_failure = std::move(why);
    if (last_failure) {
      if (take_failure(*last_failure)) break;
    } else if (!over_) {
      co_await exchange();
    }
  }
  if (session_) session_->close_in_order();
  beat_.stop();
  run_.due.events.flush();
  co_return conclude(last_failure.get());
}

/// The deadline or a signal has ended the attempt: what is to be said of it. `last`: why
/// the one before failed.
void pinger::implementation::take_cut_off(std::unique_ptr<failure> why,
                                          std::unique_ptr<failure>& last) {
  // The deadline is no time-out of the stage that it ends.
  if (why->error == errc::stopped) why->error = errc::deadline_passed;
  const auto reason = missed_ ? missed_ : why->error;
  if (deadline_passed_ || missed_) run_.due.give_up(clock::now(), reason);
  if (deadline_passed_) give_up_rest(reason);
  if (!last && run_.due.totals().transmitted == 0) last = std::make_unique<failure>(*why);
  if (deadline_passed_) cut_off_ = std::move(why);
}

/// Tells that there is no connection. Returns whether the run ends with that.
bool pinger::implementation::take_failure(const failure& why) {
  run_.due.events.tell(event::not_connected{why, tried_since_}, clock::now());
  missed_ = why.error;
  const bool is_end = ends_run(why);
  // A run that a fault of this machine ends has measured nothing.
  if (is_end && is_local(cause_of(why))) return true;
  run_.due.give_up(clock::now(), missed_);
  if (is_end) give_up_rest(missed_);
  return is_end;
}

/// A run with a budget has its pings due in that time, whatever ends it before.
void pinger::implementation::give_up_rest(std::error_code reason) {
  const auto& budget = settings_.dial.budget;
  if (budget) run_.due.give_up_rest(clock::now(), budget->end(), reason);
}

/// Waits for the slot of the next ping, which is that of the next attempt.
asio::awaitable<void> pinger::implementation::wait_to_dial() {
  auto at = clock::now();
  if (run_.due.schedule.has_slots()) {
    at = run_.due.schedule.next();
  } else if (!run_.due.count) {
    at = next_dial_;
  }
  if (at > clock::now()) {
    slot_timer_.expires_at(at);
    co_await slot_timer_.async_wait(awaitable_tuple);
  }
  next_dial_ = clock::now() + redial_pause;
}

/// Leaves a session in session_, or says why there is none, on the heap: frames of
/// coroutines that wait for ever need no room for that. A failure while this program
/// was held up says little: a peer may have lost its patience. So it is tried once more.
asio::awaitable<std::unique_ptr<failure>> pinger::implementation::connect() {
  session_ = take_kept();
  if (session_) co_return nullptr;
  const auto began = clock::now();
  const auto held_up = beat_.total();
  const listener tell = [this](const ping_event& happened) {
    run_.due.events.tell(happened, clock::now());
  };
  auto opened = co_await open_client_session(settings_.dial, key_, limit_, tell);
  beat_.look();
  if (!opened && !over_ && beat_.total() > held_up) {
    opened = co_await open_client_session(settings_.dial, key_, limit_, tell);
    beat_.look();
  }
  if (opened) {
    session_ = std::move(*opened);
    // None was due before that if it is the first attempt that connected.
    if (missed_) run_.due.give_up_but_last(clock::now(), missed_);
    co_return nullptr;
  }
  tried_since_ = began + (beat_.total() - held_up);
  co_return std::make_unique<failure>(std::move(opened).error());
}

/// The session that an earlier run has left, if it is still open.
std::shared_ptr<session> pinger::implementation::take_kept() {
  if (!settings_.keep) return nullptr;
  auto kept = take_open(*settings_.keep);
  if (kept) return std::move(*kept);
  run_.due.events.tell(event::disconnected{kept.error()}, clock::now());
  return nullptr;
}

/// Whether another session can be had; nobody is told of it.
asio::awaitable<bool> pinger::implementation::probe() {
  const listener tell_nobody = [](const ping_event&) {};
  probe_limit_.emplace(executor_);
  const auto other =
      co_await open_client_session(settings_.dial, key_, *probe_limit_, tell_nobody);
  probe_limit_.reset();
  if (other) (*other)->close_in_order();
  co_return other.has_value();
}

asio::awaitable<void> pinger::implementation::exchange() {
  address_ = session_->peer_address();
  exchange_.emplace(executor_, run_, session_);
  lost_before_ = co_await exchange_->run();
  missed_ = lost_before_;
  if (lost_before_ && exchange_->took_pings()) took_pings_ = lost_before_;
  if (settings_.keep && exchange_->left_open()) settings_.keep->open = session_;
  exchange_.reset();
  session_.reset();
  if (run_.due.all_were_due()) over_ = true;
}

/// This machine's own failures end a run that never had a connection, but for those that
/// may pass; later all of them may, as when an interface is down for a moment.
bool pinger::implementation::ends_run(const failure& why) const {
  const auto of = cause_of(why);
  const bool is_lasting = is_local(of) && !may_pass(of);
  return settings_.count || (is_lasting && run_.due.totals().transmitted == 0);
}

/// What is to be said at the end of a run that had no connection any more. When nothing
/// was sent and a signal ended it, the signal is the reason.
std::optional<failure> pinger::implementation::conclude(const failure* last) const {
  const bool signalled = over_ && !deadline_passed_ && run_.due.totals().transmitted == 0;
  if (!last || signalled) return std::nullopt;
  std::optional<failure> out(*last);
  out->lost_before = lost_before_;
  return out;
}

void pinger::implementation::stop() {
  over_ = true;
  run_.due.is_over = true;
  limit_.trip();
  slot_timer_.cancel();
  if (exchange_) exchange_->stop();
}

std::optional<failure> pinger::implementation::silence() const {
  const auto& totals = run_.due.totals();
  const bool is_known = totals.lost > 0 && run_.seen != silence_cause::unknown;
  const bool cut_short = deadline_passed_ && totals.falls_short_of(settings_.count);
  if (!is_known && cut_off_ && (totals.missed() > 0 || cut_short)) {
    std::optional<failure> out(*cut_off_);
    out->lost_before = lost_before_;
    return out;
  }
  const bool went_with_it = !is_known && totals.lost > 0 && took_pings_;
  if (!is_known && !went_with_it && (totals.missed() > 0 || !cut_short))
    return std::nullopt;
  failure out;
  out.where = stage::exchange;
  out.error = is_known       ? make_error_code(errc::timed_out)
              : went_with_it ? took_pings_
                             : make_error_code(errc::deadline_passed);
  out.host = settings_.dial.host;
  out.port = settings_.dial.port;
  out.address = address_;
  out.waited = run_.slowest;
  out.seen = went_with_it ? silence_cause::connection_ended : run_.seen;
  return out;
}

pinger::pinger(const asio::any_io_executor& executor, pinger_settings settings,
               const site_key& key, listener listen)
    : implementation_(std::make_unique<implementation>(executor, std::move(settings), key,
                                                       std::move(listen))) {}

pinger::~pinger() = default;

asio::awaitable<std::optional<failure>> pinger::run() {
  return implementation_->run();
}
void pinger::stop() {
  implementation_->stop();
}
const statistics& pinger::totals() const {
  return implementation_->totals();
}
tcp_facts pinger::kernel() const {
  return implementation_->kernel();
}
bool pinger::deadline_passed() const {
  return implementation_->deadline_passed();
}
std::optional<failure> pinger::silence() const {
  return implementation_->silence();
}

}  // namespace tmss10
