// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace tmss10::scale {

/// A TMSS10Responder on a free port of 127.0.0.1, as a process of its own (Linux). Throws
/// std::runtime_error when it does not do what it should.
class responder_process {
 public:
  responder_process(const std::string& program, std::vector<std::string> options);
  /// Kills it, if nobody stopped it.
  ~responder_process();
  responder_process(const responder_process&) = delete;
  responder_process& operator=(const responder_process&) = delete;
  responder_process(responder_process&&) = delete;
  responder_process& operator=(responder_process&&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// Its memory that is in use and not a file's, in bytes.
  [[nodiscard]] std::size_t memory() const;
  /// The processor time that it has used.
  [[nodiscard]] std::chrono::duration<double> processor_time() const;

  /// Asks it to stop.
  void terminate() const;
  /// Waits for its end; the exit code, or minus the signal.
  int wait();

 private:
  [[nodiscard]] std::string file(const std::string& name) const;

  pid_t process_ = 0;
  std::FILE* log_ = nullptr;
  std::uint16_t port_ = 0;
};

}  // namespace tmss10::scale
