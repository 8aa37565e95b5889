// SPDX-License-Identifier: MIT
#include "error_output.hpp"
#include "failed_start.hpp"
#include "output_files.hpp"
#include "ping_run.hpp"
#include "read_targets.hpp"
#include "system/command_line.hpp"
#include "system/libcrypto_start.hpp"
#include "system/program.hpp"
#include "system/standard_descriptors.hpp"
#include "system/static_program.hpp"
#include "system/text_stream.hpp"
#include "table_run.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/timestamp.hpp>
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/wire/key.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <string>
#include <variant>

namespace tmss10 {
namespace {

struct carry_out {
  int operator()(const ping_options& options) const { return run_ping(options); }
  int operator()(const table_options& options) const { return run_table(options); }
  int operator()(const generate_key& order) const {
    generate_key_file(order.file);
    const auto line = "a new site key is in " + printable(order.file.string()) +
                      ", readable by its owner only\n";
    return static_cast<int>(
        print(with_timestamps(line, order.timestamps, std::chrono::system_clock::now())));
  }
  int operator()(const show_ping_text& order) const {
    return static_cast<int>(print(order.text));
  }
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
    known = known_of(command);
    start_libcrypto();
    require_standard_output();
    return std::visit(carry_out{}, command);
  } catch (const broken_run& error) {
    return explain_failure(known, error.what());
  } catch (const bad_targets& error) {
    const int status =
        explain_failed_start(known, error.what(), failed_part::command_line);
    if (known.reports.nagios) return status;
    error_output out(known.timestamps);
    for (std::size_t i = 1; i < error.faults().size(); ++i)
      out.warn(error.faults()[i]);
    return status;
  } catch (const shared_target_file& error) {
    for (const auto& one : report_files)
      (known.reports.*one.path).reset();
    return explain_failed_start(known, error.what(), failed_part::command_line);
  } catch (const bad_ping_command& error) {
    return explain_failed_start(error.known(), error.what(), failed_part::command_line);
  } catch (const usage_error& error) {
    return explain_failed_start(known, error.what(), failed_part::command_line);
  } catch (const std::exception& error) {
    return explain_failed_start(known, error.what(), failed_part::surroundings);
  }
}
