// SPDX-License-Identifier: MIT
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/resolve.hpp>

#include <asio/io_context.hpp>
#include <asio/ip/address.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>

#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace tmss10 {
namespace {

using asio::ip::tcp;

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

/// Look-ups that nobody waits for any more go on until the system gives them up. Of more
/// than this, a silent name server would make a heap; a further one waits in vain.
constexpr int most_look_ups = 256;
std::atomic<int> look_ups_under_way = 0;

/// What a coroutine waits for. Only its executor touches it.
struct look_up {
  explicit look_up(const asio::any_io_executor& executor)
      : done(executor, asio::steady_timer::time_point::max()) {}

  asio::steady_timer done;
  result<endpoints> found = failed(errc::timed_out);
};

result<endpoints> ask_system(const std::string& host, std::uint16_t port) {
  asio::io_context context;
  tcp::resolver resolver(context);
  asio::error_code error;
  const auto answer =
      resolver.resolve(host, std::to_string(port), tcp::resolver::numeric_service, error);
  if (error) return failed(from_network(error));
  endpoints out;
  for (const auto& entry : answer)
    out.push_back(entry.endpoint());
  // The system's "no data" is no code of Asio's: it comes as success with nothing in it.
  if (out.empty()) return failed(errc::name_not_found);
  return out;
}

void look_up_on_thread(const std::shared_ptr<gate::state>& way_back,
                       const asio::any_io_executor& executor,
                       const std::weak_ptr<look_up>& waiting, const std::string& host,
                       std::uint16_t port) {
  auto found = ask_system(host, port);
  --look_ups_under_way;
  const std::lock_guard lock(way_back->mutex);
  if (!way_back->open) return;
  asio::post(executor, [waiting, found = std::move(found)] {
    const auto still_there = waiting.lock();
    if (!still_there) return;
    still_there->found = found;
    still_there->done.cancel();
  });
}

}  // namespace

asio::awaitable<result<endpoints>> resolve(std::string host, std::uint16_t port,
                                           watchdog& limit, watchdog::duration longest) {
  if (host.empty())
    co_return failed(errc::name_not_found);  // to the system, this machine
  asio::error_code not_numeric;
  const auto address = asio::ip::make_address(host, not_numeric);
  if (!not_numeric) co_return endpoints{tcp::endpoint(address, port)};

  const auto executor = co_await asio::this_coro::executor;
  auto& context = asio::query(executor, asio::execution::context);
  const auto way_back = asio::use_service<gate>(context).shared();
  const auto waiting = std::make_shared<look_up>(executor);
  if (++look_ups_under_way <= most_look_ups) {
    std::thread(look_up_on_thread, way_back, executor, std::weak_ptr(waiting), host, port)
        .detach();
  } else {
    --look_ups_under_way;
  }
  limit.arm(longest, [&waiting] { waiting->done.cancel(); });
  co_await waiting->done.async_wait(as_tuple(asio::use_awaitable));
  limit.disarm();
  if (limit.tripped()) co_return failed(errc::stopped);
  co_return waiting->found;
}

}  // namespace tmss10
