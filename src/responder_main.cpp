// SPDX-License-Identifier: MIT
#include "libcrypto_start.hpp"
#include "program.hpp"
#include "responder_run.hpp"
#include "static_program.hpp"
#include "text_stream.hpp"
#include <tmss10/core/exit_code.hpp>
#include <tmss10/core/responder_options.hpp>

#include <cstdio>
#include <exception>
#include <variant>

int tmss10::run_program(int argc, char** argv) {
  try {
    load_nothing_foreign();
    ignore_broken_pipes();
    start_libcrypto();
    const auto command = parse_responder_command(argc, argv);
    if (const auto* order = std::get_if<show_text>(&command)) {
      text_stream out(stdout, "standard output");
      out.write(order->text);
      out.check();
    } else {
      run_responder(std::get<responder_options>(command));
    }
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "TMSS10Responder: %s\n", error.what());
    return static_cast<int>(exit_code::usage);
  }
}
