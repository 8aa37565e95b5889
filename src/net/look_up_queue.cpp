// SPDX-License-Identifier: MIT
#include "look_up_queue.hpp"

#include "without_signals.hpp"

#include <iterator>
#include <new>
#include <optional>
#include <thread>
#include <tuple>
#include <utility>

namespace tmss10 {
namespace {

name_query of_other_family(name_query what) {
  const bool v4 = what.family == address_family::v4;
  what.family = v4 ? address_family::v6 : address_family::v4;
  return what;
}

/// What the source knows of the name, or of its addresses of the other family. Nothing
/// may leave a thread as an exception: that would end the process.
result<endpoints> ask(const name_source& source, const name_query& what,
                      bool other_family = false) noexcept {
  try {
    return source(other_family ? of_other_family(what) : what);
  } catch (const std::bad_alloc&) {
    return failed(std::make_error_code(std::errc::not_enough_memory));
  } catch (const std::system_error& error) {
    return failed(error.code());
  } catch (...) {
    return failed(errc::resolver_failed);
  }
}

bool is_none(const result<endpoints>& found) {
  return !found && (found.error() == errc::name_not_found ||
                    found.error() == errc::name_without_address);
}

/// Whether there may be addresses of the other family alone. The system answers alike
/// then: "not found" of a name in its hosts file, "no address" of one that a name server
/// has.
bool may_have_others(const name_query& what, const result<endpoints>& found) {
  return what.family != address_family::any && is_none(found);
}

}  // namespace

struct look_up_queue::job {
  explicit job(name_query query) : what(std::move(query)) {}

  void tell(step at, const result<endpoints>& found) const {
    for (const auto& to : listeners)
      to(at, found);
  }

  const name_query what;
  std::list<listener> listeners;
  std::list<std::shared_ptr<job>>::iterator turn;  // while it waits
  bool waits = false;
  bool has_begun = false;
  bool is_over = false;
  std::optional<result<endpoints>> known;
};

bool look_up_queue::by_query::operator()(const std::shared_ptr<job>& one,
                                         const std::shared_ptr<job>& other) const {
  const auto key = [](const name_query& of) {
    return std::tie(of.host, of.port, of.family);
  };
  return key(one->what) < key(other->what);
}

look_up_queue::place::place(std::shared_ptr<look_up_queue> queue,
                            std::shared_ptr<job> what, std::list<listener>::iterator to)
    : queue_(std::move(queue)), job_(std::move(what)), listener_(to) {}

look_up_queue::place::~place() {
  if (!queue_) return;
  const std::lock_guard lock(queue_->mutex_);
  if (job_->is_over) return;
  job_->listeners.erase(listener_);
  if (job_->listeners.empty() && job_->waits) queue_->withdraw(job_);
}

bool look_up_queue::place::has_begun() const {
  const std::lock_guard lock(queue_->mutex_);
  return job_->has_begun;
}

void look_up_queue::place::give_up() {
  const std::lock_guard lock(queue_->mutex_);
  queue_->stop_sharing(job_);
}

look_up_queue::look_up_queue(name_source source, std::size_t most_threads)
    : source_(std::move(source)), most_threads_(most_threads) {}

result<look_up_queue::place> look_up_queue::enter(name_query what, listener to) try {
  // All memory is had before anything changes.
  const auto fresh = std::make_shared<job>(std::move(what));
  std::list<listener> mine;
  mine.push_back(std::move(to));
  std::list<std::shared_ptr<job>> turn{fresh};

  const std::lock_guard lock(mutex_);
  const auto [at, is_new] = shared_.insert(fresh);
  const auto mine_is = mine.begin();
  (*at)->listeners.splice((*at)->listeners.end(), mine);
  if (!is_new) {
    if ((*at)->known) (*mine_is)(step::known, *(*at)->known);
    return place(shared_from_this(), *at, mine_is);
  }
  fresh->turn = turn.begin();
  fresh->waits = true;
  waiting_.splice(waiting_.end(), turn);
  if (threads_ < most_threads_) {
    const auto error = start_thread();
    if (error && threads_ == 0) {
      withdraw(fresh);
      return failed(error);
    }
    // Whoever has waited longer goes first.
    fresh->has_begun = !error && waiting_.size() == 1;
    if (fresh->has_begun) ++begun_;
  }
  return place(shared_from_this(), fresh, mine_is);
} catch (const std::bad_alloc&) {
  return failed(std::make_error_code(std::errc::not_enough_memory));
}

std::uint64_t look_up_queue::begun() const {
  const std::lock_guard lock(mutex_);
  return begun_;
}

/// Why there is no further thread; none if there is one.
std::error_code look_up_queue::start_thread() {
  try {
    std::thread([self = shared_from_this()] { self->work(); }).detach();
  } catch (const std::bad_alloc&) {
    return std::make_error_code(std::errc::not_enough_memory);
  } catch (const std::system_error&) {
    return errc::no_thread;
  }
  ++threads_;
  return {};
}

void look_up_queue::work() noexcept {
  take_no_signals();
  auto at = take_first();
  while (at) {
    auto found = ask(source_, at->what);
    if (may_have_others(at->what, found)) found = ask_others(*at, std::move(found));
    at = finish(at, found);
  }
}

std::shared_ptr<look_up_queue::job> look_up_queue::take_first() {
  const std::lock_guard lock(mutex_);
  return take_next();
}

/// None: there is none, and the thread is no longer counted.
std::shared_ptr<look_up_queue::job> look_up_queue::take_next() {
  if (waiting_.empty()) {
    --threads_;
    return nullptr;
  }
  auto next = std::move(waiting_.front());
  waiting_.pop_front();
  next->waits = false;
  if (!next->has_begun) {
    next->has_begun = true;
    ++begun_;
    next->tell(step::begun, {});
  }
  return next;
}

/// What the thread does next. Its place is given on, or given back, before anybody hears
/// of the answer, who may want it for the next look-up.
std::shared_ptr<look_up_queue::job> look_up_queue::finish(
    const std::shared_ptr<job>& done, const result<endpoints>& found) {
  const std::lock_guard lock(mutex_);
  auto next = take_next();
  stop_sharing(done);
  done->is_over = true;
  done->tell(step::over, found);
  done->listeners.clear();
  return next;
}

/// What a name without addresses of the family comes to when it is asked for the others.
result<endpoints> look_up_queue::ask_others(job& of, result<endpoints> found) {
  const bool exists = found.error() == errc::name_without_address;
  {
    // The other answer may never come. Until then nothing is known of that family.
    const std::lock_guard lock(mutex_);
    of.known = exists ? failed(errc::no_address_of_family) : found;
    of.tell(step::known, *of.known);
  }
  const auto others = ask(source_, of.what, true);
  if (is_none(others) || (!others && !exists)) return found;
  return failed(errc::no_address_of_family);
}

void look_up_queue::stop_sharing(const std::shared_ptr<job>& what) {
  const auto at = shared_.find(what);
  if (at != shared_.end() && *at == what) shared_.erase(at);
}

void look_up_queue::withdraw(const std::shared_ptr<job>& what) {
  stop_sharing(what);
  waiting_.erase(what->turn);
  what->waits = false;
}

}  // namespace tmss10
