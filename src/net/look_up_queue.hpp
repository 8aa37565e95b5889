// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/resolve.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <system_error>

namespace tmss10 {

/// Look-ups that wait for a thread or have one, in the order in which they came. Who asks
/// for the same as a look-up that is there shares its answer. A thread ends when no
/// look-up waits. Nobody waits for the threads, which keep the queue for as long as they
/// need it. May be used from any thread.
class look_up_queue : public std::enable_shared_from_this<look_up_queue> {
  struct job;

 public:
  enum class step {
    begun,  ///< its turn came after a wait
    known,  ///< what it comes to if no more can be found out
    over,
  };
  /// Called on any thread, under a lock: it must be quick, not throw, and call nothing of
  /// the queue. `found` has no meaning for `begun`.
  using listener = std::function<void(step, const result<endpoints>& found)>;

  /// A look-up that somebody waits for. When it goes, nothing is said to its listener any
  /// more, and a look-up that nobody else waits for leaves the queue if its turn has not
  /// come.
  class place {
   public:
    ~place();
    place(place&& from) noexcept = default;
    place(const place&) = delete;
    place& operator=(const place&) = delete;
    place& operator=(place&&) = delete;

    /// Whether its turn has come.
    [[nodiscard]] bool has_begun() const;
    /// It takes too long: who asks for the same from now on gets a look-up of his own.
    void give_up();

   private:
    friend look_up_queue;
    place(std::shared_ptr<look_up_queue> queue, std::shared_ptr<job> what,
          std::list<listener>::iterator to);

    std::shared_ptr<look_up_queue> queue_;  // none: moved from
    std::shared_ptr<job> job_;
    std::list<listener>::iterator listener_;
  };

  look_up_queue(name_source source, std::size_t most_threads);

  /// Fails with no_thread when there is no thread that could do it and the system starts
  /// none, and with not_enough_memory.
  [[nodiscard]] result<place> enter(name_query what, listener to);

  /// How many look-ups have begun so far.
  [[nodiscard]] std::uint64_t begun() const;

 private:
  struct by_query {
    bool operator()(const std::shared_ptr<job>& one,
                    const std::shared_ptr<job>& other) const;
  };

  [[nodiscard]] std::error_code start_thread();
  void work() noexcept;
  [[nodiscard]] std::shared_ptr<job> take_first();
  [[nodiscard]] std::shared_ptr<job> take_next();
  [[nodiscard]] std::shared_ptr<job> finish(const std::shared_ptr<job>& done,
                                            const result<endpoints>& found);
  [[nodiscard]] result<endpoints> ask_others(job& of, result<endpoints> found);
  void stop_sharing(const std::shared_ptr<job>& what);
  void withdraw(const std::shared_ptr<job>& what);

  const name_source source_;
  const std::size_t most_threads_;
  mutable std::mutex mutex_;  // of all that follows, and of the jobs
  std::list<std::shared_ptr<job>> waiting_;
  std::set<std::shared_ptr<job>, by_query> shared_;
  std::size_t threads_ = 0;
  std::uint64_t begun_ = 0;
};

}  // namespace tmss10
