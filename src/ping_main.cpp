// SPDX-License-Identifier: MIT
#include "command_line.hpp"
#include "error_output.hpp"
#include "failed_start.hpp"
#include "libcrypto_start.hpp"
#include "ping_run.hpp"
#include "program.hpp"
#include "standard_descriptors.hpp"
#include "static_program.hpp"
#include "text_stream.hpp"
#include <tmss10/core/key.hpp>
#include <tmss10/core/ping_options.hpp>
#include <tmss10/core/report_nagios.hpp>
#include <tmss10/core/safe_text.hpp>

#include <cstdio>
#include <exception>
#include <string>
#include <variant>

namespace tmss10 {
namespace {

struct carry_out {
  int operator()(const ping_options& options) const { return run_ping(options); }
  int operator()(const generate_key& order) const {
    generate_key_file(order.file);
    return static_cast<int>(print("a new site key is in " +
                                  printable(order.file.string()) +
                                  ", readable by its owner only\n"));
  }
  int operator()(const show_text& order) const {
    return static_cast<int>(print(order.text));
  }
};

/// Says what is wrong, where its reader looks for it; returns the exit code.
int tell(const char* message, const ping_options& known) {
  run_end end;
  end.broken = true;
  if (known.reports.nagios) {
    end.plugin = known.reports.thresholds;
    text_stream out(stdout, "standard output");
    const bool written = out.write(nagios_unknown(message));
    end.reader_gone = out.reader_is_gone();
    if (written || end.reader_gone) return judge(end, {}).status();
  }
  error_output(known.timestamps).warn(message);
  return judge(end, {}).status();
}

/// The same of what did not begin.
int fail(const char* message, const ping_options& known, failed_part what_failed) {
  if (!report_failed_start(known, message, what_failed)) {
    return static_cast<int>(exit_code::reader_gone);
  }
  return tell(message, known);
}

/// What there is to know of a command when it fails.
struct to_known {
  ping_options operator()(const ping_options& options) const { return options; }
  ping_options operator()(const generate_key& order) const {
    ping_options out;
    out.reports.nagios = order.nagios;
    return out;
  }
  ping_options operator()(const show_text& /*order*/) const { return {}; }
};

}  // namespace
}  // namespace tmss10

int tmss10::run_program(int argc, char** argv) {
  ping_options known;
  try {
    load_nothing_foreign();
    ignore_write_signals();
    const command_line given(argc, argv);
    const auto command = parse_ping_command(given.size(), given.arguments());
    known = std::visit(to_known{}, command);
    start_libcrypto();
    require_standard_output();
    return std::visit(carry_out{}, command);
  } catch (const broken_run& error) {
    return tell(error.what(), known);
  } catch (const bad_ping_command& error) {
    return fail(error.what(), error.known(), failed_part::command_line);
  } catch (const usage_error& error) {
    return fail(error.what(), known, failed_part::command_line);
  } catch (const std::exception& error) {
    return fail(error.what(), known, failed_part::surroundings);
  }
}
