// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include <tmss10/core/verdict/service_note.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::bytes_of;

std::string note_of(bytes said, const std::string& through = {}) {
  service_note note;
  return note.on(event::banner{.first_bytes = std::move(said), .through = through})
      .value_or("nothing");
}

TEST_CASE("service_note: who speaks is named, with the first line") {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n",
       "an SSH server answers there: \"SSH-2.0-OpenSSH_9.2p1 Debian-2\""},
      {"HTTP/1.1 400 Bad Request\r\nServer: x\r\n",
       "an HTTP server answers there: \"HTTP/1.1 400 Bad Request\""},
      {"220 (vsFTPd 3.0.3)\r\n", "an FTP server answers there: \"220 (vsFTPd 3.0.3)\""},
      {"220 ready\n", "an SMTP or FTP server answers there: \"220 ready\""},
      {"+OK ready\r\n", "a POP3 server answers there: \"+OK ready\""},
      {"@RSYNCD: 31.0\n", "an rsync server answers there: \"@RSYNCD: 31.0\""},
      {"\x15\x03\x01", "a TLS server answers there: \"\\x15\\x03\\x01\""},
      {"\x05\xFF", "a SOCKS proxy answers there: \"\\x05\\xff\""},
      {"?", "another service answers there: \"?\""},
      {"\r\nlogin: ", "another service answers there: \"\\x0d\\x0alogin: \""},
  };
  for (const auto& [said, expected] : rows)
    CHECK(note_of(bytes_of(said)) == expected);
}

TEST_CASE("service_note: a greeting is a TMSS10 responder's") {
  const auto greeting = [](char version, char status) {
    return bytes_of(std::string("TMSS10") + version + status);
  };
  CHECK(note_of(greeting(1, 0)) ==
        "a TMSS10 responder answers there: \"TMSS10\\x01\\x00\"");
  CHECK(note_of(greeting(1, 1)) ==
        "a TMSS10 responder answers there, and is busy: \"TMSS10\\x01\\x01\"");
  CHECK(note_of(greeting(2, 0)) ==
        "a TMSS10 responder answers there: \"TMSS10\\x02\\x00\"");
  CHECK(note_of(bytes_of("TMSS11")) == "another service answers there: \"TMSS11\"");
}

TEST_CASE("service_note: through a proxy, HTTP and the like may be the proxy's own") {
  CHECK(note_of(bytes_of("SSH-2.0-x\r\n"), "proxy:3128") ==
        "an SSH server answers through the proxy proxy:3128: \"SSH-2.0-x\"");
  CHECK(note_of(bytes_of("HTTP/1.1 502 Bad Gateway\r\n"), "a\x1b:1") ==
        "an HTTP server answers through the proxy a\\x1b:1, or the proxy itself: "
        "\"HTTP/1.1 502 Bad Gateway\"");
}

TEST_CASE("service_note: no byte of a stranger commands a terminal") {
  CHECK(note_of(bytes_of("\x1b]0;\"\x9b")) ==
        "another service answers there: \"\\x1b]0;\\x22\\x9b\"");
}

TEST_CASE("service_note: the same is said once, and of what always changes four") {
  service_note note;
  const auto says = [&note](const std::string& text) {
    return note.on(event::banner{.first_bytes = bytes_of(text)}).has_value();
  };
  CHECK(says("SSH-2.0-x\r\n"));
  CHECK(!says("SSH-2.0-x\r\n"));
  CHECK(says("220 mail at 1\r\n"));
  CHECK(says("220 mail at 2\r\n"));
  CHECK(!says("SSH-2.0-x\r\n"));
  CHECK(says("220 mail at 3\r\n"));
  CHECK(!says("220 mail at 4\r\n"));
}

TEST_CASE("service_note: other events are none of its business") {
  service_note note;
  CHECK(!note.on(event::connection_made{1}));
  CHECK(!note.on(event::closed_at_once{1}));
}

}  // namespace
}  // namespace tmss10
