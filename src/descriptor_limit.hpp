// SPDX-License-Identifier: MIT
#pragma once

namespace tmss10 {

/// Lets this process have as many descriptors as the system allows it: many systems give
/// it 1,024 as long as it does not ask. Does nothing where there is no such limit.
void raise_descriptor_limit();

}  // namespace tmss10
