// SPDX-License-Identifier: MIT
#include "size_probe.hpp"
#include "size_round.hpp"
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/client_session.hpp>
#include <tmss10/net/path_mtu.hpp>
#include <tmss10/net/ping/size_finder.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/co_spawn.hpp>

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

enum class direction { there, back };

/// How long to wait for a packet before it has vanished: TCP has sent it again twice by
/// then, and a system that has learnt a limit meanwhile has sent it in pieces.
watchdog::duration size_wait(std::chrono::nanoseconds round_trip) {
  using std::chrono::milliseconds;
  return std::max<watchdog::duration>(milliseconds(800),
                                      milliseconds(200) + 3 * round_trip);
}

}  // namespace

class size_finder::implementation {
 public:
  implementation(const asio::any_io_executor& executor, size_finder_settings settings,
                 const site_key& key, listener listen)
      : executor_(executor),
        settings_(std::move(settings)),
        key_(key),
        tell_(std::move(listen)),
        limit_(executor) {}

  [[nodiscard]] asio::awaitable<std::optional<failure>> run();
  void stop() {
    stopped_ = true;
    limit_.trip();
    if (round_) round_->end();
  }
  [[nodiscard]] std::optional<ping_event> so_far() const;

 private:
  using clock = std::chrono::steady_clock;

  void begin(const segment_facts& facts);
  void conclude();
  [[nodiscard]] asio::awaitable<void> search(direction which, direction_sizes& at,
                                             clock::time_point until);
  [[nodiscard]] asio::awaitable<void> try_sizes(direction which, clock::time_point until);
  void start(direction which, std::uint32_t size);
  [[nodiscard]] asio::awaitable<void> try_size(direction which, std::uint32_t size,
                                               watchdog& limit);
  [[nodiscard]] asio::awaitable<std::shared_ptr<session>> open(direction which,
                                                               std::uint32_t size,
                                                               watchdog& limit);
  void explain_by_icmp(std::vector<size_result>& results) const;
  [[nodiscard]] path_mtu ask_system() const;

  asio::any_io_executor executor_;
  size_finder_settings settings_;
  const site_key& key_;
  listener tell_;
  watchdog limit_;  // of the first session
  std::shared_ptr<session> first_;
  std::shared_ptr<size_round> round_;
  std::size_t at_once_ = sizes_at_once;
  packet_sizes found_;
  watchdog::duration wait_{0};
  watchdog::duration head_start_{0};
  clock::time_point began_;
  bool stopped_ = false;
};

asio::awaitable<std::optional<failure>> size_finder::implementation::run() {
  began_ = clock::now();
  auto opened = co_await open_client_session(settings_.dial, key_, limit_, tell_);
  if (!opened) {
    if (stopped_) co_return std::nullopt;
    const event::not_connected missed{opened.error(), began_};
    tell_(missed);
    co_return std::optional(std::move(opened).error());
  }
  first_ = std::move(*opened);
  const auto facts = first_->segments();
  if (!facts) throw std::runtime_error("--mtu: this system does not tell enough of TCP");
  begin(*facts);
  // The way back first: once this system has learnt a limit of the way there, it also
  // asks for smaller packets. Half of the time, so that the other gets its turn.
  const auto start = clock::now();
  co_await search(direction::back, found_.back, start + settings_.limit / 2);
  co_await search(direction::there, found_.there, start + settings_.limit);
  if (first_) first_->close_in_order();
  conclude();
  co_return std::nullopt;
}

void size_finder::implementation::begin(const segment_facts& facts) {
  auto& to = found_;
  to.host = settings_.dial.host;
  to.address = first_->peer_address();
  to.port = settings_.dial.port;
  const auto address = read_address(to.address);
  to.is_v6 = address && address->is_v6();
  to.advertised_mss = facts.advertised_mss;
  to.send_mss = facts.send_mss + facts.options;
  to.there.limit = std::min(largest_tried, largest_there(facts, to.is_v6));
  to.back.limit = std::min(largest_tried, largest_back(facts, to.is_v6));
  // The messages of the handshake (docs/protocol.md, "Handshake").
  to.there.passed = to.back.passed = header_size(to.is_v6) + facts.options + 50;
  const auto mtu = ask_system();
  to.believed_before = to.believed = mtu.believed;
  to.interface_mtu = mtu.of_interface;
  to.mtu_probing = probes_mtu();
  wait_ = size_wait(facts.smoothed_round_trip);
  // A connection, its session and an answer take 4 round trips.
  head_start_ = std::chrono::milliseconds(100) + 5 * facts.smoothed_round_trip;
  settings_.dial.known_address = to.address;
  settings_.dial.timeout =
      std::min<std::chrono::nanoseconds>(settings_.dial.timeout, std::chrono::seconds(3));
}

/// Something once there is a session.
std::optional<ping_event> size_finder::implementation::so_far() const {
  if (found_.address.empty()) return std::nullopt;
  return event::sizes_found{std::make_shared<const packet_sizes>(found_)};
}

void size_finder::implementation::conclude() {
  found_.believed = ask_system().believed;
  found_.took = clock::now() - began_;
  found_.was_stopped = !is_decided(found_.there) || !is_decided(found_.back);
  found_.was_interrupted = stopped_;
  const event::sizes_found event{std::make_shared<const packet_sizes>(found_)};
  tell_(event);
}

