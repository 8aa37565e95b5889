// SPDX-License-Identifier: MIT
#include "net_pinging.hpp"

#include <utility>
#include <variant>

namespace tmss10::test {
namespace {

struct to_words {
  std::string operator()(const event::connecting&) const { return {}; }
  std::string operator()(const event::resolved&) const { return "resolved"; }
  std::string operator()(const event::attempt&) const { return {}; }
  std::string operator()(const event::connected&) const { return "connected"; }
  std::string operator()(const event::greeted&) const { return "greeted"; }
  std::string operator()(const event::established&) const { return "established"; }
  std::string operator()(const event::reply& told) const {
    return (told.late ? "late reply " : "reply ") + std::to_string(told.sequence);
  }
  std::string operator()(const event::bad_reply& told) const {
    return "bad reply " + std::to_string(told.sequence) + ": " + told.reason.message();
  }
  std::string operator()(const event::lost& told) const {
    return "lost " + std::to_string(told.sequence) + ": " + told.reason.message();
  }
  std::string operator()(const event::proxy_connected&) const {
    return "proxy connected";
  }
  std::string operator()(const event::tunnelled&) const { return "tunnelled"; }
  std::string operator()(const event::not_connected& told) const {
    return "not connected: " + told.why.error.message();
  }
  std::string operator()(const event::unsent&) const { return {}; }
  std::string operator()(const event::sent&) const { return {}; }
  std::string operator()(const event::attempted&) const { return {}; }
  std::string operator()(const event::retransmitted&) const { return {}; }
  std::string operator()(const event::held_up&) const { return {}; }
  std::string operator()(const event::path_found&) const { return {}; }
  std::string operator()(const event::sizes_found&) const { return {}; }
  std::string operator()(const event::idle_step&) const { return {}; }
  std::string operator()(const event::idle_found&) const { return {}; }
  std::string operator()(const event::observed&) const { return {}; }
  std::string operator()(const event::way_tried&) const { return {}; }
  std::string operator()(const event::part_examined&) const { return {}; }
  std::string operator()(const event::connection_made& told) const {
    return "connection " + std::to_string(told.sequence);
  }
  std::string operator()(const event::connection_failed& told) const {
    return "no connection " + std::to_string(told.sequence) + ": " +
           told.reason.message();
  }
  std::string operator()(const event::closed_at_once& told) const {
    return (told.was_reset ? "reset at once " : "closed at once ") +
           std::to_string(told.sequence);
  }
  std::string operator()(const event::banner& told) const {
    return "banner " + std::to_string(told.sequence);
  }
  std::string operator()(const event::disconnected& told) const {
    return "disconnected: " + told.reason.message();
  }
};

}  // namespace

pinger_settings pings_to(std::uint16_t port, std::uint64_t count) {
  pinger_settings out;
  out.dial.host = "127.0.0.1";
  out.dial.port = port;
  out.dial.timeout = std::chrono::seconds(20);
  out.reply_timeout = std::chrono::seconds(20);
  out.count = count;
  return out;
}

std::string words_for(const ping_event& happened) {
  return std::visit(to_words{}, happened);
}

std::string reply(std::uint64_t sequence) {
  return words_for(event::reply{sequence, 0, std::chrono::nanoseconds(0), false});
}
std::string late_reply(std::uint64_t sequence) {
  return words_for(event::reply{sequence, 0, std::chrono::nanoseconds(0), true});
}
std::string bad_reply(std::uint64_t sequence, std::error_code reason) {
  return words_for(event::bad_reply{sequence, reason});
}
std::string lost(std::uint64_t sequence, std::error_code reason) {
  return words_for(event::lost{sequence, std::chrono::nanoseconds(0), reason});
}
std::string disconnected(std::error_code reason) {
  return words_for(event::disconnected{reason});
}

std::vector<std::string> after_connecting(const std::vector<std::string>& rest) {
  std::vector<std::string> out{"resolved", "connected", "greeted", "established"};
  out.insert(out.end(), rest.begin(), rest.end());
  return out;
}

}  // namespace tmss10::test
