// SPDX-License-Identifier: MIT
#include "error_lines.hpp"
#include "target_line.hpp"
#include "target_list.hpp"
#include <tmss10/core/options/target_file.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// What Windows calls Unicode.
bool is_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

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
  error_lines errors(file_name, max_target_file_errors);
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
