// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/verdict/service_note.hpp>
#include <tmss10/core/wire/greeting.hpp>
#include <tmss10/core/wire/service_name.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <variant>

namespace tmss10 {
namespace {

constexpr std::size_t most_notes = 4;

/// "an SSH server": a name is spoken by its letters, and these begin with a vowel then.
std::string server_text(std::string_view service) {
  constexpr std::string_view with_vowel = "FHINSr";
  if (service.empty()) return "another service";
  if (service.starts_with("a ")) return std::string(service);
  const bool is_an = with_vowel.find(service.front()) != std::string_view::npos;
  return fmt::format("{} {} server", is_an ? "an" : "a", service);
}

/// The first line without its end; all of it if the line is empty.
bytes_view first_line(bytes_view text) {
  const auto end = std::find_if(text.begin(), text.end(), [](std::byte one) {
    return one == std::byte{'\r'} || one == std::byte{'\n'};
  });
  const auto length = static_cast<std::size_t>(end - text.begin());
  return length == 0 ? text : text.first(length);
}

bool is_busy_greeting(bytes_view text) {
  const auto checked = check_greeting(text);
  return !checked && checked.error() == errc::busy;
}

std::string note_on_banner(const event::banner& at) {
  const auto service = service_name(at.first_bytes);
  auto where = at.through.empty() ? std::string("there")
                                  : "through the proxy " + printable(at.through);
  if (!at.through.empty() && may_be_of_proxy(service)) where += ", or the proxy itself";
  return fmt::format("{} answers {}{}: \"{}\"", server_text(service), where,
                     is_busy_greeting(at.first_bytes) ? ", and is busy" : "",
                     escape(first_line(at.first_bytes), event::banner::most_bytes));
}

}  // namespace

std::optional<std::string> service_note::on(const ping_event& happened) {
  const auto* at = std::get_if<event::banner>(&happened);
  if (at == nullptr || said_.size() == most_notes) return std::nullopt;
  auto text = note_on_banner(*at);
  if (std::find(said_.begin(), said_.end(), text) != said_.end()) return std::nullopt;
  said_.push_back(text);
  return text;
}

}  // namespace tmss10
