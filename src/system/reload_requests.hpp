// SPDX-License-Identifier: MIT
#pragma once

#include <asio/io_context.hpp>

#include <functional>
#include <memory>

namespace tmss10 {

/// What asks a running service to read its files again: SIGHUP. For a Windows service it
/// is its manager's PARAMCHANGE; without a manager nothing asks there.
class reload_requests {
 public:
  /// From then on, none is missed.
  explicit reload_requests(asio::io_context& io);
  ~reload_requests();
  reload_requests(const reload_requests&) = delete;
  reload_requests& operator=(const reload_requests&) = delete;
  reload_requests(reload_requests&&) = delete;
  reload_requests& operator=(reload_requests&&) = delete;

  /// Calls this once, at the next request. What it can hold without memory of its own,
  /// such as a pointer, takes none.
  void wait(std::function<void()> on_request);
  /// Forgets the calls that wait.
  void cancel();

 private:
  struct source;
  std::unique_ptr<source> source_;
};

}  // namespace tmss10
