// SPDX-License-Identifier: MIT
#include "path_names.hpp"

#include "net/without_signals.hpp"
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/as_tuple.hpp>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

constexpr auto names_limit = 1s;
constexpr auto names_look_interval = 20ms;
/// Further names are not asked for.
constexpr std::size_t most_names = 40;

/// Look-ups at any moment: as many as a run has for the names of its targets.
constexpr std::size_t most_threads = 16;

/// What the threads share with whoever waits for them, and may not wait long enough.
struct name_search {
  std::mutex lock;
  std::vector<std::string> addresses;
  std::vector<std::string> names;  // of these
  std::size_t next = 0;            // the first that no thread has taken
  std::size_t done = 0;
};

/// What the system says of an address; empty when it has no name.
std::string name_of_address(const std::string& address) {
  const auto at = read_address(address);
  if (!at) return {};
  asio::io_context context;
  asio::ip::tcp::resolver resolver(context);
  asio::error_code error;
  const auto found = resolver.resolve(asio::ip::tcp::endpoint(*at, 0), error);
  if (error || found.empty()) return {};
  const auto name = found.begin()->host_name();
  return name == address ? std::string() : name;
}

/// Looks names up until all are taken. Nothing of it may throw: it is a thread.
void look_up(const std::shared_ptr<name_search>& in) {
  for (;;) {
    std::size_t at = 0;
    {
      const std::scoped_lock held(in->lock);
      if (in->next == in->addresses.size()) return;
      at = in->next++;
    }
    std::string name;
    try {
      name = name_of_address(in->addresses[at]);
    } catch (const std::exception&) {
      name.clear();  // out of memory: then it has none
    }
    const std::scoped_lock held(in->lock);
    in->names[at] = std::move(name);
    ++in->done;
  }
}

void start_look_up(const std::shared_ptr<name_search>& in) {
  try {
    std::thread([in] {
      take_no_signals();
      look_up(in);
    }).detach();
  } catch (const std::system_error&) {
    return;  // then the others have more to do, or there are no names
  }
}

/// The first of those who answered at each hop, each once.
std::vector<std::string> senders_of(const path& of) {
  std::vector<std::string> out;
  for (const auto& hop : of.hops) {
    const auto* const answer = hop.answer();
    if (answer == nullptr || answer->sender.empty() || out.size() == most_names) continue;
    if (std::find(out.begin(), out.end(), answer->sender) == out.end())
      out.push_back(answer->sender);
  }
  return out;
}

void write_names(path& to, const name_search& from) {
  for (auto& hop : to.hops) {
    const auto* const answer = hop.answer();
    if (answer == nullptr) continue;
    const auto& all = from.addresses;
    const auto at = std::find(all.begin(), all.end(), answer->sender);
    if (at != all.end())
      hop.name = from.names[static_cast<std::size_t>(at - all.begin())];
  }
}

}  // namespace

asio::awaitable<void> look_up_names(path& of, std::function<bool()> is_over) {
  const auto search = std::make_shared<name_search>();
  search->addresses = senders_of(of);
  search->names.resize(search->addresses.size());
  const auto all = search->addresses.size();
  for (std::size_t i = 0; i < std::min(most_threads, all); ++i)
    start_look_up(search);
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor);
  const auto until = std::chrono::steady_clock::now() + names_limit;
  while (std::chrono::steady_clock::now() < until && !is_over()) {
    {
      const std::scoped_lock held(search->lock);
      if (search->done == all) break;
    }
    timer.expires_after(names_look_interval);
    co_await timer.async_wait(awaitable_tuple);
  }
  const std::scoped_lock held(search->lock);
  write_names(of, *search);
}

}  // namespace tmss10
