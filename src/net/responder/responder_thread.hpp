// SPDX-License-Identifier: MIT
#pragma once

#include "responder_worker.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>

#include <thread>

namespace tmss10 {

/// A thread with a worker of its own, from the beginning to the end of this object.
class responder_thread {
 public:
  /// What a handler throws is thrown on `owner`, as if it had run there.
  responder_thread(const asio::any_io_executor& owner, const responder_settings& settings,
                   responder_state& shared);
  ~responder_thread();
  responder_thread(const responder_thread&) = delete;
  responder_thread& operator=(const responder_thread&) = delete;
  responder_thread(responder_thread&&) = delete;
  responder_thread& operator=(responder_thread&&) = delete;

  [[nodiscard]] responder_worker& worker() { return worker_; }

 private:
  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
  responder_worker worker_;
  std::thread thread_;
};

}  // namespace tmss10
