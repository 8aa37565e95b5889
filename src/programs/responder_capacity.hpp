// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/responder_options.hpp>
#include <tmss10/core/responder/admission_limits.hpp>

#include <cstddef>
#include <string>

namespace tmss10 {

/// The limits that a responder keeps on this machine.
struct responder_capacity {
  admission_limits limits;
  /// What is to be logged: that they are smaller than those that were asked for. Empty
  /// when they are not.
  std::string note;
};

/// Raises this process's limit of descriptors, and makes the limits of connections small
/// enough for it: strangers must never have so many connections that none is left for a
/// reload, the metrics, or to let an unfinished connection give way. Throws
/// std::runtime_error when there are too few for even one connection. To be called before
/// the responder opens anything.
[[nodiscard]] responder_capacity find_capacity(const responder_options& options,
                                               std::size_t threads);

}  // namespace tmss10
