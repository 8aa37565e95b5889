// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>

#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace tmss10 {

struct file_closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
/// A file that several processes may write to at once: a text that is flushed is one
/// write, at its end.
using opened_file = std::unique_ptr<std::FILE, file_closer>;

/// Whether to wait any longer; asked again and again.
using patience = std::function<bool()>;

/// Opens any file that can be written, or makes it, without emptying it. Waits for
/// somebody who reads a FIFO, and for nothing else, as long as it may. Fails with the
/// system's reason, or with fifo_without_reader.
[[nodiscard]] result<opened_file> open_report(const std::filesystem::path& path,
                                              const patience& may_wait);

/// Empties an opened regular file; what is none stays as it is.
void empty(const opened_file& file);

/// Keeps others that ask for the same file's turn away from it, for as long as this is
/// there. Waits a second at most for them, then goes on without: the file may be locked
/// by who started this program. Does nothing where files have no such locks.
class file_turn {
 public:
  explicit file_turn(const opened_file& file);
  ~file_turn();
  file_turn(const file_turn&) = delete;
  file_turn& operator=(const file_turn&) = delete;
  file_turn(file_turn&&) = delete;
  file_turn& operator=(file_turn&&) = delete;

 private:
  std::FILE* locked_ = nullptr;
};

/// Whether nothing is in an opened file. A device and a FIFO never have anything in them.
[[nodiscard]] bool is_empty(const opened_file& file);

/// Whether the last line of an opened file, which has that name, is half of one: the disk
/// was full, or whoever wrote it was ended. False for one that can't be read, and when
/// the name has become another file's. It never waits.
[[nodiscard]] bool ends_in_mid_line(const opened_file& file,
                                    const std::filesystem::path& path);

/// Opens a log in a directory that strangers may write to, or makes it. Nothing that they
/// can have put there is written to: fails with the system's reason, or with
/// file_is_link, file_is_fifo, file_is_device, file_not_regular, file_has_other_names or
/// file_of_another_user. It never waits.
[[nodiscard]] result<opened_file> open_log(const std::filesystem::path& path);

/// Whether two names are of one file, or FIFO, that is there.
[[nodiscard]] bool are_one_file(const std::filesystem::path& one,
                                const std::filesystem::path& other);

/// What a name has in common with a stream that was open when the program started. What
/// is written to a pipe from two sides stays in lines; in a regular file, two offsets are
/// a mess.
enum class sharing { nothing, pipe, regular_file };

/// Whether a name is of the regular file, pipe or FIFO that a stream writes to.
[[nodiscard]] sharing sharing_with(std::FILE* stream, const std::filesystem::path& path);

/// The path that an environment variable has; none when it is not set or empty.
[[nodiscard]] std::optional<std::filesystem::path> environment_path(const char* name);

/// The number that the system gave this process.
[[nodiscard]] int process_id();

}  // namespace tmss10
