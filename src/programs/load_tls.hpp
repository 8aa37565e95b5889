// SPDX-License-Identifier: MIT
#pragma once

#include "http/http_stream.hpp"
#include <tmss10/core/base/file_warning.hpp>
#include <tmss10/core/exporter/exporter_options.hpp>

#include <string>
#include <vector>

namespace tmss10 {

/// Connections with TLS if there is a certificate, or else plain ones. `errors` gets a
/// line for what is wrong with either file, and then there are none. `warn`: of a key
/// that others may read or write.
[[nodiscard]] http_stream_maker load_tls(const exporter_options& options,
                                         std::vector<std::string>& errors,
                                         const file_warning& warn);

}  // namespace tmss10
