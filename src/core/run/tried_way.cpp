// SPDX-License-Identifier: MIT
#include <tmss10/core/run/tried_way.hpp>

#include <variant>

namespace tmss10 {
namespace {

struct way_taker {
  tried_way& way;

  void operator()(const event::attempt& at) const {
    way.address = at.address;
    if (!at.local_address.empty()) way.local_address = at.local_address;
  }
  void operator()(const event::connected& at) const { connect(at); }
  void operator()(const event::proxy_connected& at) const { connect(at); }
  void operator()(const event::tunnelled& at) const { way.tunnel = at.took; }
  void operator()(const event::greeted& at) const { way.greeting = at.took; }
  void operator()(const event::established& at) const { way.handshake = at.took; }
  void operator()(const event::reply& at) const { way.round_trip = at.round_trip; }
  template <typename Other>
  void operator()(const Other& /*at*/) const {}

 private:
  template <typename Connected>
  void connect(const Connected& at) const {
    way.address = at.address;
    way.local_address = at.local_address;
    way.connection = at.took;
  }
};

}  // namespace

void take_event(tried_way& way, const ping_event& happened) {
  std::visit(way_taker{way}, happened);
}

}  // namespace tmss10
