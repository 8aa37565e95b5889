// SPDX-License-Identifier: MIT
#include "json_path.hpp"

#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/verdict/path_judgement.hpp>

#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

std::string_view name_of_reply(hop_reply what) {
  switch (what) {
    case hop_reply::silence: return "none";
    case hop_reply::hop_limit_exceeded: return "router";
    case hop_reply::icmp_refusal: return "icmp";
    case hop_reply::reset: return "refused";
    case hop_reply::connection: return "connected";
    case hop_reply::not_sent: break;
  }
  return "not_sent";
}

json answer_object(const hop_answer& one) {
  json out;
  out["reply"] = name_of_reply(one.what);
  put_text(out, "address", one.sender);
  if (one.what == hop_reply::not_sent) put_text(out, "reason", one.error.message());
  if (one.what == hop_reply::silence || one.what == hop_reply::not_sent) return out;
  out["took_ms"] = milliseconds_of(one.took);
  if (one.was_repeated) out["repeated"] = true;
  if (one.icmp) out["icmp"] = icmp_object(*one.icmp);
  if (one.hops_left) out["hops_left"] = *one.hops_left;
  return out;
}

json hops_array(const std::vector<path_hop>& hops) {
  json out = json::array();
  for (const auto& hop : hops) {
    json object;
    object["hop"] = hop.number;
    put_text(object, "name", hop.name);
    object["answers"] = json::array();
    for (const auto& one : hop.answers)
      object["answers"].push_back(answer_object(one));
    out.push_back(std::move(object));
  }
  return out;
}

}  // namespace

void put_path(json& to, const path& of) {
  to["address"] = printable(of.address);
  to["port"] = of.port;
  to["max_hops"] = of.max_hops;
  if (of.addresses > 1) to["addresses"] = of.addresses;
  if (of.own_hop_limit > 0) to["own_hop_limit"] = of.own_hop_limit;
  to["hops"] = hops_array(of.hops);
  if (of.unlimited) to["unlimited"] = answer_object(*of.unlimited);
  if (!of.from_one_port.empty()) to["from_one_port"] = hops_array(of.from_one_port);
  if (!of.from_other_ports.empty()) {
    to["from_other_ports"] = json::array();
    for (const auto& one : of.from_other_ports)
      to["from_other_ports"].push_back(answer_object(one));
  }
  if (of.data == data_result::arrives || of.data == data_result::vanishes ||
      of.data == data_result::is_reset) {
    to["data_arrives"] = of.data == data_result::arrives;
  }
  const auto& all = of.data_of_all;
  if (all.arrived + all.vanished + all.reset > 0) {
    to["connections_with_data"] = {
        {"arrived", all.arrived}, {"lost", all.vanished}, {"reset", all.reset}};
  }
  if (of.last_data_hop > 0) to["last_data_hop"] = of.last_data_hop;
  const auto judged = judge_path(of);
  to["finding"] = name_of(judged.finding);
  if (judged.hop > 0) to["hop"] = judged.hop;
  put_text(to, "sentence", judged.sentence);
  put_text(to, "advice", judged.advice);
}

}  // namespace tmss10
