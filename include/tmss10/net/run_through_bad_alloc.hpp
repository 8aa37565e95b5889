// SPDX-License-Identifier: MIT
#pragma once

#include <asio/io_context.hpp>

#include <new>

namespace tmss10 {

/// Runs the handlers of an io_context as run() does, until it is stopped or has no work
/// left. A handler that finds no memory ends alone; the next ones are run.
inline void run_through_bad_alloc(asio::io_context& io) {
  for (;;) {
    try {
      io.run();
      return;
    } catch (const std::bad_alloc&) {  // run() may be called again without restart()
    }
  }
}

}  // namespace tmss10
