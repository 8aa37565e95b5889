// SPDX-License-Identifier: MIT
#include <tmss10/core/verdict/exit_code.hpp>

#include <array>

namespace tmss10 {
namespace {

constexpr std::array meanings{
    exit_code_meaning{exit_code::all_answered,
                      "every ping was answered, or no threshold was exceeded"},
    exit_code_meaning{exit_code::not_all_answered,
                      "connected, but one or more pings were not answered"},
    exit_code_meaning{exit_code::usage,
                      "usage or local error (option, key file, local address, file)"},
    exit_code_meaning{exit_code::name_not_found, "the name did not resolve"},
    exit_code_meaning{exit_code::refused, "connection refused"},
    exit_code_meaning{exit_code::connect_timed_out, "connection timed out"},
    exit_code_meaning{exit_code::unreachable,
                      "network or host unreachable, or administratively\nprohibited"},
    exit_code_meaning{exit_code::proxy_unreachable, "the proxy could not be reached"},
    exit_code_meaning{exit_code::proxy_refused, "the proxy refused the tunnel"},
    exit_code_meaning{exit_code::no_responder,
                      "connected, but no TMSS10 responder: silent, closed at\n"
                      "once, busy, another service, or no whole handshake"},
    exit_code_meaning{exit_code::keys_differ, "the keys differ"},
    exit_code_meaning{exit_code::connection_lost,
                      "the connection was lost and could not be made again"},
    exit_code_meaning{
        exit_code::threshold_exceeded,
        "a threshold was exceeded, the target never went down (--until-down),\n"
        "or --mtu, --idle-limit, --examine or --baseline found a fault"},
    exit_code_meaning{exit_code::hung_up, "hung up (SIGHUP) before any result"},
    exit_code_meaning{exit_code::interrupted, "interrupted (SIGINT) before any result"},
    exit_code_meaning{exit_code::reader_gone, "the reader of standard output closed it"},
    exit_code_meaning{exit_code::terminated, "terminated (SIGTERM) before any result"},
};

}  // namespace

std::span<const exit_code_meaning> exit_code_meanings() {
  return meanings;
}

}  // namespace tmss10
