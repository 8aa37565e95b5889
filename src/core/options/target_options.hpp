// SPDX-License-Identifier: MIT
#pragma once

#include "ping_command_line.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <vector>

namespace tmss10 {

// The options that each target may have in its own way: the command line has them for
// all, and a line of a target file for one. Both read them by these definitions.

using read_value = std::function<void(const std::string&)>;

/// Each adds one option, or the two of a family, to the current group. Parsing fills
/// `into`, or calls `read` with each value in turn: a line of a target file knows one
/// value more, "none". It throws CLI::ValidationError naming a value that is wrong by
/// itself.
void add_port(CLI::App& app, raw_command& into);
void add_family(CLI::App& app, raw_command& into);
void add_source(CLI::App& app, raw_command& into);
void add_proxy(CLI::App& app, const read_value& read);
void add_proxy_credentials(CLI::App& app, raw_command& into);
void add_size(CLI::App& app, raw_command& into);
void add_connect_only(CLI::App& app, raw_command& into);
void add_key_file(CLI::App& app, const read_value& read);
void add_label(CLI::App& app, raw_command& into);

/// A value of --proxy. Throws CLI::ValidationError, without the whole URL: it may contain
/// a password.
[[nodiscard]] proxy_options read_proxy(const std::string& text);

/// Adds a label, or replaces the value of the one with that name.
void set_label(std::vector<metric_label>& labels, metric_label label);

/// Puts what belongs to --proxy into it. Throws usage_error for an option that is of no
/// use without it, or says what the URL says already.
void join_proxy_options(raw_command& raw);

/// Throws usage_error if --connect-only was given with an option about packets.
void check_connect_only(const ping_options& options);

}  // namespace tmss10
