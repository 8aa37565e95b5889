// SPDX-License-Identifier: MIT
#pragma once

namespace tmss10 {

/// What a command line says about the program as a Windows service. Elsewhere it is
/// always `none`: the options are not offered.
enum class service_order {
  none,
  /// To be installed with the other options, or given these if it is installed.
  install,
  uninstall,
  /// The service manager has started the program.
  run,
};

}  // namespace tmss10
