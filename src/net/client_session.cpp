// SPDX-License-Identifier: MIT
#include <tmss10/core/errc.hpp>
#include <tmss10/net/client_session.hpp>

#include <chrono>
#include <stdexcept>
#include <utility>

namespace tmss10 {
namespace {

using clock = std::chrono::steady_clock;

/// Waits for the one event that may come now, and says how long it took. Not when the
/// limit was tripped already.
asio::awaitable<std::error_code> await_event(std::shared_ptr<session> from,
                                             protocol_event expected, watchdog& limit,
                                             watchdog::duration longest,
                                             clock::duration& took) {
  if (limit.tripped()) co_return errc::stopped;
  const auto began = clock::now();
  limit.arm(longest, [from] { from->close(); });
  const auto happened = co_await from->next();
  limit.disarm();
  took = clock::now() - began;
  if (limit.tripped()) co_return errc::stopped;
  if (limit.expired()) co_return errc::timed_out;
  if (!happened) co_return happened.error();
  if (*happened != expected) throw std::logic_error("session: an event out of order");
  co_return std::error_code{};
}

}  // namespace

asio::awaitable<std::optional<failure>> open_client_session(
    dial_settings settings, const site_key& key, std::shared_ptr<session>& into,
    watchdog& limit, const std::function<void(const ping_event&)>& tell) {
  const auto executor = co_await asio::this_coro::executor;
  dialled connection{asio::ip::tcp::socket(executor), {}};
  auto not_dialled = co_await dial(settings, connection, limit, tell);
  if (not_dialled) co_return not_dialled;

  const auto opened = std::make_shared<session>(std::move(connection.socket),
                                                protocol(role::initiator, key));
  failure failed;
  failed.host = settings.host;
  failed.port = settings.port;
  failed.address = connection.address;
  clock::duration took{};

  failed.where = stage::greeting;
  failed.error = co_await await_event(opened, protocol_event::greeted, limit,
                                      settings.timeout, took);
  if (!failed.error) {
    const event::greeted greeted{took};
    tell(greeted);
    failed.where = stage::handshake;
    failed.error = co_await await_event(opened, protocol_event::established, limit,
                                        settings.timeout, took);
  }
  if (failed.error) {
    failed.waited = took;
    const auto unread = opened->wire().unread();
    failed.first_bytes.assign(unread.begin(), unread.end());
    opened->close();
    co_return failed;
  }
  into = opened;
  const event::established established{key.is_open_mode(), took};
  tell(established);
  co_return std::nullopt;
}

}  // namespace tmss10
