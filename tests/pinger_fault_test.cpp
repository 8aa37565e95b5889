// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::after_connecting;
using test::bad_reply;
using test::disconnected;
using test::lost;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::pings_to;
using test::reply;
using test::started_pinger;

/// A run of three pings with 20 bytes each, of which the second is answered with that
/// plaintext, and the others rightly.
void check_bad_answer(bytes_view wrong, std::error_code reason) {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 3);
  settings.payload_size = 20;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  peer.answer();
  (void)peer.receive();
  peer.send(wrong);
  peer.answer();
  CHECK(!run.finish());
  CHECK(run.told() == after_connecting({reply(1), bad_reply(2, reason), reply(3)}));
  CHECK(run.totals().transmitted == 3);
  CHECK(run.totals().received == 2);
  CHECK(run.totals().lost == 1);
  CHECK(run.totals().late == 0);
  CHECK(run.totals().round_trips.count() == 2);
  CHECK(peer.hears_close());
}

bytes answer_with(return_code rc, bytes payload = {}) {
  response out;
  out.rc = rc;
  out.payload = std::move(payload);
  return test::plaintext_of(out);
}

TEST_CASE("pinger: a wrong echo has failed, and the run goes on") {
  check_bad_answer(answer_with(return_code::request_ok, bytes(20)), errc::wrong_echo);
  check_bad_answer(answer_with(return_code::request_ok), errc::wrong_echo);
  check_bad_answer(answer_with(return_code::request_ok, bytes(65'000)), errc::wrong_echo);
}

TEST_CASE("pinger: a refused ping has failed, and the run goes on") {
  check_bad_answer(answer_with(return_code::unknown_function),
                   errc::answered_unknown_function);
  check_bad_answer(answer_with(return_code::bad_request), errc::answered_bad_request);
  check_bad_answer(answer_with(return_code::too_large), errc::answered_too_large);
}

TEST_CASE("pinger: an rc that no page defines has failed, and the run goes on") {
  check_bad_answer(answer_with(return_code{4}), errc::answered_undefined);
  check_bad_answer(answer_with(return_code{255}), errc::answered_undefined);
}

TEST_CASE("pinger: a refusal with a payload has failed, and the run goes on") {
  check_bad_answer(answer_with(return_code::bad_request, bytes(1)),
                   errc::payload_in_refusal);
}

TEST_CASE("pinger: an answer that can't be unpacked has failed, and the run goes on") {
  const auto right = answer_with(return_code::request_ok, bytes(20));
  check_bad_answer(bytes_view(right).first(5), errc::packet_truncated);
  check_bad_answer(bytes_view(right).first(6), errc::gzip_truncated);
  check_bad_answer(bytes_view(right).first(right.size() - 1), errc::gzip_truncated);
  auto corrupt = right;
  corrupt[6] = std::byte{0};
  check_bad_answer(corrupt, errc::gzip_corrupt);
  auto longer = right;
  longer.push_back(std::byte{0});
  check_bad_answer(longer, errc::gzip_trailing_bytes);
}

TEST_CASE("pinger: an answer that expands without end has failed, and the run goes on") {
  bytes bomb(packet_header_size);
  gzip_compressor().compress(bytes(max_payload_size + 1), bomb);
  check_bad_answer(bomb, errc::gzip_too_large);
}

TEST_CASE("pinger: a bad answer that is late is lost once") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 2);
  settings.reply_timeout = 300ms;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  (void)peer.receive();
  run.until_told<event::lost>();
  const auto second = peer.answer_for_next();
  peer.send(answer_with(return_code::bad_request));
  peer.send(second);
  CHECK(!run.finish());
  if (run.totals().lost == 2) return;  // the machine slept for longer than the time-out
  CHECK(run.told() ==
        after_connecting({lost(1, errc::timed_out),
                          bad_reply(1, errc::answered_bad_request), reply(2)}));
  CHECK(run.totals().lost == 1);
  CHECK(run.totals().late == 0);
  CHECK(run.totals().received == 1);
}

const std::vector<std::string> again{"resolved", "connected", "greeted", "established"};

std::vector<std::string> told_with_reconnection(std::vector<std::string> before,
                                                const std::vector<std::string>& after) {
  before.insert(before.end(), again.begin(), again.end());
  before.insert(before.end(), after.begin(), after.end());
  return after_connecting(before);
}

TEST_CASE("pinger: an answer that nobody asked for ends the connection") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 2);
  settings.interval = 600ms;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  REQUIRE(peer.wire().send(peer.answer_for_next()));
  REQUIRE(peer.wire().send(answer_with(return_code::request_ok)));
  peer.flush();
  run.until_told<event::disconnected>();
  auto second = net_peer::responder(listener);
  second.answer();
  CHECK(!run.finish());
  CHECK(run.told() == told_with_reconnection(
                          {reply(1), disconnected(errc::unasked_response)}, {reply(2)}));
  CHECK(run.totals().lost == 0);
  CHECK(run.totals().transmitted == 2);
}

TEST_CASE(
    "pinger: a broken message ends the connection, and nothing more is sent on it") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_to(listener.port(), 2));
  auto peer = net_peer::responder(listener);
  (void)peer.receive();
  peer.socket().write(bytes(18, std::byte{0}));  // a length of 0
  auto second = net_peer::responder(listener);
  CHECK(peer.socket().hears_only_the_end());
  second.answer();
  CHECK(!run.finish());
  CHECK(run.told() == told_with_reconnection({disconnected(errc::bad_message_length),
                                              lost(1, errc::bad_message_length)},
                                             {reply(2)}));
}

TEST_CASE("pinger: a message that is not authentic ends the connection") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_to(listener.port(), 1));
  auto peer = net_peer::responder(listener);
  (void)peer.receive();
  bytes forged(18, std::byte{0});
  forged[1] = std::byte{16};
  peer.socket().write(forged);
  CHECK(!run.finish());
  CHECK(run.told() == after_connecting({disconnected(errc::authentication_failed),
                                        lost(1, errc::authentication_failed)}));
  CHECK(peer.socket().hears_only_the_end());
}

}  // namespace
}  // namespace tmss10
