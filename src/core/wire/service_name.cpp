// SPDX-License-Identifier: MIT
#include <tmss10/core/wire/service_name.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace tmss10 {
namespace {

using namespace std::string_view_literals;

struct opening {
  std::string_view name;
  std::string_view begins;
  /// Somewhere in what came; empty: no matter.
  std::string_view contains;
};

/// More particular openings stand before those that begin alike.
constexpr std::array openings{
    opening{"SSH", "SSH-"sv, ""sv},         // RFC 4253, section 4.2
    opening{"HTTP", "HTTP/"sv, ""sv},       // RFC 9112, section 4
    opening{"HTML", "<!"sv, ""sv},          // a document type
    opening{"HTML", "<h"sv, ""sv},          //
    opening{"HTML", "<H"sv, ""sv},          //
    opening{"FTP", "220"sv, "FTP"sv},       // RFC 959, section 4.2
    opening{"SMTP", "220"sv, "SMTP"sv},     // RFC 5321, section 4.2
    opening{"SMTP or FTP", "220"sv, ""sv},  // a reply code of both
    opening{"SMTP", "421"sv, ""sv},         // both close with it; mail servers more often
    opening{"SMTP", "554"sv, ""sv},         // RFC 5321, section 3.1
    opening{"NNTP", "200"sv, ""sv},         // RFC 3977, section 5.1
    opening{"POP3", "+OK"sv, ""sv},         // RFC 1939, section 4
    opening{"IMAP", "* OK"sv, ""sv},        // RFC 9051, section 7.1
    opening{"IMAP", "* BYE"sv, ""sv},       // RFC 9051, section 7.1.5
    opening{"TLS", "\x15\x03"sv, ""sv},     // an alert record, RFC 8446, section 5.1
    opening{"Redis", "-ERR"sv, ""sv},       // the Redis serialization protocol
    opening{"Redis", "-DENIED"sv, ""sv},    // its protected mode
    opening{"Redis", "-NOAUTH"sv, ""sv},    //
    opening{"VNC", "RFB "sv, ""sv},         // RFC 6143, section 7.1.1
    opening{"rsync", "@RSYNCD:"sv, ""sv},   // its daemon
    opening{"Telnet", "\xFF\xFD"sv, ""sv},  // IAC DO, RFC 854
    opening{"Telnet", "\xFF\xFB"sv, ""sv},  // IAC WILL, RFC 854
    opening{"a SOCKS proxy", "\x05\xFF"sv, ""sv},     // RFC 1928, section 3
    opening{"a TMSS10 responder", "TMSS10"sv, ""sv},  // docs/protocol.md, section 2
};

/// MySQL and MariaDB: 3 bytes of length, a zero, then protocol 10 and the version in
/// text, or an error packet.
bool is_mysql(std::string_view text) {
  return text.size() > 5 && text[2] == '\0' && text[3] == '\0' &&
         (text[4] == '\x0A' || text[4] == '\xFF');
}

/// What clients begin with.
constexpr std::array client_openings{
    // The PROXY protocol of HAProxy, sections 2.1 and 2.2 of its document.
    opening{"the PROXY protocol (version 1) of a load balancer", "PROXY "sv, ""sv},
    opening{"the PROXY protocol (version 2) of a load balancer", "\r\n\r\n\0\r\nQUIT\n"sv,
            ""sv},
    opening{"SSH", "SSH-"sv, ""sv},      // RFC 4253, section 4.2
    opening{"TLS", "\x16\x03"sv, ""sv},  // a handshake record, RFC 8446, section 5.1
    opening{"HTTP", "GET "sv, ""sv},     // RFC 9110, section 9
    opening{"HTTP", "HEAD "sv, ""sv},
    opening{"HTTP", "POST "sv, ""sv},
    opening{"HTTP", "PUT "sv, ""sv},
    opening{"HTTP", "DELETE "sv, ""sv},
    opening{"HTTP", "CONNECT "sv, ""sv},
    opening{"HTTP", "OPTIONS "sv, ""sv},
    opening{"HTTP", "TRACE "sv, ""sv},
    opening{"HTTP", "PATCH "sv, ""sv},  // RFC 5789
    opening{"HTTP", "PRI * "sv, ""sv},  // RFC 9113, section 3.4
};

bool fits(const opening& known, std::string_view text) {
  return text.starts_with(known.begins) &&
         text.find(known.contains) != std::string_view::npos;
}

std::string_view name_of(std::span<const opening> all, std::string_view text) {
  const auto found = std::find_if(
      all.begin(), all.end(), [text](const opening& known) { return fits(known, text); });
  return found == all.end() ? std::string_view{} : found->name;
}

std::string_view text_of(bytes_view bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::string_view service_name(bytes_view first_bytes) {
  const auto text = text_of(first_bytes);
  return is_mysql(text) ? "MySQL" : name_of(openings, text);
}

bytes opening_of_service(bytes_view first_bytes) {
  const auto text = text_of(first_bytes);
  const auto found =
      std::find_if(openings.begin(), openings.end(),
                   [text](const opening& known) { return fits(known, text); });
  std::string out;
  if (is_mysql(text)) {
    out = text.substr(0, 5);
    out += '?';  // the version begins there
  } else if (found != openings.end()) {
    out = found->begins;
    if (!found->contains.empty()) out.append(" ").append(found->contains);
  }
  const auto as_bytes = std::as_bytes(std::span(out));
  return {as_bytes.begin(), as_bytes.end()};
}

bool may_be_of_proxy(std::string_view service) {
  return service == "HTTP" || service == "HTML" || service == "TLS";
}

std::string_view caller_name(bytes_view first_bytes) {
  return name_of(client_openings, text_of(first_bytes));
}

}  // namespace tmss10
