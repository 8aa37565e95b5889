// SPDX-License-Identifier: MIT
#include "option_values.hpp"
#include <tmss10/core/responder_options.hpp>

#include <CLI/CLI.hpp>

#include <limits>

namespace tmss10 {

responder_command parse_responder_command(int argc, const char* const* argv) {
  responder_options options;
  CLI::App app("Answers TMSS10Ping.", "TMSS10Responder");
  option_values::set_up(app, "TMSS10Responder [options]");
  app.add_option_function<std::string>(
         "-P,--port",
         [&options](const std::string& text) {
           constexpr auto most = std::numeric_limits<std::uint16_t>::max();
           options.port = static_cast<std::uint16_t>(
               option_values::whole_number("--port", text, 0, most));
         },
         "Port (default 5000); 0 takes a free one and says\nwhich")
      ->type_name("N");
  app.add_option("--listen", options.listen,
                 "Local address to listen on; may be repeated\n(default: every one, IPv4 "
                 "and IPv6)")
      ->type_name("ADDRESS")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option_function<std::string>(
         "-k,--key-file",
         [&options](const std::string& text) { options.key_file = text; },
         "Site key, 64 hex digits (default: open mode)")
      ->type_name("F");
  app.add_option_function<std::string>(
         "--max-connections",
         [&options](const std::string& text) {
           constexpr std::uint64_t most = 1'000'000;
           options.max_connections = static_cast<std::size_t>(
               option_values::whole_number("--max-connections", text, 1, most));
         },
         "More get a busy greeting (default 10000)")
      ->type_name("N");
  app.add_option_function<std::string>(
         "--idle-timeout",
         [&options](const std::string& text) {
           options.idle_timeout = option_values::seconds("--idle-timeout", text,
                                                         option_values::zero::refused);
         },
         "Close a connection that is idle for so long\n(default 600)")
      ->type_name("S");
  app.add_flag("-q", options.quiet, "Log starts and failures only");
  app.add_flag("-v", options.verbose, "Log every connection and request");
  app.set_version_flag("-V,--version", "TMSS10Responder " TMSS10_VERSION,
                       "Show the version and stop");
  app.footer(
      "Events go to standard error. SIGINT and SIGTERM close every session and end it.\n"
      "Exit codes: 0 ended by a signal, 2 it could not start.");
  if (auto text = option_values::parse(app, argc, argv)) return *text;
  if (options.quiet && options.verbose) {
    throw usage_error("-q and -v were both given; use one of them");
  }
  return options;
}

}  // namespace tmss10
