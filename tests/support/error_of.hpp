// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>

#include <system_error>

namespace tmss10::test {

/// Why there is no value, in a form that an assertion can compare and print; no error if
/// there is one.
template <typename T>
std::error_code error_of(const result<T>& from) {
  return from ? std::error_code{} : from.error();
}

}  // namespace tmss10::test
