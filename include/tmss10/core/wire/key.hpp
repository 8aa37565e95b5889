// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/file_warning.hpp>

#include <array>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

namespace tmss10 {

/// 32 secret bytes: the pre-shared key of the handshake. Wiped when it goes; moved, never
/// copied.
class site_key {
 public:
  static constexpr std::size_t size = 32;

  /// The 32 zero bytes that both sides use when there is no site key: "open" mode.
  [[nodiscard]] static site_key open_mode() { return site_key{}; }
  explicit site_key(std::span<const std::byte, size> secret);
  ~site_key();
  site_key(site_key&& other) noexcept;
  site_key& operator=(site_key&& other) noexcept;
  site_key(const site_key&) = delete;
  site_key& operator=(const site_key&) = delete;

  [[nodiscard]] std::span<const std::byte, size> secret() const { return secret_; }
  /// Both sides without a key; anyone may answer.
  [[nodiscard]] bool is_open_mode() const;

 private:
  site_key() = default;
  std::array<std::byte, size> secret_{};
};

/// Reads the text of a key file: 64 hex digits in either case, the first pair being byte
/// 0, then at most one line end (LF or CRLF) and nothing else. Fails with
/// key_wrong_length, key_not_hex or key_all_zero.
[[nodiscard]] result<site_key> parse_key(std::string_view text);

/// Loads a key file, which must be a regular file. Throws std::system_error naming the
/// file: the system's reason why it can't be read, file_is_fifo, file_is_device or
/// file_not_regular, or an errc of parse_key. Never falls back to open mode. `warn` is
/// called when others than the file's owner may read or write it (not on Windows).
[[nodiscard]] site_key load_key(const std::filesystem::path& file,
                                const file_warning& warn = {});

/// Makes a key file of random bytes that only its owner may read. Throws
/// std::system_error naming the file when it exists already (it is never overwritten) or
/// can't be written; then no file of ours is left behind.
void generate_key_file(const std::filesystem::path& file);

}  // namespace tmss10
