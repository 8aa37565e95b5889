// SPDX-License-Identifier: MIT
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/resolve.hpp>

#include <asio/experimental/as_tuple.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/address.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>

#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace tmss10 {
namespace {

using asio::ip::tcp;

/// What the thread and the coroutine share. Whoever comes last throws it away.
struct look_up {
  explicit look_up(const asio::any_io_executor& executor) : done(executor) {}

  std::mutex mutex;
  bool abandoned = false;  // the executor may be gone
  asio::steady_timer done;
  result<endpoints> found = failed(errc::timed_out);
};

/// A look-up that the coroutine has left, however it left.
class leave {
 public:
  explicit leave(std::shared_ptr<look_up> shared) : shared_(std::move(shared)) {}
  ~leave() {
    const std::lock_guard lock(shared_->mutex);
    shared_->abandoned = true;
  }
  leave(const leave&) = delete;
  leave& operator=(const leave&) = delete;
  leave(leave&&) = delete;
  leave& operator=(leave&&) = delete;

 private:
  std::shared_ptr<look_up> shared_;
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

void look_up_on_thread(const std::shared_ptr<look_up>& shared, const std::string& host,
                       std::uint16_t port) {
  auto found = ask_system(host, port);
  const std::lock_guard lock(shared->mutex);
  if (shared->abandoned) return;
  asio::post(shared->done.get_executor(), [shared, found = std::move(found)] {
    shared->found = found;
    shared->done.cancel();
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
  const auto shared = std::make_shared<look_up>(executor);
  const leave on_return(shared);
  shared->done.expires_at(asio::steady_timer::time_point::max());
  std::thread(look_up_on_thread, shared, host, port).detach();
  limit.arm(longest, [shared] { shared->done.cancel(); });
  co_await shared->done.async_wait(asio::experimental::as_tuple(asio::use_awaitable));
  limit.disarm();
  if (limit.tripped()) co_return failed(errc::stopped);
  co_return shared->found;
}

}  // namespace tmss10
