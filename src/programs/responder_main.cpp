// SPDX-License-Identifier: MIT
#include "responder_run.hpp"
#include "system/libcrypto_start.hpp"
#include "system/program.hpp"
#include "system/static_program.hpp"
#include "system/text_stream.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/options/responder_options.hpp>
#include <tmss10/core/verdict/exit_code.hpp>

#include <cstdio>
#include <exception>
#include <variant>

int tmss10::run_program(int argc, char** argv) {
  try {
    load_nothing_foreign();
    ignore_write_signals();
    start_libcrypto();
    const auto command = parse_responder_command(argc, argv);
    if (const auto* order = std::get_if<show_text>(&command))
      return static_cast<int>(print(order->text));
    run_responder(std::get<responder_options>(command));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "TMSS10Responder: %s\n", printable(error.what()).c_str());
    return static_cast<int>(exit_code::usage);
  }
}
