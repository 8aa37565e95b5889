// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>

#include <string>

namespace tmss10 {

/// The form of a host name in UTF-8 that DNS has, as "xn--bcher-kva.example" of
/// "b\u00fccher.example" (IDNA 2008 with the mappings of UTS #46); an ASCII name or an
/// address is returned as it is. Fails with name_not_convertible; with address_not_ascii
/// for what the mappings turn into an IPv4 address, such as "127\u30020\u30020\u30021";
/// with no_name_conversion where the system has nothing for it: libidn2 is loaded when it
/// is needed, and a static program loads nothing.
[[nodiscard]] result<std::string> ascii_name(const std::string& host);

}  // namespace tmss10
