// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace tmss10 {

/// Whether a browser says that a page of another site sent a request. Such a page cannot
/// read the answer, but it could have anything probed, so a request for more than a page
/// is to be refused. Each argument is the value of a field; none: it is not there.
///
/// - `sec_fetch_site` (Fetch Metadata Request Headers, section 2.4): only "same-origin",
///   a page of this exporter, and "none", somebody who typed the address, are not
///   foreign. "same-site" is foreign: that may be another service on this machine. So is
///   a value that is not known; the specification has servers ignore those, but whatever
///   it means, it is neither of the two.
/// - `origin` (RFC 6454, section 7): foreign unless it is one http or https origin whose
///   host and port are those of `host`. "null" is a page that hides where it is from.
/// - `host`, the Host field: is_own_host must have accepted it. A missing port is the one
///   of the origin's scheme, which is not compared: a proxy in front may add TLS.
///
/// Programs such as Prometheus send neither field, and are not foreign. Browsers send
/// Sec-Fetch-Site by HTTPS and to loopback addresses only, and Origin not with each
/// request: by plain HTTP to any other address, a page that just loads something is not
/// noticed. There, --allow limits what it can have probed.
[[nodiscard]] bool is_from_other_site(std::optional<std::string_view> sec_fetch_site,
                                      std::optional<std::string_view> origin,
                                      std::string_view host);

}  // namespace tmss10
