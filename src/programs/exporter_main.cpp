// SPDX-License-Identifier: MIT
#include "exporter_files.hpp"
#include "exporter_run.hpp"
#include "system/libcrypto_start.hpp"
#include "system/program.hpp"
#include "system/service_registration.hpp"
#include "system/start_error.hpp"
#include "system/static_program.hpp"
#include "system/text_stream.hpp"
#include <tmss10/core/exporter/exporter_options.hpp>
#include <tmss10/core/verdict/exit_code.hpp>

#include <exception>
#include <string>
#include <variant>

namespace {

void tell_error(const std::string& line) {
  tmss10::tell_start_error("TMSS10Exporter: " + line);
}

}  // namespace

int tmss10::run_program(int argc, char** argv) {
  try {
    load_nothing_foreign();
    ignore_write_signals();
    start_libcrypto();
    const auto command = parse_exporter_command(argc, argv);
    if (const auto* order = std::get_if<show_text>(&command))
      return static_cast<int>(print(order->text));
    const auto& options = std::get<exporter_options>(command);
    constexpr service_identity service{
        "TMSS10Exporter", "Probes TMSS10Responders and TCP servers for Prometheus"};
    if (arrange_service(options.service, service, argc, argv)) return 0;
    run_exporter(options);
    return 0;
  } catch (const bad_exporter_files& errors) {
    for (const auto& line : errors.lines())
      tell_error(line);
  } catch (const std::exception& error) {
    tell_error(error.what());
  }
  return static_cast<int>(exit_code::usage);
}
