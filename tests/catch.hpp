// SPDX-License-Identifier: MIT
#pragma once

// Catch2 2 has one header, Catch2 3 many.
#if __has_include(<catch2/catch.hpp>)
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
#endif
