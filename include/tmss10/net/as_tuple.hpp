// SPDX-License-Identifier: MIT
#pragma once

#include <asio/use_awaitable.hpp>

// Asio before 1.24 has as_tuple among its experimental names only, from 1.36 on it is
// there no more.
#if __has_include(<asio/as_tuple.hpp>)
#include <asio/as_tuple.hpp>
namespace tmss10 {
using asio::as_tuple;
}
#else
#include <asio/experimental/as_tuple.hpp>
namespace tmss10 {
using asio::experimental::as_tuple;
}
#endif

namespace tmss10 {

/// Awaits an operation and returns all its results, of which the first is the error.
inline constexpr auto awaitable_tuple = as_tuple(asio::use_awaitable);

}  // namespace tmss10
