// SPDX-License-Identifier: MIT
#include "examined.hpp"

#include "examined_parts.hpp"
#include "observation.hpp"

#include <iterator>

namespace tmss10::test {
namespace {

using situations = std::vector<examined_situation>;

findings name_that_fails(std::error_code error, std::vector<tried_way> ways = {}) {
  auto out = found_with(std::move(ways));
  out.addresses.clear();
  out.not_resolved = failure_at(stage::resolve, error);
  return out;
}

}  // namespace

situations situations_of_names() {
  return {
      {"no such name", name_that_fails(errc::name_not_found)},
      {"no such name here, but the proxy knows it",
       name_that_fails(errc::name_not_found, {way_through_proxy()})},
      {"the name has no address", name_that_fails(errc::name_without_address)},
      {"the name servers are silent", name_that_fails(errc::timed_out)},
      {"the name server reports a failure", name_that_fails(errc::resolver_failed)},
      {"-6, and the name has IPv4 alone", name_that_fails(errc::no_address_of_family)},
  };
}

situations situations_of_connecting() {
  const auto silent = found_with({way_no_answer()});
  const auto nothing = path_then({hop_silence, hop_silence});
  return {
      {"no answer, and the path was not looked at", silent},
      {"dropped at a hop", with_path(silent, nothing)},
      {"dropped at a hop, and a proxy works",
       with_path(found_with({way_no_answer(), way_through_proxy()}), nothing)},
      {"dropped at a hop, and the proxy gets no answer, either",
       with_path(found_with({way_no_answer(),
                             way_through_failing_proxy(stage::proxy_tunnel,
                                                       errc::proxy_refused_tunnel, 504)}),
                 nothing)},
      {"dropped at a hop, and the proxy is dead",
       with_path(
           found_with({way_no_answer(),
                       way_through_failing_proxy(stage::proxy_connect, errc::timed_out)}),
           nothing)},
      {"both addresses are dropped at a hop",
       with_path(found_with({way_no_answer(), way_no_answer("192.0.2.8")}), nothing)},
      {"nothing answers, not even the first router",
       with_path(silent, path_then({hop_silence, hop_silence, hop_silence}, 0))},
      {"a routing loop",
       with_path(silent, path_then({hop_router(3), hop_router(4), hop_router(3),
                                    hop_router(4), hop_router(3), hop_router(4)}))},
      {"prohibited by a router",
       with_path(found_with({way_rejected(13, std::errc::permission_denied)}),
                 path_then({hop_refusal(13)}))},
      {"prohibited, and the path was not looked at",
       found_with({way_rejected(13, std::errc::permission_denied)})},
      {"no route at a router",
       with_path(found_with({way_rejected(0, std::errc::network_unreachable)}),
                 path_then({hop_refusal(0)}))},
      {"the last router does not find the host",
       with_path(found_with({way_rejected(1, std::errc::host_unreachable)}),
                 path_then({hop_refusal(1)}))},
      {"refused, and who refuses is not known",
       with_path(found_with({way_refused()}), path_then({hop_reset}))},
      {"refused by the target", with_path(found_with({way_refused()}),
                                          [] {
                                            auto out = path_then({hop_reset});
                                            out.from_one_port = out.hops;
                                            out.reset_left = {60, 60};
                                            return out;
                                          }())},
      {"refused before the target", with_path(found_with({way_refused()}),
                                              [] {
                                                auto out = path_then({hop_reset});
                                                out.from_one_port = out.hops;
                                                out.reset_left = {62, 62};
                                                return out;
                                              }())},
      {"refused, and the path was not looked at", found_with({way_refused()})},
      {"refused by both addresses",
       found_with({way_refused(), way_refused("192.0.2.8")})},
      {"one address refuses, the other is silent",
       found_with({way_no_answer(), way_refused("192.0.2.8")})},
      {"--source is not an address of this machine",
       with_path(found_with({[] {
                   auto why = failure_at(stage::connect, errc::source_not_here);
                   why.source = "198.51.100.9";
                   return way_failed(why);
                 }()}),
                 nothing)},
      {"no route from this machine",
       found_with({way_failed(failure_at(
           stage::connect, std::make_error_code(std::errc::network_unreachable)))})},
      {"the machine's own network is silent", found_with({[] {
         auto out = way_rejected(1, std::errc::host_unreachable, "10.4.7.22");
         out.why->icmp->is_from_here = true;
         return out;
       }()})},
  };
}

situations situations_of_sessions() {
  const auto data_ends = [] {
    auto out = path_then({hop_connection});
    out.data = data_result::vanishes;
    out.last_data_hop = 4;
    return out;
  }();
  const auto with_greeting = [](const char* text) {
    auto why = failure_at(stage::greeting, errc::not_a_greeting);
    for (const char* at = text; *at != '\0'; ++at)
      why.first_bytes.push_back(static_cast<std::byte>(*at));
    return found_with({way_failed(why)});
  };
  const auto in_handshake = [](std::error_code error, silence_cause seen) {
    auto why = failure_at(stage::handshake, error);
    why.seen = seen;
    return found_with({way_failed(why)});
  };
  return {
      {"connected, but no greeting",
       with_path(found_with({way_failed(failure_at(stage::greeting, errc::timed_out))}),
                 path_then({hop_connection}))},
      {"another service", with_greeting("SSH-2.0-OpenSSH_9.2\r\n")},
      {"the responder is full",
       found_with({way_failed(failure_at(stage::greeting, errc::busy))})},
      {"closed before the greeting",
       found_with(
           {way_failed(failure_at(stage::greeting, errc::closed_before_greeting))})},
      {"the keys differ", in_handshake(errc::keys_differ, silence_cause::unknown)},
      {"data ends at a hop",
       with_path(in_handshake(errc::timed_out, silence_cause::not_delivered), data_ends)},
      {"data does not arrive, and where it ends is not known",
       in_handshake(errc::timed_out, silence_cause::not_delivered)},
      {"the server's system takes data, and the server is silent",
       in_handshake(errc::timed_out, silence_cause::not_answered)},
      {"a session, but no answer to a ping", found_with({[] {
         auto why = failure_at(stage::exchange, errc::timed_out);
         why.seen = silence_cause::not_answered;
         return way_failed(why);
       }()})},
  };
}

situations situations_of_proxies() {
  const auto forbidden =
      way_through_failing_proxy(stage::proxy_tunnel, errc::proxy_refused_tunnel, 403);
  return {
      {"-x: the proxy forbids it, and directly it works",
       by_proxy(found_with({way_working(), forbidden}))},
      {"-x: the proxy forbids it, and directly there is no answer",
       by_proxy(found_with({way_no_answer(), forbidden}))},
      {"-x: the proxy refuses connections",
       by_proxy(found_with({way_through_failing_proxy(
           stage::proxy_connect, std::make_error_code(std::errc::connection_refused))}))},
      {"-x: the proxy's name is not found",
       by_proxy(found_with(
           {way_through_failing_proxy(stage::proxy_resolve, errc::name_not_found)}))},
      {"-x: the target does not answer the proxy",
       by_proxy(found_with({way_through_failing_proxy(
           stage::proxy_tunnel, errc::proxy_refused_tunnel, 504)}))},
      {"-x: all pings are answered",
       by_proxy(with_pings(found_with({way_no_answer(), way_through_proxy()}), 20, 20))},
      {"-x: directly it works as well",
       by_proxy(with_pings(found_with({way_working(), way_through_proxy()}), 20, 20))},
      {"directly it works, through the proxy it does not",
       with_pings(found_with({way_working(), forbidden}), 20, 20)},
  };
}

situations situations_that_work() {
  const auto fine = with_pings(found_with({way_working()}), 20, 20);
  const auto both = with_pings(
      found_with({way_working("2001:db8::7"), way_working(), way_working("192.0.2.8")}),
      20, 20);
  auto lost = failure_at(stage::exchange, errc::timed_out);
  lost.seen = silence_cause::not_delivered;
  const auto hole = [](bool there) {
    auto out = sizes_of(there ? 1412 : 1500, there ? 1500 : 1412);
    auto& at = there ? out.there : out.back;
    at.limit = 1500;
    at.vanished = 1413;
    return out;
  };
  auto smaller = sizes_of(1400, 1500);
  smaller.there.was_lowered = true;
  auto slow_clock = observation_as_sent();
  slow_clock.said.time = *slow_clock.said.time - 37s;
  return {
      {"all is well",
       with_path(with_sizes(fine, sizes_of(1500, 1500)), path_then({hop_connection}))},
      {"all is well, with several addresses", both},
      {"all is well, and a proxy works, too",
       with_pings(found_with({way_working(), way_through_proxy()}), 20, 20)},
      {"some pings are lost", with_pings(found_with({way_working()}), 20, 13)},
      {"some pings are lost, and why is known",
       with_pings(found_with({way_working()}), 20, 13, lost)},
      {"packets are lost, and TCP sends them again",
       with_resent(with_pings(found_with({way_working()}), 20, 20), 3)},
      {"one packet is lost",
       with_resent(with_pings(found_with({way_working()}), 20, 20), 1)},
      {"all pings are lost after the first",
       with_pings(found_with({way_working()}), 20, 0, lost)},
      {"a hole on the way there", with_sizes(fine, hole(true))},
      {"a hole on the way back", with_sizes(fine, hole(false))},
      {"a hole, and losses",
       with_sizes(with_pings(found_with({way_working()}), 20, 13), hole(true))},
      {"a smaller link that says so", with_sizes(fine, smaller)},
      {"IPv6 is dead, IPv4 works",
       with_pings(found_with({way_no_answer("2001:db8::7"), way_working()}), 20, 20)},
      {"IPv4 is dead, IPv6 works",
       with_pings(found_with({way_working("2001:db8::7"), way_no_answer()}), 20, 20)},
      {"one of two addresses refuses",
       with_pings(found_with({way_working(), way_refused("192.0.2.8")}), 20, 20)},
      {"the first address connects and is closed at once",
       with_pings(found_with({way_failed(failure_at(stage::greeting,
                                                    errc::closed_before_greeting)),
                              way_working("192.0.2.8")}),
                  20, 20)},
      {"the second address connects later and is closed at once",
       with_pings(
           found_with({way_working(),
                       way_failed(failure_at(
                           stage::greeting, errc::closed_before_greeting, "192.0.2.8"))}),
           20, 20)},
      {"this machine has no IPv6",
       with_pings(found_with({way_failed(failure_at(
                                  stage::connect,
                                  std::make_error_code(std::errc::network_unreachable),
                                  "2001:db8::7")),
                              way_working()}),
                  20, 20)},
      {"the pings fall silent", with_waiting(found_with({way_working()}), 20, 14)},
      {"an address with another key",
       with_pings(found_with({way_working(),
                              way_failed(failure_at(stage::handshake, errc::keys_differ,
                                                    "192.0.2.8"))}),
                  20, 20)},
      {"a NAT and a clamped MSS", with_view(fine, observation_with_nat())},
      {"the server's clock is behind", with_view(fine, slow_clock)},
      {"much is remarkable",
       with_view(with_sizes(fine, smaller), observation_of_everything())},
      {"several ways, of which one is closed",
       with_path(fine, path_then({hop_connection, hop_silence}))},
  };
}

situations situations_in_contradiction() {
  const auto fine = with_pings(found_with({way_working()}), 20, 20);
  return {
      {"no answer, but the path is open",
       with_path(found_with({way_no_answer()}), path_then({hop_connection}))},
      {"refused, but the path is open",
       with_path(found_with({way_refused()}), path_then({hop_connection}))},
      {"it works, but the path ends",
       with_path(fine, path_then({hop_silence, hop_silence}))},
      {"it works, but the path is prohibited",
       with_path(fine, path_then({hop_refusal(13)}))},
      {"no greeting, and the path ends",
       with_path(found_with({way_failed(failure_at(stage::greeting, errc::timed_out))}),
                 path_then({hop_silence, hop_silence}))},
      {"a session works, but data vanished on the look at the path",
       with_path(fine,
                 [] {
                   auto out = path_then({hop_connection});
                   out.data = data_result::vanishes;
                   out.last_data_hop = 4;
                   return out;
                 }())},
  };
}

situations situations_cut_short() {
  const auto cut = [](findings of, std::vector<examined_part> parts) {
    of.cut_short = std::move(parts);
    return of;
  };
  auto given_up = way_working();
  given_up.round_trip.reset();
  given_up.was_cut_short = true;
  auto stopped = cut(found_with({}), {examined_part::look_up});
  stopped.was_stopped = true;
  auto stopped_on_the_way = cut(found_with({given_up}), {examined_part::ways});
  stopped_on_the_way.was_stopped = true;
  stopped_on_the_way.ways.front().handshake.reset();
  stopped_on_the_way.ways.front().greeting.reset();
  auto stopped_late =
      cut(with_pings(found_with({way_working()}), 3, 3), {examined_part::pings});
  stopped_late.was_stopped = true;
  return {
      {"stopped at once", stopped},
      {"stopped with a connection", stopped_on_the_way},
      {"stopped during the pings", stopped_late},
      {"the only way was given up", cut(found_with({given_up}), {examined_part::ways})},
      {"all is well, but the sizes are not known",
       cut(with_pings(found_with({way_working()}), 20, 20), {examined_part::sizes})},
      {"dropped, and the path was cut short",
       cut(found_with({way_no_answer()}), {examined_part::path})},
      {"no pings after a way that works", found_with({way_working()})},
  };
}

situations examined_situations() {
  situations out;
  for (auto* part :
       {&situations_of_names, &situations_of_connecting, &situations_of_sessions,
        &situations_of_proxies, &situations_that_work, &situations_in_contradiction,
        &situations_cut_short}) {
    auto some = part();
    std::move(some.begin(), some.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace tmss10::test
