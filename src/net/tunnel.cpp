// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/proxy/proxy_auth.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/close_socket.hpp>
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/tunnel.hpp>

#include <asio/buffer.hpp>
#include <asio/write.hpp>

#include <functional>
#include <initializer_list>
#include <optional>
#include <utility>

namespace tmss10 {
namespace {

using asio::ip::tcp;
using clock = std::chrono::steady_clock;

/// What a proxy may send behind a 407 on a connection that we go on to use; after more
/// than that, another connection is the cheaper way.
constexpr std::uint64_t max_skipped_body = 65'536;

/// One attempt at a tunnel, which may take several requests and connections.
class tunnel_attempt {
 public:
  tunnel_attempt(tunnel_request request, dialled over, watchdog& limit,
                 clock::time_point end,
                 const std::function<void(const event::attempt&)>& tell)
      : request_(std::move(request)),
        out_{std::move(over), {}},
        limit_(limit),
        end_(end),
        tell_(tell),
        authority_(authority_of(request_.host, request_.port)) {}

  asio::awaitable<std::error_code> run();

  /// Once it is open; until then its connection is the last one to the proxy.
  [[nodiscard]] tunnel& opened() { return out_; }
  [[nodiscard]] const http_reply_head& head() const { return head_; }
  [[nodiscard]] const bytes& received() const { return received_; }
  /// Where it failed, if it did: in a connection, when the proxy asked for another.
  [[nodiscard]] stage failed_in() const { return failed_in_; }
  /// What was sent back in place of that connection.
  [[nodiscard]] const std::optional<icmp_error>& icmp() const { return icmp_; }

 private:
  asio::awaitable<std::error_code> ask();
  asio::awaitable<std::error_code> read_final_head();
  asio::awaitable<std::error_code> read_head();
  asio::awaitable<std::error_code> read_some();
  asio::awaitable<std::error_code> make_ready_to_ask_again();
  asio::awaitable<bool> skip_body(std::uint64_t size);
  asio::awaitable<std::error_code> connect_again();
  std::error_code answer_challenge();

  void guard() {
    limit_.arm(end_ - clock::now(), [&to = out_.connection.socket] { close_socket(to); });
  }
  [[nodiscard]] std::error_code reason_of(std::error_code error) const {
    if (limit_.tripped()) return errc::stopped;
    if (limit_.expired()) return errc::timed_out;
    return from_network(error);
  }

