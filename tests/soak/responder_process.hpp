// SPDX-License-Identifier: MIT
#pragma once

#include "log_account.hpp"

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace tmss10::soak {

/// A TMSS10Responder that was started on a free loopback port, and what the system knows
/// of it. Linux only.
class responder_process {
 public:
  /// Starts it with these options, and returns when it listens. Throws
  /// std::runtime_error when it does not.
  responder_process(const std::string& program, const std::vector<std::string>& options);
  /// Kills it if it is still there.
  ~responder_process();
  responder_process(const responder_process&) = delete;
  responder_process& operator=(const responder_process&) = delete;
  responder_process(responder_process&&) = delete;
  responder_process& operator=(responder_process&&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] pid_t process() const { return process_; }
  /// What it has logged. Changes until the process has ended.
  [[nodiscard]] log_account& log() { return log_; }

  [[nodiscard]] std::size_t descriptors() const;
  /// Its memory that is in use and not a file's, in bytes; zero when it is gone.
  [[nodiscard]] std::size_t memory() const;
  /// The processor time that it has used.
  [[nodiscard]] std::chrono::duration<double> processor_time() const;
  /// Whether it was built with the address or the thread sanitizer: then its memory tells
  /// nothing.
  [[nodiscard]] bool has_sanitizer() const { return has_sanitizer_; }

  /// How long it may take to end: 2 s. With a sanitizer, which then looks at all that is
  /// left, 20 s.
  [[nodiscard]] std::chrono::seconds end_limit() const;
  /// Sends SIGTERM.
  void ask_to_end();
  /// The same, unless it was asked already, and returns the exit code when it has ended;
  /// none after the limit, or when a signal has killed it.
  [[nodiscard]] std::optional<int> terminate();

 private:
  [[nodiscard]] std::string file(const std::string& name) const;
  /// Whether it has a handler for the signal of that number.
  [[nodiscard]] bool catches(int number) const;
  void read_log(int from);
  [[nodiscard]] bool ended_within(std::chrono::milliseconds limit);

  pid_t process_ = -1;
  int status_ = 0;
  bool asked_ = false;
  bool ended_ = false;
  bool has_sanitizer_ = false;
  bool has_thread_sanitizer_ = false;
  std::uint16_t port_ = 0;
  log_account log_;
  std::thread reader_;
};

}  // namespace tmss10::soak
