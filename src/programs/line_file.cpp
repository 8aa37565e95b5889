// SPDX-License-Identifier: MIT
#include "line_file.hpp"

#include <tmss10/core/base/safe_text.hpp>

#include <system_error>
#include <utility>

namespace tmss10 {

begin_of_file begin_of(const report_options& options) {
  return options.append ? begin_of_file::kept : begin_of_file::emptied;
}

line_file::line_file(const std::filesystem::path& path, begin_of_file how,
                     text_stream& standard_output, const patience& may_wait)
    : path_(path), how_(how), standard_output_(standard_output) {
  if (path == "-") return;
  const auto name = printable(path.string());
  auto opened = open_report(path, may_wait);
  if (!opened) throw std::system_error(opened.error(), name);
  file_ = std::move(*opened);
  stream_.emplace(file_.get(), name);
}

void line_file::begin(std::string_view first_line) {
  if (!file_ || how_ == begin_of_file::emptied) {
    if (file_) empty(file_);
    if (!first_line.empty()) stream().write(first_line);
    return;
  }
  const file_turn turn(file_);
  if (!is_empty(file_)) {
    if (ends_in_mid_line(file_, path_)) stream().write("\n");
  } else if (!first_line.empty()) {
    stream().write(first_line);
  }
}

}  // namespace tmss10
