// SPDX-License-Identifier: MIT
#pragma once

// toml++, for the sources that need it: it takes long to compile.
//
// Version 3.3 asserts what is not so for every text: "[;" and "k = 2026-11-30Tx" would
// end a program that was built with assertions, and one that was built without them by
// clang or Visual C++ is optimised as if such texts did not exist. The parser itself
// handles them, as errors. So there are no assertions, and nothing is assumed in their
// place.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expression) static_cast<void>(0)
#include <toml++/toml.h>
#undef TOML_ASSERT
#pragma pop_macro("NDEBUG")
