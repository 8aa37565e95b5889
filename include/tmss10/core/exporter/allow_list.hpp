// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/allow_entry.hpp>

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace tmss10 {

/// What an exporter may be asked to probe. A host is a name or an address, as
/// parse_target returns it; an address is one that read_ip_address reads.
class allow_list {
 public:
  /// What these allow, and nothing else.
  explicit allow_list(std::vector<allow_entry> entries) : entries_(std::move(entries)) {}

  /// Allows all there is, loopback addresses too. It is for an exporter that listens on
  /// loopback addresses only, and has no --allow: whoever may ask it is on this machine,
  /// and can connect from here anyway. (is_own_host keeps out DNS rebinding, but not that
  /// a page in a browser has something probed: requests that a browser marks as those of
  /// another site are to be refused.)
  [[nodiscard]] static allow_list everything();

  /// The first question: whether a host may be asked for at all, before anything is
  /// looked up. A name may be if it is allowed itself, or if there is a network in which
  /// its addresses may be. An address may be if it may be dialled.
  [[nodiscard]] bool admits_host(std::string_view host, std::uint16_t port) const;

  /// The second question: whether an address may be dialled for a host. It is for each
  /// address that a look-up returned, and for no other: a second look-up could return
  /// something else. It may be if
  ///
  /// - it is in an allowed network. One of local_network_of must be meant: the allowed
  ///   network lies within it, as "127.0.0.0/8" and "127.0.0.1" do; "0.0.0.0/0" does not.
  /// - or the host is an allowed name, and the address is not one of local_network_of.
  ///
  /// An address as the host leads to itself alone. What is no address may not be dialled.
  [[nodiscard]] bool admits_address(std::string_view host, std::string_view address,
                                    std::uint16_t port) const;

  /// The only question for a probe through a proxy, which looks names up itself: whether
  /// the host stands in the list literally, as a name or as a single address, a loopback
  /// address included. Domains and networks do not count. What a name leads to, and which
  /// machine a loopback address means, is the proxy's to decide.
  [[nodiscard]] bool admits_through_proxy(std::string_view host,
                                          std::uint16_t port) const;

 private:
  std::vector<allow_entry> entries_;
  bool has_everything_ = false;
};

}  // namespace tmss10