path_mtu size_finder::implementation::ask_system() const {
  const auto address = read_address(found_.address);
  return address ? path_mtu_towards(*address, settings_.dial.from) : path_mtu{};
}

asio::awaitable<void> size_finder::implementation::search(direction which,
                                                          direction_sizes& at,
                                                          clock::time_point until) {
  while (!stopped_ && clock::now() < until) {
    auto sizes = next_sizes(at, at_once_);
    if (sizes.empty()) break;
    round_ = std::make_shared<size_round>(executor_, std::move(sizes));
    co_await try_sizes(which, until);
    auto results = std::move(round_->results);
    const bool goes_on = round_->was_turned_away && at_once_ > 1;
    if (round_->was_turned_away) {
      found_.few_admitted = true;
      at_once_ = std::clamp<std::size_t>(round_->opened, 1,
                                         std::max<std::size_t>(at_once_ / 2, 1));
    }
    round_.reset();
    if (results.empty() && !goes_on) break;  // no connections any more
    if (which == direction::there) explain_by_icmp(results);
    take_results(at, results);
  }
}

/// Where packets did not arrive whole because this system has learnt of a smaller link,
/// that is no hole.
void size_finder::implementation::explain_by_icmp(
    std::vector<size_result>& results) const {
  const auto believed = ask_system().believed;
  if (!believed || !found_.believed_before) return;
  for (auto& one : results) {
    if (!one.vanished || one.size <= *believed) continue;
    one.vanished = false;
    one.limit = *believed;
    one.was_lowered = *believed < *found_.believed_before;
  }
}

asio::awaitable<void> size_finder::implementation::try_sizes(direction which,
                                                             clock::time_point until) {
  const auto in = round_;
  // Mostly the largest packet there is arrives: then there need be no other connections.
  auto next = in->sizes.rbegin();
  const auto& at = which == direction::there ? found_.there : found_.back;
  const bool may_be_all = *next == at.limit;
  start(which, *next++);
  const auto now = clock::now();
  const auto rest = may_be_all ? std::min(until, now + head_start_) : now;
  bool over = false;
  while (in->running > 0 || (!over && next != in->sizes.rend())) {
    if (!over && clock::now() >= rest) {
      while (next != in->sizes.rend())
        start(which, *next++);
    }
    in->news.expires_at(over                       ? clock::time_point::max()
                        : next == in->sizes.rend() ? until
                                                   : rest);
    co_await in->news.async_wait(awaitable_tuple);
    if (over) continue;
    over = stopped_ || clock::now() >= until || is_enough(in->sizes, in->results);
    if (over) in->end();
  }
}

void size_finder::implementation::start(direction which, std::uint32_t size) {
  const auto in = round_;
  auto& limit = in->limits.emplace_back(executor_);
  ++in->running;
  asio::co_spawn(executor_, try_size(which, size, limit),
                 [in](const std::exception_ptr& error) {
                   --in->running;
                   in->news.cancel();
                   if (error) std::rethrow_exception(error);
                 });
}

asio::awaitable<void> size_finder::implementation::try_size(direction which,
                                                            std::uint32_t size,
                                                            watchdog& limit) {
  const auto in = round_;
  const auto over = co_await open(which, size, limit);
  if (!over) co_return;
  const size_probe what{size, found_.is_v6, wait_};
  std::optional<size_result> found;
  if (which == direction::there) {
    found = co_await probe_there(over, what, limit);
  } else {
    found = co_await probe_back(over, what, limit);
  }
  if (found) {
    in->results.push_back(*found);
  } else {
    over->close_in_order();
  }
}

/// The first session takes the largest size there is. If the responder's system has
/// learnt a limit since, it lets no later session send that.
asio::awaitable<std::shared_ptr<session>> size_finder::implementation::open(
    direction which, std::uint32_t size, watchdog& limit) {
  if (which == direction::there && first_ && size == found_.there.limit) {
    co_return std::exchange(first_, nullptr);
  }
  auto settings = settings_.dial;
  if (which == direction::back &&
      size < found_.advertised_mss + header_size(found_.is_v6)) {
    settings.from.advertised_mss =
        static_cast<std::uint16_t>(size - header_size(found_.is_v6));
  }
  const listener tell_nobody = [](const ping_event&) {};
  const auto in = round_;
  auto opened = co_await open_client_session(settings, key_, limit, tell_nobody);
  if (opened) {
    ++in->opened;
    co_return std::move(*opened);
  }
  in->note_failure(opened.error());
  co_return nullptr;
}

bool can_find_sizes() {
#ifdef __linux__
  return true;
#else
  return false;
#endif
}

size_finder::size_finder(const asio::any_io_executor& executor,
                         size_finder_settings settings, const site_key& key,
                         listener listen)
    : implementation_(std::make_unique<implementation>(executor, std::move(settings), key,
                                                       std::move(listen))) {}

size_finder::~size_finder() = default;

asio::awaitable<std::optional<failure>> size_finder::run() {
  return implementation_->run();
}

void size_finder::stop() {
  implementation_->stop();
}

std::optional<ping_event> size_finder::so_far() const {
  return implementation_->so_far();
}

}  // namespace tmss10
