// SPDX-License-Identifier: MIT
#include "command_line.hpp"
#include "ping_run.hpp"
#include "text_stream.hpp"
#include <tmss10/core/key.hpp>
#include <tmss10/core/ping_options.hpp>
#include <tmss10/core/safe_text.hpp>

#include <cstdio>
#include <exception>
#include <string>
#include <variant>

namespace tmss10 {
namespace {

void print(const std::string& text) {
  text_stream out(stdout, "standard output");
  out.write(text);
  out.check();
}

struct carry_out {
  exit_code operator()(const ping_options& options) const { return run_ping(options); }
  exit_code operator()(const generate_key& order) const {
    generate_key_file(order.file);
    print("a new site key is in " + printable(order.file.string()) +
          ", readable by its owner only\n");
    return exit_code::all_answered;
  }
  exit_code operator()(const show_text& order) const {
    print(order.text);
    return exit_code::all_answered;
  }
};

}  // namespace
}  // namespace tmss10

int main(int argc, char** argv) {
  using namespace tmss10;
  try {
    ignore_broken_pipes();
    const command_line given(argc, argv);
    const auto command = parse_ping_command(given.size(), given.arguments());
    return static_cast<int>(std::visit(carry_out{}, command));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "TMSS10Ping: %s\n", error.what());
    return static_cast<int>(exit_code::usage);
  }
}
