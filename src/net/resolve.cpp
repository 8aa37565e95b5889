// SPDX-License-Identifier: MIT
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/resolve.hpp>

#include <asio/experimental/as_tuple.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/address.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>

#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace tmss10 {
namespace {

using asio::ip::tcp;

/// What the thread and the coroutine share. The thread may be the last to have it.
struct look_up {
  std::mutex mutex;
  asio::steady_timer* done =
      nullptr;  // none when the coroutine has left, its executor too
  result<endpoints> found = failed(errc::timed_out);
};

/// The coroutine's end of it: the timer that it waits on, for as long as it waits.
class waiter {
 public:
  explicit waiter(const asio::any_io_executor& executor)
      : done(executor, asio::steady_timer::time_point::max()) {
    shared->done = &done;
  }
  ~waiter() {
    const std::lock_guard lock(shared->mutex);
    shared->done = nullptr;
  }
  waiter(const waiter&) = delete;
  waiter& operator=(const waiter&) = delete;
  waiter(waiter&&) = delete;
  waiter& operator=(waiter&&) = delete;

  asio::steady_timer done;
  std::shared_ptr<look_up> shared = std::make_shared<look_up>();
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

void tell(const std::shared_ptr<look_up>& shared, result<endpoints> found) {
  const std::lock_guard lock(shared->mutex);
  if (shared->done == nullptr) return;
  shared->found = std::move(found);
  shared->done->cancel();
}

void look_up_on_thread(const std::shared_ptr<look_up>& shared, const std::string& host,
                       std::uint16_t port) {
  auto found = ask_system(host, port);
  const std::lock_guard lock(shared->mutex);
  if (shared->done == nullptr) return;
  asio::post(shared->done->get_executor(),
             [shared, found = std::move(found)] { tell(shared, found); });
}

}  // namespace

asio::awaitable<result<endpoints>> resolve(std::string host, std::uint16_t port,
                                           watchdog& limit, watchdog::duration longest) {
  if (host.empty())
    co_return failed(errc::name_not_found);  // to the system, this machine
  asio::error_code not_numeric;
  const auto address = asio::ip::make_address(host, not_numeric);
  if (!not_numeric) co_return endpoints{tcp::endpoint(address, port)};

  waiter waiting(co_await asio::this_coro::executor);
  std::thread(look_up_on_thread, waiting.shared, host, port).detach();
  limit.arm(longest, [&waiting] { waiting.done.cancel(); });
  co_await waiting.done.async_wait(asio::experimental::as_tuple(asio::use_awaitable));
  limit.disarm();
  if (limit.tripped()) co_return failed(errc::stopped);
  co_return waiting.shared->found;
}

}  // namespace tmss10
