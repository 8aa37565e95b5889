// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tmss10 {

/// Names that cannot be taken for real ones in place of names and addresses: "host-1",
/// "ipv4-1", "ipv6-1", "interface-1"; of addresses that mean this machine wherever they
/// are, "ipv4-loopback-1" or "ipv6-unspecified-1" (see address_kind.hpp). All spellings
/// of an address or a name have the same.
class stand_ins {
 public:
  /// So many are told apart; those after them are all "host-other" and so on.
  static constexpr std::size_t most_kept = 10'000;

  /// Of a host name or an address, with its zone if it has one. Empty for an empty text.
  [[nodiscard]] std::string of_host(std::string_view text);
  /// The same of "host:port" or "[v6]:port".
  [[nodiscard]] std::string of_authority(std::string_view text);
  [[nodiscard]] std::string of_interface(std::string_view name);

 private:
  [[nodiscard]] std::string next(std::string_view kind, std::string text);

  std::unordered_map<std::string, std::string> known_;
  std::unordered_map<std::string, std::size_t> counts_;
};

}  // namespace tmss10
