// SPDX-License-Identifier: MIT
#include "target_line.hpp"
#include "target_list.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/options/target_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// What Windows calls Unicode.
bool is_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

/// The errors of a file, the first of them one by one.
class error_lines {
 public:
  explicit error_lines(const std::string& file) : file_(printable(file)) {}

  void add(std::size_t line, const std::string& message) {
    if (++count_ > max_target_file_errors) return;
    lines_.push_back(fmt::format("{}:{}: {}", file_, line, message));
  }
  void add(const std::string& message) {
    ++count_;
    lines_.push_back(fmt::format("{}: {}", file_, message));
  }

  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] std::vector<std::string> take() {
    if (count_ > max_target_file_errors) {
      const auto more = count_ - max_target_file_errors;
      lines_.push_back(fmt::format("{}: {} more line{} wrong", file_, more,
                                   more == 1 ? " is" : "s are"));
    }
    return std::move(lines_);
  }

 private:
  std::string file_;
  std::vector<std::string> lines_;
  std::size_t count_ = 0;
};

/// Takes a line off the front of a text, without its end.
std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

target_file_content parse_target_file(std::string_view text, const std::string& file_name,
                                      const ping_options& common) {
  error_lines errors(file_name);
  if (is_utf16(text)) {
    errors.add("it is in UTF-16; save it as UTF-8");
    return tl::unexpected(errors.take());
  }
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  target_line_reader reader(common);
  target_list targets(common.port);
  for (std::size_t number = 1; !text.empty(); ++number) {
    try {
      const auto typed = reader.read(take_line(text));
      if (typed) targets.add(*typed, number);
    } catch (const usage_error& error) {
      errors.add(number, error.what());
    }
  }
  auto entries = targets.take();
  if (errors.empty() && entries.empty()) errors.add("there is no target in it");
  if (!errors.empty()) return tl::unexpected(errors.take());
  return entries;
}

}  // namespace tmss10
