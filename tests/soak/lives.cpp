// SPDX-License-Identifier: MIT
#include "lives.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace tmss10::soak {
namespace {

using asio::ip::address_v4;
using std::chrono::milliseconds;
using std::chrono::seconds;

// For each stage. It asks whether there is an answer, not how fast a busy machine is.
constexpr seconds honest_limit{20};
constexpr seconds hostile_limit{15};  // longer than a responder waits for a beginning
constexpr milliseconds drip_interval{100};
constexpr std::size_t most_drips = 400;

/// One byte at a time, as long as the responder takes them.
asio::awaitable<bool> drip(bench& on, load_client& client, bytes data) {
  for (std::size_t i = 0; i < data.size(); ++i) {
    const auto one = bytes_view(data).subspan(i, 1);
    const auto failure = co_await client.write(one);
    if (failure) co_return false;
    co_await pause(on, drip_interval);
  }
  co_return true;
}

site_key another_key(bench& on) {
  const auto secret = on.random_bytes(site_key::size);
  return site_key(std::span<const std::byte, site_key::size>(secret));
}

asio::awaitable<void> wrong_key(bench& on, address_v4 from) {
  const auto key = another_key(on);
  load_client client(on, hostile_limit);
  (void)co_await client.open(from, key);
}

/// Message 1, and garbage: the responder's limit comes in the midst of it.
asio::awaitable<void> drip_beginning(bench& on, address_v4 from) {
  load_client client(on, hostile_limit);
  if (co_await client.connect(from)) co_return;
  auto data = on.random_bytes(most_drips);
  std::copy(on.recorded_message_1.begin(), on.recorded_message_1.end(), data.begin());
  (void)co_await drip(on, client, std::move(data));
}

asio::awaitable<void> drip_ping(bench& on, address_v4 from) {
  load_client client(on, hostile_limit);
  if (co_await client.open(from, on.key)) co_return;
  auto sealed = client.sealed_ping({});
  (void)co_await drip(on, client, std::move(sealed));
}

asio::awaitable<void> mute(bench& on, address_v4 from) {
  load_client client(on, hostile_limit);
  if (!co_await client.connect(from)) co_await client.await_end();
}

asio::awaitable<void> mute_after_handshake(bench& on, address_v4 from) {
  load_client client(on, hostile_limit);
  if (!co_await client.open(from, on.key)) co_await client.await_end();
}

asio::awaitable<void> never_finish(bench& on, address_v4 from) {
  if (on.number(0, 1) == 1) {
    co_await mute_after_handshake(on, from);
  } else {
    co_await mute(on, from);
  }
}

asio::awaitable<void> garbage(bench& on, address_v4 from) {
  load_client client(on, hostile_limit);
  if (co_await client.connect(from)) co_return;
  auto data = on.random_bytes(on.number(50, 4096));
  if (on.number(0, 1) == 1) store_be16(data, 48);  // else its length is wrong at once
  if (!co_await client.write(data)) co_await client.await_end();
}

/// A message 1 that the responder must answer, and then one that it must not.
asio::awaitable<void> replay(bench& on, address_v4 from) {
  load_client client(on, hostile_limit);
  if (co_await client.connect(from)) co_return;
  auto data = on.recorded_message_1;
  append(data, on.random_bytes(44));
  store_be16(std::span(data).subspan(on.recorded_message_1.size()), 42);
  if (!co_await client.write(data)) co_await client.await_end();
}

asio::awaitable<void> reconnect(bench& on, address_v4 from) {
  load_client client(on, hostile_limit);
  if (co_await client.connect(from)) co_return;
  if (on.number(0, 1) == 1) client.reset();
}

asio::awaitable<void> die_in_message(bench& on, address_v4 from) {
  load_client client(on, hostile_limit);
  if (co_await client.open(from, on.key)) co_return;
  if (co_await client.ping({})) co_return;
  const auto payload = on.random_bytes(on.number(0, max_payload_size));
  const auto sealed = client.sealed_ping(payload);
  const auto part = bytes_view(sealed).first(on.number(1, sealed.size() - 1));
  if (!co_await client.write(part)) client.reset();
}

/// Goes on asking for long answers until the responder can send no more of them.
asio::awaitable<void> never_read(bench& on, address_v4 from) {
  load_client client(on, std::chrono::seconds(on.number(1, 4)));
  if (co_await client.open(from, on.key)) co_return;
  const auto payload = on.random_bytes(max_payload_size);
  for (;;) {
    const auto sealed = client.sealed_ping(payload);
    const auto failure = co_await client.write(sealed);
    if (failure) co_return;
  }
}

asio::awaitable<void> fall_silent(bench& on, address_v4 from) {
  load_client client(on, hostile_limit);
  if (co_await client.open(from, on.key)) co_return;
  if (!co_await client.ping({})) co_await client.await_end();
}

constexpr hostile_kind hostile[] = {
    {"wrong key", wrong_key},
    {"slow drip, before the handshake", drip_beginning},
    {"slow drip, after it", drip_ping},
    {"never speaks", mute},
    {"never speaks after the handshake", mute_after_handshake},
    {"never speaks after a ping", fall_silent},
    {"garbage", garbage},
    {"replayed message 1", replay},
    {"endless reconnecting", reconnect},
    {"dies in the midst of a message", die_in_message},
    {"never reads", never_read},
};

constexpr hostile_kind attackers[] = {
    {"slow drip", drip_beginning},       {"garbage", garbage},
    {"replayed message 1", replay},      {"never finishing", never_finish},
    {"endless reconnecting", reconnect},
};

/// Mostly the ordinary empty one.
bytes payload_of(bench& on) {
  constexpr std::size_t small = 100;
  switch (on.number(0, 9)) {
    case 0: return on.random_bytes(max_payload_size);
    case 1: return on.random_bytes(on.number(1, max_payload_size));
    case 2: return on.random_bytes(on.number(1, small));
    default: return {};
  }
}

}  // namespace

void honest_account::fail(std::string_view doing, std::error_code reason) {
  ++failures[std::string(doing) + ": " + reason.message()];
}

asio::awaitable<void> live_honestly(bench& on, address_v4 from, honest_account& account) {
  load_client client(on, honest_limit);
  const auto not_opened = co_await client.open(from, on.key);
  if (not_opened) co_return account.fail("opening a session", not_opened);
  const auto pings = on.number(1, 20);
  for (std::size_t i = 0; i < pings; ++i) {
    const auto payload = payload_of(on);
    client.begin_stage();
    const auto unanswered = co_await client.ping(payload);
    if (unanswered) co_return account.fail("a ping", unanswered);
    ++account.pings;
    co_await pause(on, milliseconds(on.number(0, 50)));
  }
  client.begin_stage();
  const auto not_closed = co_await client.close();
  if (not_closed) co_return account.fail("closing a session", not_closed);
  ++account.sessions;
}

std::span<const hostile_kind> hostile_kinds() {
  return hostile;
}
std::span<const hostile_kind> attacker_kinds() {
  return attackers;
}

}  // namespace tmss10::soak
