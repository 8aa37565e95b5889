// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/options/target_entry.hpp>

#include <tl/expected.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// The longest line of a target file in bytes: twice the longest path of Linux
/// (PATH_MAX), so that there is room for a path, a proxy and a name.
constexpr std::size_t max_target_line_size = 8192;

/// The most errors that are reported one by one.
constexpr std::size_t max_target_file_errors = 20;

/// The targets of a file in their order, or what is wrong with it: a line of text for
/// each error, "FILE:LINE: message", and one more that counts those left out.
using target_file_content =
    tl::expected<std::vector<target_entry>, std::vector<std::string>>;

/// Reads the text of a target file, in UTF-8 with or without a byte order mark.
///
/// A line ends with LF or CRLF. It has a target, HOST[:PORT] or a range, and may have
/// options for that target alone: -C, -k F|none, -x URL|env|none, --proxy-credentials,
/// --source, -4, -6 (the last one holds), -P, -s, --name and --label. Blanks and tabs
/// separate its words. Double quotes group: everything between two of them belongs to the
/// word. There is no escape character, so a backslash stands for itself, and a word
/// cannot contain a double quote. '#' at the start of a word begins a comment.
///
/// `common` are the options of the command line: its port is that of targets without one.
/// Wrong are, besides what the command line would refuse in the same words: an option
/// that only the command line has; -k F and -s N for a target to which --connect-only of
/// the command line applies; --name of a range; two targets of the same name; all ranges
/// together having more than max_range_size addresses; a line of more than
/// max_target_line_size bytes; a control character other than a tab, or a byte that is
/// not UTF-8; and a file without a target. --label needs no --prometheus here, since a
/// file may serve several runs.
///
/// No error quotes what may be a password, and each is one line that can be printed.
[[nodiscard]] target_file_content parse_target_file(std::string_view text,
                                                    const std::string& file_name,
                                                    const ping_options& common);

}  // namespace tmss10
