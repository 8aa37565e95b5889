// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>

#include <cstddef>
#include <filesystem>
#include <string>

namespace tmss10 {

/// The first `most` bytes of a regular file. Fails with the system's reason, or with
/// file_is_fifo, file_is_device or file_not_regular: it does not wait for a writer.
[[nodiscard]] result<std::string> read_regular_file(const std::filesystem::path& file,
                                                    std::size_t most);

}  // namespace tmss10
