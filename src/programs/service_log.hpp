// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/report_log.hpp>

#include <cstdint>
#include <memory>
#include <string_view>

namespace tmss10 {

/// The log of a service, on standard error. Anybody who connects can cause lines, so
/// there is a limit to how many are written. And whoever reads the log may stop reading,
/// or the disk may be full: so a thread of its own writes, within its bounds what waits
/// for it, and nothing here ever waits or throws. How many lines were left out, and why,
/// is a line as soon as one can be written. For any thread.
class service_log {
 public:
  /// `per_second`: of the lines that events cause, on average; zero: without a limit.
  /// `first` is a note to begin with, if it is not empty. Throws std::system_error when
  /// there can be no thread.
  service_log(log_level level, std::uint32_t per_second, std::string_view first = {});
  /// Writes what waits, for a second at most.
  ~service_log();
  service_log(const service_log&) = delete;
  service_log& operator=(const service_log&) = delete;
  service_log(service_log&&) = delete;
  service_log& operator=(service_log&&) = delete;

  /// A line of a client's doing, to which that limit applies.
  void note_of_client(std::string_view text);

  /// What a responder tells, if the level has a line for it.
  void tell(const responder_event& happened);
  /// A line of its own, to which that limit does not apply.
  void note(std::string_view text);

 private:
  class writer;

  log_level level_;
  std::shared_ptr<writer> writer_;  // the thread's, too: it may be stuck when this goes
};

}  // namespace tmss10
