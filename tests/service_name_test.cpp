// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include <tmss10/core/wire/service_name.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::bytes_of;
using test::from_hex;
using test::joined;

TEST_CASE("service_name: what services say first, in text") {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n", "SSH"},
      {"HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n", "HTTP"},
      {"220 (vsFTPd 3.0.3)\r\n", "FTP"},
      {"220 ProFTPD Server (Debian) [192.0.2.7]\r\n", "FTP"},
      {"220 Microsoft FTP Service\r\n", "FTP"},
      {"220 mail.example.com ESMTP Postfix (Debian/GNU)\r\n", "SMTP"},
      {"220-mail.example.com ESMTP Exim 4.96\r\n", "SMTP"},
      {"220 ready\r\n", "SMTP or FTP"},
      {"421 4.7.0 mail.example.com Error: too many connections\r\n", "SMTP"},
      {"554 5.7.1 mail.example.com refused\r\n", "SMTP"},
      {"200 news.example.com InterNetNews NNRP server ready\r\n", "NNTP"},
      {"+OK Dovecot (Debian) ready.\r\n", "POP3"},
      {"* OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID] Dovecot ready.\r\n",
       "IMAP"},
      {"* BYE Too many connections\r\n", "IMAP"},
      {"-ERR unknown command 'TMSS10'\r\n", "Redis"},
      {"-DENIED Redis is running in protected mode\r\n", "Redis"},
      {"-NOAUTH Authentication required.\r\n", "Redis"},
      {"RFB 003.008\n", "VNC"},
      {"@RSYNCD: 31.0 sha512 sha256 sha1 md5 md4\n", "rsync"},
      {"TMSS10\x01", "a TMSS10 responder"},
  };
  for (const auto& [said, expected] : rows) {
    CAPTURE(said);
    CHECK(service_name(view_of(said)) == expected);
  }
}

TEST_CASE("service_name: what services say first, in bytes") {
  // MySQL 8: protocol 10, version, thread, 8 bytes of salt, a zero, capabilities.
  const bytes mysql =
      joined(from_hex("4a0000000a"), bytes_of("8.0.36"), from_hex("000b000000"),
             bytes_of("aB3dE6gH"), from_hex("00ffffff0200ffdf"));
  const bytes mariadb =
      joined(from_hex("0a0000000a"), bytes_of("5.5.5-10.11.6-MariaDB"), from_hex("00"));
  const bytes blocked = joined(from_hex("4e000000ff6904"),
                               bytes_of("Host '192.0.2.7' is blocked because of many "
                                        "connection errors"));
  const std::vector<std::pair<bytes, std::string>> rows{
      {mysql, "MySQL"},
      {mariadb, "MySQL"},
      {blocked, "MySQL"},
      {from_hex("15030100020246"), "TLS"},
      {from_hex("15030300020232"), "TLS"},
      {from_hex("fffd18fffd20fffd23fffd27"), "Telnet"},
      {from_hex("fffb01fffb03"), "Telnet"},
      {from_hex("05ff"), "a SOCKS proxy"},
  };
  for (const auto& [said, expected] : rows) {
    CAPTURE(test::to_hex(said));
    CHECK(service_name(said) == expected);
  }
}

TEST_CASE("service_name: nothing and garbage have no name") {
  CHECK(service_name({}).empty());
  const std::vector<bytes> rows{
      bytes_of("TMSS11\1"),     bytes_of("hello"),        bytes_of("ssh-2.0-x"),
      bytes_of(" SSH-2.0-x"),   bytes_of("SSH"),          bytes_of("22"),
      bytes_of("* PREAUTH x"),  bytes_of("-OTHER"),       bytes_of("FTP"),
      bytes_of("SMTP"),         from_hex("00"),           from_hex("0000000000000000"),
      from_hex("160301020001"), from_hex("4a0000"),       from_hex("4a0000000a"),
      from_hex("4a0000010a38"), from_hex("4a0000000938"), from_hex("fff1"),
      from_hex("fffe01"),       from_hex("0500"),         bytes(100, std::byte{0xFF}),
  };
  for (const auto& said : rows) {
    CAPTURE(test::to_hex(said));
    CHECK(service_name(said).empty());
  }
}

TEST_CASE("caller_name: what clients of other protocols begin with") {
  const std::string v1 = "the PROXY protocol (version 1) of a load balancer";
  const std::string v2 = "the PROXY protocol (version 2) of a load balancer";
  const std::vector<std::pair<bytes, std::string>> rows{
      {bytes_of("PROXY TCP4 192.0.2.1 192.0.2.2 40000 5000\r\n"), v1},
      {bytes_of("PROXY UNKNOWN\r\n"), v1},
      {from_hex("0d0a0d0a000d0a515549540a"), v2},
      {from_hex("0d0a0d0a000d0a515549540a2111000c"), v2},
      {bytes_of("GET / HTTP/1.0\r\n"), "HTTP"},
      {bytes_of("OPTIONS * HTTP/1.1\r\n"), "HTTP"},
      {bytes_of("PRI * HTTP/2.0\r\n"), "HTTP"},
      {from_hex("1603010200"), "TLS"},
      {bytes_of("SSH-2.0-x\r\n"), "SSH"},
  };
  for (const auto& [said, expected] : rows) {
    CAPTURE(test::to_hex(said));
    CHECK(caller_name(said) == expected);
  }
}

TEST_CASE("caller_name: nothing, garbage and TMSS10 have no name") {
  for (const auto& said :
       {bytes{}, bytes_of("PROXY"), bytes_of("GET"), bytes_of("get / HTTP/1.0"),
        from_hex("0d0a0d0a000d0a5155495400"), from_hex("1503010200"), from_hex("0030"),
        bytes_of("TMSS10\1"), bytes(100, std::byte{0xFF})}) {
    CAPTURE(test::to_hex(said));
    CHECK(caller_name(said).empty());
  }
}

}  // namespace
}  // namespace tmss10
