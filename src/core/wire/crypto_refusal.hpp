// SPDX-License-Identifier: MIT
#pragma once

#include <new>

namespace tmss10 {

/// libcrypto has refused a step that fails for lack of memory only, if we use it rightly:
/// whoever deals with that deals with this. libcrypto itself does not say reliably why.
class crypto_refusal : public std::bad_alloc {
 public:
  /// `what` must outlive it.
  explicit crypto_refusal(const char* what);

  [[nodiscard]] const char* what() const noexcept override { return what_; }

 private:
  const char* what_;
};

}  // namespace tmss10
