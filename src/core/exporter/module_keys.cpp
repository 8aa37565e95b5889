// SPDX-License-Identifier: MIT
#include "module_keys.hpp"

#include <algorithm>
#include <array>

namespace tmss10 {
namespace {

constexpr auto flag_use = module_use::flag;
constexpr auto text_use = module_use::text;
constexpr auto refused_use = module_use::refused;

constexpr std::string_view names_target = "the request names the target";
constexpr std::string_view has_one_target = "a probe has one target";
constexpr std::string_view has_no_end = "a probe has to end";
constexpr std::string_view takes_long = "it takes longer than a scrape; run TMSS10Ping";
constexpr std::string_view writes_no_file = "a probe writes no file";
constexpr std::string_view has_alerts =
    "Prometheus has alerts; limits of a probe are max-loss, max-rtt and max-p95";
constexpr std::string_view shows_nothing =
    "a probe shows nothing; a request with debug=true does";
constexpr std::string_view is_command = "it is a command of its own";

constexpr std::array keys{
    // Target
    module_key{"port"},
    module_key{"server", refused_use, names_target},
    module_key{"ipv4", flag_use},
    module_key{"ipv6", flag_use},
    module_key{"source", text_use},
    module_key{"interface", text_use},
    // Several targets
    module_key{"targets", refused_use, names_target},
    module_key{"rate", refused_use, has_one_target},
    module_key{"at-once", refused_use, has_one_target},
    module_key{"min-ok", refused_use, has_one_target},
    // Proxy
    module_key{"proxy", text_use},
    module_key{"proxy-credentials", text_use},
    module_key{"proxy-header", module_use::list},
    // Run
    module_key{"count"},
    module_key{"continuous", refused_use, has_no_end},
    module_key{"interval"},
    module_key{"timeout"},
    module_key{"connect-timeout"},
    module_key{"deadline"},
    module_key{"max-failures"},
    module_key{"size"},
    module_key{"connect-only", flag_use},
    module_key{"self-test", refused_use, names_target},
    // The way there
    module_key{"path", flag_use},
    module_key{"max-hops"},
    module_key{"mtu", refused_use, takes_long},
    module_key{"idle-limit", refused_use, takes_long},
    module_key{"examine", refused_use, takes_long},
    // Conditions for scripts
    module_key{"until-up", refused_use, has_no_end},
    module_key{"until-down", refused_use, has_no_end},
    module_key{"max-loss"},
    module_key{"max-rtt"},
    module_key{"max-p95"},
    // Site key
    module_key{"key-file", text_use},
    module_key{"generate-key", refused_use, is_command},
    // Reports
    module_key{"json", refused_use, writes_no_file},
    module_key{"csv", refused_use, writes_no_file},
    module_key{"append", refused_use, writes_no_file},
    module_key{"prometheus", refused_use, writes_no_file},
    module_key{"label", refused_use, "Prometheus gives labels to its targets"},
    module_key{"snapshot-every", refused_use, writes_no_file},
    module_key{"report", refused_use, writes_no_file},
    module_key{"redact", refused_use, writes_no_file},
    module_key{"baseline", refused_use, "Prometheus has the earlier figures"},
    module_key{"nagios", refused_use, has_alerts},
    module_key{"warn", refused_use, has_alerts},
    module_key{"crit", refused_use, has_alerts},
    // Output
    module_key{"quiet", refused_use, shows_nothing},
    module_key{"verbose", refused_use, shows_nothing},
    module_key{"timestamps", refused_use, shows_nothing},
    module_key{"timestamp-format", refused_use, shows_nothing},
    module_key{"audible", refused_use, shows_nothing},
    module_key{"color", refused_use, shows_nothing},
    module_key{"version", refused_use, is_command},
    module_key{"help", refused_use, is_command},
};

}  // namespace

std::span<const module_key> module_keys() {
  return keys;
}

const module_key* find_module_key(std::string_view name) {
  const auto found = std::ranges::find(keys, name, &module_key::name);
  return found == keys.end() ? nullptr : &*found;
}

bool is_known_key(std::string_view name) {
  return find_module_key(name) != nullptr ||
         std::ranges::find(own_module_keys, name) != own_module_keys.end();
}

}  // namespace tmss10
