// SPDX-License-Identifier: MIT
#pragma once

#include "replaced_file.hpp"
#include "system_files.hpp"

#include <filesystem>
#include <string_view>

namespace tmss10 {

/// A file that is written whole, once or again and again: a reader finds the old one or
/// the new one, and never half of one. A link is followed. A device or a FIFO is written
/// to as it is.
class whole_file {
 public:
  /// Waits for the reader of a FIFO as long as it may. Throws std::system_error naming
  /// the file if it can't be written, without changing it.
  whole_file(std::filesystem::path path, const patience& may_wait);

  /// Whether a second text takes the place of the first, in place of following it.
  [[nodiscard]] bool can_be_written_again() const { return !opened_; }

  /// Throws std::system_error naming the file; then the old one is as it was.
  void write(std::string_view text, durability kept = durability::on_disk);

 private:
  std::filesystem::path path_;
  opened_file opened_;  // what is no regular file
};

}  // namespace tmss10
