// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace tmss10 {

/// The signals that end a run with its summary: SIGINT, SIGTERM, and SIGHUP where there
/// is one, unless the process was started to ignore it, as by nohup(1).
[[nodiscard]] std::vector<int> stop_signals();

/// Another one of them, a second after the first or later, ends the process at once, with
/// 128 and the signal's number: then the run waits for what does not come, such as the
/// reader of a full pipe. Sooner it changes nothing, for timeout(1) and others send two.
/// A write that waits for its reader goes on after the first. To be called once, when the
/// signals have their handlers.
void end_at_second_stop_signal();

/// When it goes, the run is over and its exit code is known: no signal changes that any
/// more, although the process still takes some time to end. It must go on the thread that
/// takes the signals, and before what handles them: that leaves them to the system, which
/// would end the process with another code.
class end_of_signals {
 public:
  end_of_signals() = default;
  ~end_of_signals();
  end_of_signals(const end_of_signals&) = delete;
  end_of_signals& operator=(const end_of_signals&) = delete;
  end_of_signals(end_of_signals&&) = delete;
  end_of_signals& operator=(end_of_signals&&) = delete;
};

}  // namespace tmss10
