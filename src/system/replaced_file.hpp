// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>

#include <filesystem>
#include <string_view>
#include <system_error>

namespace tmss10 {

/// Where the links lead that a name is; the file need not be there. Fails with the
/// system's reason, and with permission_denied for a link that somebody else has put into
/// a directory for all, as Linux does (fs.protected_symlinks): our caller would replace
/// what it leads to.
[[nodiscard]] result<std::filesystem::path> followed(std::filesystem::path path);

/// Whether a regular file, or one that is not there yet, could be replaced: makes a file
/// beside it, and removes that.
[[nodiscard]] std::error_code why_not_replaceable(const std::filesystem::path& file);

/// What becomes of a file when the machine loses power.
enum class durability {
  on_disk,  ///< it is there as soon as it is written, which may have to wait for the disk
  in_cache,  ///< it may be gone, or empty: for what is soon written again
};

/// Puts a file with this content in the place of another in one step, when all of it is
/// where it has to be kept. Mode, owner and group stay as far as this process may set
/// them; what was not there may be read by all, whatever the umask. When it fails, the
/// old file is as it was, and nothing else is left.
[[nodiscard]] std::error_code replace_file(const std::filesystem::path& file,
                                           std::string_view content,
                                           durability kept = durability::on_disk);

}  // namespace tmss10
