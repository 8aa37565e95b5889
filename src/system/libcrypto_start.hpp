// SPDX-License-Identifier: MIT
#pragma once

namespace tmss10 {

/// Has libcrypto start with what a program of one session needs; to be called before its
/// first use. The machine's openssl.cnf is not read: it belongs to another libcrypto than
/// the one linked in, and must not change what goes over the wire. Neither are texts of
/// errors, which nobody prints, nor the old names of algorithms, which cost a third of a
/// short run: a provider knows those that we use by its own. Nor is there cleaning up at
/// the exit.
void start_libcrypto();

}  // namespace tmss10
