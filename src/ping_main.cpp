// SPDX-License-Identifier: MIT
#include "command_line.hpp"
#include "libcrypto_start.hpp"
#include "ping_run.hpp"
#include "program.hpp"
#include "static_program.hpp"
#include "text_stream.hpp"
#include <tmss10/core/key.hpp>
#include <tmss10/core/ping_options.hpp>
#include <tmss10/core/report_nagios.hpp>
#include <tmss10/core/safe_text.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <variant>

namespace tmss10 {
namespace {

void print(const std::string& text) {
  text_stream out(stdout, "standard output");
  out.write(text);
  out.check();
}

struct carry_out {
  int operator()(const ping_options& options) const { return run_ping(options); }
  int operator()(const generate_key& order) const {
    generate_key_file(order.file);
    print("a new site key is in " + printable(order.file.string()) +
          ", readable by its owner only\n");
    return 0;
  }
  int operator()(const show_text& order) const {
    print(order.text);
    return 0;
  }
};

/// Tells what is wrong, where its reader looks for it; returns the exit code.
int fail(const char* message, bool to_nagios) {
  if (!to_nagios) {
    std::fprintf(stderr, "TMSS10Ping: %s\n", message);
    return static_cast<int>(exit_code::usage);
  }
  const auto result = nagios_unknown(message);
  std::fputs(result.line.c_str(), stdout);
  return static_cast<int>(result.state);
}

}  // namespace
}  // namespace tmss10

int tmss10::run_program(int argc, char** argv) {
  const bool to_nagios = std::any_of(argv, argv + argc, [](const char* word) {
    return std::string_view(word) == "--nagios";
  });
  try {
    load_nothing_foreign();
    ignore_broken_pipes();
    start_libcrypto();
    const command_line given(argc, argv);
    const auto command = parse_ping_command(given.size(), given.arguments());
    return std::visit(carry_out{}, command);
  } catch (const std::exception& error) {
    return fail(error.what(), to_nagios);
  }
}
