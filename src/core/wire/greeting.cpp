// SPDX-License-Identifier: MIT
#include <tmss10/core/wire/greeting.hpp>

#include <algorithm>
#include <string_view>

namespace tmss10 {
namespace {

constexpr std::string_view magic = "TMSS10";
constexpr std::byte version{1};
constexpr std::size_t version_at = magic.size();
constexpr std::size_t status_at = version_at + 1;
static_assert(status_at + 1 == greeting_size);

}  // namespace

greeting_bytes make_greeting(greeting_status status) {
  greeting_bytes out{};
  const auto text = view_of(magic);
  std::copy(text.begin(), text.end(), out.begin());
  out[version_at] = version;
  out[status_at] = static_cast<std::byte>(status);
  return out;
}

result<bool> check_greeting(bytes_view received) {
  const auto text = view_of(magic);
  const std::size_t length = std::min(received.size(), text.size());
  if (!std::equal(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length),
                  received.begin())) {
    return failed(errc::not_a_greeting);
  }
  if (received.size() > version_at && received[version_at] != version) {
    return failed(errc::unsupported_version);
  }
  if (received.size() <= status_at) return false;
  switch (static_cast<greeting_status>(received[status_at])) {
    case greeting_status::ready: return true;
    case greeting_status::busy: return failed(errc::busy);
  }
  return failed(errc::undefined_status);
}

}  // namespace tmss10
