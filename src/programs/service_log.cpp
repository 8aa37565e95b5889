// SPDX-License-Identifier: MIT
#include "service_log.hpp"

#include "system/log_output.hpp"
#include <tmss10/core/responder/line_limit.hpp>
#include <tmss10/core/responder/log_queue.hpp>
#include <tmss10/core/responder/path_testers.hpp>

#include <fmt/format.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <new>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

/// Lines that may come at once: what a person who watches a few clients causes.
constexpr std::uint32_t burst = 1000;
/// What may wait to be written: some 10,000 lines.
constexpr std::size_t waiting_bytes = 1'000'000;
constexpr std::size_t waiting_bytes_of_notes = 65'536;
/// How often it is tried to say how many lines were left out.
constexpr auto retry_pause = std::chrono::seconds(1);
/// How long the end of the program may wait for whoever reads the log.
constexpr auto end_limit = std::chrono::seconds(1);

std::string left_out_note(
    std::uint64_t count, const std::string& why,
    std::chrono::system_clock::time_point now = std::chrono::system_clock::now()) {
  return log_note(
      fmt::format("{} {} left out{}{}", count, count == 1 ? "line was" : "lines were",
                  why.empty() ? "" : ": ", why),
      now);
}

}  // namespace

/// What waits to be written, and the thread that writes it.
class service_log::writer {
 public:
  explicit writer(std::uint32_t per_second) : limit_(per_second, burst) {}

  void add(const responder_event& happened, log_level level);
  void add_note(std::string_view text);
  void add_note_of_client(std::string_view text);
  /// The thread's whole life.
  void run();
  /// Ends it, and waits a while for that.
  void stop();

 private:
  using guard = std::unique_lock<std::mutex>;

  void add_within_limit(std::string line, std::chrono::system_clock::time_point now);
  [[nodiscard]] bool is_news(const responder_event& happened, log_level level);
  [[nodiscard]] bool step(guard& lock);
  void write_next(const log_queue::entry& next);
  [[nodiscard]] bool write_left_out();
  [[nodiscard]] bool write(const std::string& line);

  std::mutex mutex_;
  std::condition_variable changed_;
  line_limit limit_;
  path_testers testers_;
  log_queue queue_{waiting_bytes, waiting_bytes_of_notes};
  bool stopping_ = false;
  bool ended_ = false;

  // For the thread alone: lines that were left out, which no line says yet.
  std::uint64_t over_limit_ = 0;
  std::uint64_t left_out_ = 0;
  std::error_code failure_;  // why the latter, if not because nobody read
  bool torn_ = false;        // the last line has no end
};

void service_log::writer::add(const responder_event& happened, log_level level) {
  const auto now = std::chrono::system_clock::now();
  const std::scoped_lock lock(mutex_);
  try {
    auto line = log_line(happened, level, now);
    if (line.empty() || !is_news(happened, level)) return;
    add_within_limit(std::move(line), now);
  } catch (const std::bad_alloc&) {
    queue_.leave_out();
  }
  changed_.notify_all();
}

/// What is left out counts for the next line that is not.
void service_log::writer::add_within_limit(std::string line,
                                           std::chrono::system_clock::time_point now) {
  const auto left_out = limit_.ask(std::chrono::steady_clock::now());
  if (!left_out) return;
  if (*left_out > 0) queue_.add(left_out_note(*left_out, {}, now));
  queue_.add(std::move(line));
}

void service_log::writer::add_note_of_client(std::string_view text) {
  const auto now = std::chrono::system_clock::now();
  const std::scoped_lock lock(mutex_);
  try {
    add_within_limit(log_note(text, now), now);
  } catch (const std::bad_alloc&) {
    queue_.leave_out();
  }
  changed_.notify_all();
}

/// Whether it is more than one more session of a test that has its line.
bool service_log::writer::is_news(const responder_event& happened, log_level level) {
  if (level == log_level::verbose || !is_path_test(happened)) return true;
  const auto now = path_testers::time_point::clock::now();
  return testers_.note(std::get<event::ended>(happened).peer.address, now);
}

void service_log::writer::add_note(std::string_view text) {
  const std::scoped_lock lock(mutex_);
  try {
    queue_.add_note(log_note(text, std::chrono::system_clock::now()));
  } catch (const std::bad_alloc&) {
    queue_.leave_out();
  }
  changed_.notify_all();
}

void service_log::writer::run() {
  guard lock(mutex_);
  for (bool more = true; more;) {
    try {
      more = step(lock);
    } catch (const std::bad_alloc&) {
      if (!lock) lock.lock();
      changed_.wait_for(lock, retry_pause);
    }
  }
  ended_ = true;
  changed_.notify_all();
}

/// Writes what there is, or waits for it. False: it is to end, and there is no more.
bool service_log::writer::step(guard& lock) {
  const bool ending = stopping_;
  const auto now =
      ending ? line_limit::time_point::max() : line_limit::time_point::clock::now();
  const auto next = queue_.take();
  if (!next) {
    over_limit_ += limit_.take_left_out(now);
    left_out_ += queue_.take_left_out();
  }
  lock.unlock();
  if (next) write_next(*next);
  const bool all_said = next || write_left_out();
  lock.lock();
  if (next || !queue_.has_nothing() || ending != stopping_) return true;
  if (ending) return false;
  if (!all_said || limit_.left_out() > 0) {
    changed_.wait_for(lock, retry_pause);
  } else {
    changed_.wait(lock);
  }
  return true;
}

void service_log::writer::write_next(const log_queue::entry& next) {
  left_out_ += next.left_out;
  try {
    if (write_left_out() && write(next.line)) return;
  } catch (const std::bad_alloc&) {
  }
  ++left_out_;
}

/// Says how many lines were left out, if any were. False: it could not.
bool service_log::writer::write_left_out() {
  if (over_limit_ > 0) {
    if (!write(left_out_note(over_limit_, {}))) return false;
    over_limit_ = 0;
  }
  if (left_out_ > 0) {
    const auto why = failure_ ? "the log could not be written: " + failure_.message()
                              : std::string("the log was not read in time");
    if (!write(left_out_note(left_out_, why))) return false;
    left_out_ = 0;
    failure_.clear();
  }
  return true;
}

bool service_log::writer::write(const std::string& line) {
  if (torn_) {
    if (write_to_log("\n").error) return false;
    torn_ = false;
  }
  const auto done = write_to_log(line);
  torn_ = done.error && done.written > 0;
  if (done.error) failure_ = done.error;
  return !done.error;
}

void service_log::writer::stop() {
  guard lock(mutex_);
  stopping_ = true;
  changed_.notify_all();
  changed_.wait_for(lock, end_limit, [this] { return ended_; });
}

service_log::service_log(log_level level, std::uint32_t per_second,
                         std::string_view first)
    : level_(level), writer_(std::make_shared<writer>(per_second)) {
  if (!first.empty()) note(first);
  start_log_thread([mine = writer_] { mine->run(); });
}

service_log::~service_log() {
  writer_->stop();
}

void service_log::tell(const responder_event& happened) {
  writer_->add(happened, level_);
}

void service_log::note_of_client(std::string_view text) {
  writer_->add_note_of_client(text);
}

void service_log::note(std::string_view text) {
  writer_->add_note(text);
}

}  // namespace tmss10
