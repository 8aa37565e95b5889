// SPDX-License-Identifier: MIT
#include "whole_file.hpp"

#include "text_stream.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

std::string name_of(const std::filesystem::path& path) {
  return printable(path.string());
}

void check(std::error_code error, const std::filesystem::path& path) {
  if (error) throw std::system_error(error, name_of(path));
}

template <typename T>
T value_of(result<T> from, const std::filesystem::path& path) {
  if (!from) check(from.error(), path);
  return std::move(*from);
}

}  // namespace

whole_file::whole_file(std::filesystem::path path, const patience& may_wait)
    : path_(std::move(path)) {
  std::error_code error;
  const auto there = std::filesystem::status(path_, error);
  // /dev/stdout and its like are links that lead nowhere: only the system follows them.
  if (exists(there) && !is_regular_file(there) && !is_directory(there)) {
    opened_ = value_of(open_report(path_, may_wait), path_);
  } else {
    check(why_not_replaceable(value_of(followed(path_), path_)), path_);
  }
}

void whole_file::write(std::string_view text, durability kept) {
  if (!opened_) {
    return check(replace_file(value_of(followed(path_), path_), text, kept), path_);
  }
  text_stream out(opened_.get(), name_of(path_));
  out.write(text);
  if (const auto failed = out.failed()) throw *failed;
}

}  // namespace tmss10
