// SPDX-License-Identifier: MIT
#include "look_up_queue.hpp"
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/resolve.hpp>

#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

using asio::ip::tcp;
using clock = std::chrono::steady_clock;

/// Open as long as its io_context can be given work by another thread: Asio shuts the
/// services down, the newest first, before it takes the io_context apart.
class gate : public asio::execution_context::service {
 public:
  struct state {
    std::mutex mutex;
    bool open = true;
  };
  static inline asio::execution_context::id id;

  explicit gate(asio::execution_context& of) : service(of) {}
  [[nodiscard]] const std::shared_ptr<state>& shared() const { return state_; }

 private:
  void shutdown() override {
    const std::lock_guard lock(state_->mutex);
    state_->open = false;
  }

  std::shared_ptr<state> state_ = std::make_shared<state>();
};

/// What a coroutine waits for. Only its executor touches it.
struct awaited_look_up {
  explicit awaited_look_up(const asio::any_io_executor& executor)
      : changed(executor, asio::steady_timer::time_point::max()) {}

  asio::steady_timer changed;
  bool is_over = false;
  result<endpoints> found = failed(errc::timed_out);
};

/// Where the answer is wanted.
struct way_back {
  std::shared_ptr<gate::state> context;
  asio::any_io_executor executor;
  std::weak_ptr<awaited_look_up> waiting;

  void operator()(look_up_queue::step at, const result<endpoints>& found) const noexcept {
    try {
      const std::lock_guard lock(context->mutex);
      if (!context->open) return;
      asio::post(executor, [waiting = waiting, at, found] {
        const auto still_there = waiting.lock();
        if (still_there) take(*still_there, at, found);
      });
    } catch (const std::exception&) {
      // No memory even for that: whoever waits meets the limit of the wait.
    }
  }

  static void take(awaited_look_up& to, look_up_queue::step at,
                   const result<endpoints>& found) {
    if (to.is_over) return;  // what was posted by another thread may overtake
    if (at != look_up_queue::step::begun) to.found = found;
    to.is_over = at == look_up_queue::step::over;
    if (at != look_up_queue::step::known) to.changed.cancel();
  }
};

/// What an address in place of a name stands for, if it is of the family.
result<endpoints> as_it_is(const asio::ip::address& address, const name_query& what) {
  const bool fits = what.family == address_family::any ||
                    address.is_v4() == (what.family == address_family::v4);
  if (!fits) {
    const bool is_mapped = address.is_v4() && what.host.find(':') != std::string::npos;
    return failed(is_mapped ? errc::ipv4_mapped : errc::no_address_of_family);
  }
  return endpoints{tcp::endpoint(address, what.port)};
}

/// What needs no look-up: an address, or what is no name.
std::optional<result<endpoints>> known_without(const name_query& what) {
  // To the system an empty name is this machine.
  if (what.host.empty()) return failed(errc::name_not_found);
  const auto address = read_address(what.host);
  if (address) return as_it_is(*address, what);
  if (address.error() == errc::no_such_interface) return failed(address.error());
  return std::nullopt;
}

/// Waits for its turn: none. Or why it does not come.
asio::awaitable<std::error_code> wait_for_turn(const look_up_queue& queue,
                                               const look_up_queue::place& place,
                                               awaited_look_up& waiting, watchdog& limit,
                                               watchdog::duration standstill) {
  while (!place.has_begun()) {
    const auto begun = queue.begun();
    limit.arm(standstill, [&waiting] { waiting.changed.cancel(); });
    co_await waiting.changed.async_wait(awaitable_tuple);
    limit.disarm();
    if (limit.tripped()) co_return errc::stopped;
    const bool stands_still = limit.expired() && queue.begun() == begun;
    if (stands_still && !place.has_begun()) co_return errc::timed_out;
  }
  co_return std::error_code();
}

asio::awaitable<look_up_result> look_up(std::shared_ptr<look_up_queue> queue,
                                        name_query what, watchdog& limit,
                                        watchdog::duration longest,
                                        watchdog::duration standstill) {
  auto began = clock::now();
  const auto took = [&began] { return clock::now() - began; };
  auto known = known_without(what);
  if (known) co_return look_up_result{std::move(*known), took()};

  const auto executor = co_await asio::this_coro::executor;
  auto& context = asio::query(executor, asio::execution::context);
  const auto waiting = std::make_shared<awaited_look_up>(executor);
  const way_back to{asio::use_service<gate>(context).shared(), executor, waiting};
  auto place = queue->enter(std::move(what), to);
  if (!place) co_return look_up_result{failed(place.error()), took()};
  const auto no_turn =
      co_await wait_for_turn(*queue, *place, *waiting, limit, standstill);
  if (no_turn) co_return look_up_result{failed(no_turn), took()};

  began = clock::now();
  limit.arm(longest, [&waiting] { waiting->changed.cancel(); });
  while (!waiting->is_over && !limit.tripped() && !limit.expired())
    co_await waiting->changed.async_wait(awaitable_tuple);
  limit.disarm();
  if (limit.tripped()) co_return look_up_result{failed(errc::stopped), took()};
  if (!waiting->is_over) place->give_up();
  co_return look_up_result{waiting->found, took()};
}

}  // namespace

resolver::resolver(name_source source, resolver_limits limits)
    : queue_(std::make_shared<look_up_queue>(std::move(source), limits.threads)),
      standstill_(limits.standstill) {}

asio::awaitable<look_up_result> resolver::resolve(name_query what, watchdog& limit,
                                                  watchdog::duration longest) const {
  return look_up(queue_, std::move(what), limit, longest, standstill_);
}

asio::awaitable<look_up_result> resolve(name_query what, watchdog& limit,
                                        watchdog::duration longest) {
  static const resolver of_system(ask_system);
  return of_system.resolve(std::move(what), limit, longest);
}

}  // namespace tmss10
