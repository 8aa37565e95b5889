// SPDX-License-Identifier: MIT
// A client with the right key, which the input drives: it is a list of actions, each a
// byte and what that action reads. So the fuzzer gets past the authentication to the
// responder's answers.
#include "feed.hpp"
#include <tmss10/core/wire/answer.hpp>
#include <tmss10/core/wire/packet_codec.hpp>

#include <deque>
#include <utility>

using namespace tmss10;

namespace {

packet_codec& codec() {
  static packet_codec shared;
  return shared;
}

/// A client and a responder after their handshake, and what has to become of what the
/// client sends.
class session {
 public:
  session() {
    deliver(responder_.output());
    responder_.consume_output(responder_.output().size());
    flush({});
    fuzz::require(client_.established() && responder_.established(),
                  "a handshake passes");
  }

  [[nodiscard]] bool over() const { return over_; }

  /// `kept`: how much of the sealed message goes out. A cut takes the tag at least, or
  /// the script could guess the rest.
  void seal(bytes_view plaintext, std::size_t kept) {
    if (plaintext.empty() || close_sent_) return;
    fuzz::require(client_.send(plaintext).has_value(), "a message can be sent");
    const auto sealed = client_.output();
    if (kept >= sealed.size() && !broken_) {
      asked_.emplace_back(plaintext.begin(), plaintext.end());
    }
    queue(kept);
  }
  void close(std::size_t kept) {
    if (close_sent_) return;
    client_.send_close();
    close_sent_ = true;
    close_is_whole_ = kept >= client_.output().size() && !broken_;
    queue(kept);
  }
  void send_raw(bytes_view stream) {
    broken_ = broken_ || !stream.empty();
    append(on_the_way_, stream);
  }
  /// Lets the responder read what is on the way, and the client read the responses.
  void flush(bytes_view chunks) {
    over_ = !fuzz::feed(responder_, std::exchange(on_the_way_, {}), chunks,
                        [&](protocol_event event) { on_responder(event); });
    deliver(responder_.output());
    responder_.consume_output(responder_.output().size());
    over_ = over_ || closed_;
  }
  void require_all_answered() const {
    if (over_) return;
    fuzz::require(asked_.empty() && answered_.empty(), "every request has its response");
    fuzz::require(!close_is_whole_, "the close message ends the session");
  }

 private:
  void queue(std::size_t kept) {
    const auto sealed = client_.output();
    const bool cut = kept < sealed.size();
    broken_ = broken_ || cut;
    append(on_the_way_,
           sealed.first(cut ? std::min(kept, sealed.size() - cipher_state::tag_size)
                            : sealed.size()));
    client_.consume_output(sealed.size());
  }
  void on_responder(protocol_event event) {
    if (event == protocol_event::message) answer_next();
    if (event != protocol_event::closed) return;
    fuzz::require(close_is_whole_ && asked_.empty(), "the close message keeps its place");
    closed_ = true;
    responder_.send_close();
  }
  void answer_next() {
    fuzz::require(!asked_.empty(), "only what the client sealed is opened");
    const auto plaintext = responder_.plaintext();
    fuzz::require(std::equal(plaintext.begin(), plaintext.end(), asked_.front().begin(),
                             asked_.front().end()),
                  "requests come unchanged and in order");
    asked_.pop_front();
    answered_.push_back(answer_request(codec(), plaintext).response);
    bytes encoded;
    codec().encode(answered_.back(), encoded);
    fuzz::require(responder_.send(encoded).has_value(), "a response can be sent");
  }
  void deliver(bytes_view stream) {
    const bool fine =
        fuzz::feed(client_, stream, {}, [&](protocol_event event) { on_client(event); });
    fuzz::require(fine, "a responder sends nothing wrong");
  }
  void on_client(protocol_event event) {
    if (event == protocol_event::greeted) queue(client_.output().size());
    if (event == protocol_event::closed) {
      fuzz::require(closed_ && answered_.empty(), "the responses come before the close");
    }
    if (event != protocol_event::message) return;
    fuzz::require(!answered_.empty(), "no response that nobody asked for");
    response got;
    fuzz::require(codec().decode(client_.plaintext(), got).has_value(),
                  "a response can be read");
    fuzz::require(
        got.rc == answered_.front().rc && got.payload == answered_.front().payload,
        "responses come in order");
    answered_.pop_front();
  }

  protocol client_{role::initiator, fuzz::key_of(true), fuzz::initiator_ephemeral()};
  protocol responder_{role::responder, fuzz::key_of(true), fuzz::responder_ephemeral()};
  std::deque<bytes> asked_;
  std::deque<response> answered_;
  bytes on_the_way_;
  bool broken_ = false;  // nothing that is sealed from here on can be authentic
  bool close_sent_ = false;
  bool close_is_whole_ = false;
  bool closed_ = false;
  bool over_ = false;
};

constexpr std::size_t whole = 0x20000;

/// A header from the script before a good gzip member of a payload from the script.
bytes good_packet(fuzz::script& script) {
  const auto header = script.take(packet_header_size);
  const auto part = script.take(script.small_number());
  request ping;
  for (std::size_t times = script.small_number() + 1; times > 0; --times) {
    append(ping.payload, part);
  }
  ping.payload.resize(std::min(ping.payload.size(), max_payload_size));
  bytes out;
  codec().encode(ping, out);
  std::copy(header.begin(), header.end(), out.begin());
  return out;
}

void act(session& session, fuzz::script& script) {
  constexpr std::size_t actions = 6;
  switch (script.small_number() % actions) {
    case 0: session.seal(script.take(script.number()), whole); break;
    case 1: session.seal(good_packet(script), whole); break;
    case 2: session.flush(script.take(script.small_number())); break;
    case 3: session.send_raw(script.take(script.small_number())); break;
    case 4: session.seal(good_packet(script), script.number()); break;
    case 5: session.close(script.small_number()); break;
    default: break;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::script script(data, size);
  session session;
  while (!script.at_end() && !session.over()) {
    act(session, script);
  }
  if (!session.over()) session.flush({});
  session.require_all_answered();
  return 0;
}
