// SPDX-License-Identifier: MIT
#pragma once

namespace tmss10 {

/// Keeps a statically linked program from loading what the machine has for its own
/// programs: modules of /etc/nsswitch.conf, for another C library than the one in the
/// program. Names are looked up in /etc/hosts and by DNS. To be called first. Does
/// nothing in a program that is linked dynamically.
void load_nothing_foreign();

}  // namespace tmss10
