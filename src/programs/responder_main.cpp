// SPDX-License-Identifier: MIT
#include "responder_run.hpp"
#include "system/libcrypto_start.hpp"
#include "system/program.hpp"
#include "system/service_registration.hpp"
#include "system/start_error.hpp"
#include "system/static_program.hpp"
#include "system/text_stream.hpp"
#include <tmss10/core/options/responder_options.hpp>
#include <tmss10/core/verdict/exit_code.hpp>

#include <exception>
#include <string>
#include <variant>

int tmss10::run_program(int argc, char** argv) {
  try {
    load_nothing_foreign();
    ignore_write_signals();
    start_libcrypto();
    const auto command = parse_responder_command(argc, argv);
    if (const auto* order = std::get_if<show_text>(&command))
      return static_cast<int>(print(order->text));
    const auto& options = std::get<responder_options>(command);
    constexpr service_identity service{
        "TMSS10Responder", "Answers TMSS10Ping in place of a TapeTrack server"};
    if (arrange_service(options.service, service, argc, argv)) return 0;
    run_responder(options);
    return 0;
  } catch (const std::exception& error) {
    tell_start_error(std::string("TMSS10Responder: ") + error.what());
    return static_cast<int>(exit_code::usage);
  }
}