  tunnel_request request_;
  tunnel out_;
  watchdog& limit_;
  clock::time_point end_;
  const std::function<void(const event::attempt&)>& tell_;
  std::string authority_;
  std::string authorization_;
  proxy_authenticator authenticator_;
  http_reply_head head_;
  bytes received_;
  stage failed_in_ = stage::proxy_tunnel;
  std::optional<icmp_error> icmp_;
  bool connection_was_used_ = false;
};

asio::awaitable<std::error_code> tunnel_attempt::run() {
  guard();
  for (;;) {
    auto error = co_await ask();
    // A proxy may end a connection that it had promised to keep, before it has the
    // request (RFC 9112, section 9.3.1).
    const bool was_closed = error && !limit_.tripped() && !limit_.expired() &&
                            std::exchange(connection_was_used_, false) &&
                            received_.empty();
    if (was_closed) {
      error = co_await connect_again();
      if (!error) continue;
    }
    if (error) co_return error;
    // What came too late is of no use: the connection is closed.
    if (limit_.tripped() || limit_.expired()) co_return reason_of({});
    if (head_.status >= 200 && head_.status < 300) {
      const auto behind = bytes_view(received_).subspan(head_.size);
      out_.early.assign(behind.begin(), behind.end());
      limit_.disarm();
      co_return std::error_code{};
    }
    error = answer_challenge();
    if (!error) error = co_await make_ready_to_ask_again();
    if (error) co_return error;
  }
}

/// One request, and the head of its final reply in head_; interim replies (RFC 9110,
/// section 15.2) are part of the limit.
asio::awaitable<std::error_code> tunnel_attempt::ask() {
  received_.clear();
  const auto text = connect_request(authority_, authorization_, request_.proxy.headers);
  const auto [error, count] = co_await asio::async_write(
      out_.connection.socket, asio::buffer(text), awaitable_tuple);
  if (error) co_return reason_of(error);
  co_return co_await read_final_head();
}

asio::awaitable<std::error_code> tunnel_attempt::read_final_head() {
  std::size_t skipped = 0;
  while (skipped < max_reply_head_size) {
    if (const auto error = co_await read_head()) co_return error;
    if (head_.status >= 200) co_return std::error_code{};
    skipped += head_.size;
    received_.erase(received_.begin(),
                    received_.begin() + static_cast<std::ptrdiff_t>(head_.size));
  }
  co_return errc::http_head_too_large;
}

asio::awaitable<std::error_code> tunnel_attempt::read_head() {
  for (;;) {
    auto parsed = parse_reply_head(received_);
    if (!parsed) co_return parsed.error();
    if (*parsed) {
      head_ = std::move(**parsed);
      co_return std::error_code{};
    }
    if (const auto error = co_await read_some()) co_return error;
  }
}

asio::awaitable<std::error_code> tunnel_attempt::read_some() {
  const auto have = received_.size();
  received_.resize(have + 1024);
  const auto room = asio::buffer(received_.data() + have, received_.size() - have);
  const auto [error, count] =
      co_await out_.connection.socket.async_read_some(room, awaitable_tuple);
  received_.resize(have + count);
  co_return error ? reason_of(error) : std::error_code{};
}

/// The authorization for the next request; or the failure that this refusal is.
std::error_code tunnel_attempt::answer_challenge() {
  if (head_.status != 407) return errc::proxy_refused_tunnel;
  if (!request_.proxy.credentials) {
    return wants_password(head_) ? errc::proxy_wants_credentials
                                 : errc::proxy_unknown_scheme;
  }
  auto answer = authenticator_.answer(head_, *request_.proxy.credentials, authority_);
  if (!answer) return answer.error();
  authorization_ = std::move(*answer);
  return {};
}

asio::awaitable<std::error_code> tunnel_attempt::make_ready_to_ask_again() {
  connection_was_used_ = false;
  if (head_.keeps_connection() && head_.body_size() <= max_skipped_body) {
    connection_was_used_ = co_await skip_body(*head_.body_size());
  }
  if (connection_was_used_) co_return std::error_code{};
  co_return co_await connect_again();
}

/// False: the connection ended, or sent more than it should have.
asio::awaitable<bool> tunnel_attempt::skip_body(std::uint64_t size) {
  const std::uint64_t wanted = head_.size + size;
  while (received_.size() < wanted) {
    if (co_await read_some()) co_return false;
  }
  co_return received_.size() == wanted;
}

asio::awaitable<std::error_code> tunnel_attempt::connect_again() {
  if (limit_.tripped() || limit_.expired()) co_return reason_of({});
  asio::error_code unusable;
  const auto at = asio::ip::make_address(out_.connection.address, unusable);
  const endpoints one{tcp::endpoint(at, request_.proxy.port)};
  auto connected =
      co_await connect_to_one_of(one, request_.from, limit_, end_ - clock::now(), tell_);
  if (!connected) {
    failed_in_ = stage::proxy_connect;
    icmp_ = connected.error().icmp;
    co_return connected.error().error;
  }
  out_.connection = std::move(*connected);
  guard();
  co_return std::error_code{};
}

/// The schemes that a proxy offers, with what decides whether Digest can be answered.
std::string schemes_of(const http_reply_head& head) {
  std::string out;
  for (const auto& challenge : parse_challenges(head)) {
    out += (out.empty() ? "" : ", ") + challenge.scheme;
    for (const auto* const name : {"algorithm", "qop"}) {
      const auto value = challenge.value(name);
      if (!value.empty()) out.append(" ").append(name).append("=").append(value);
    }
  }
  return out.empty() ? "none is named" : out;
}

std::string location_of(const http_reply_head& head) {
  const auto found = head.values("Location");
  return found.empty() ? std::string() : std::string(found.front());
}

}  // namespace

asio::awaitable<tl::expected<tunnel, failure>> open_tunnel(
    tunnel_request request, dialled over, watchdog& limit, watchdog::duration longest,
    const std::function<void(const event::attempt&)>& tell) {
  const auto began = clock::now();
  tunnel_attempt trying(request, std::move(over), limit, began + longest, tell);
  const auto error = co_await trying.run();
  limit.disarm();
  if (!error) co_return std::move(trying.opened());

  failure failed;
  failed.where = trying.failed_in();
  failed.error = error;
  failed.host = request.host;
  failed.port = request.port;
  failed.waited = clock::now() - began;
  failed.icmp = trying.icmp();
  failed.first_bytes = trying.received();
  failed.proxy = failed_proxy{request.proxy.host,
                              request.proxy.port,
                              trying.opened().connection.address,
                              trying.head().status,
                              trying.head().reason,
                              schemes_of(trying.head()),
                              squid_refusal_of(trying.head()),
                              location_of(trying.head())};
  co_return tl::unexpected(std::move(failed));
}

}  // namespace tmss10
