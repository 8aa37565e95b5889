// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/temporary_directory.hpp"
#include <tmss10/core/verdict/failure_wording.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

using texts = std::vector<std::string>;

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

/// The cells of a row of a table.
texts cells_of(std::string_view line) {
  texts out;
  line.remove_prefix(1);
  for (auto bar = line.find('|'); bar != std::string_view::npos; bar = line.find('|')) {
    out.push_back(trimmed(line.substr(0, bar)));
    line.remove_prefix(bar + 1);
  }
  return out;
}

/// Sentence, hint and exit code of every row, from all tables.
std::vector<texts> rows_of(const std::string& document) {
  std::vector<texts> out;
  for (const auto& line : test::lines_of(document)) {
    if (!line.starts_with('|')) continue;
    const auto cells = cells_of(line);
    CAPTURE(line);
    REQUIRE(cells.size() == 5);
    if (cells[1] == "sentence" || cells[1].starts_with("---")) continue;
    CHECK(!cells[0].empty());
    CHECK(!cells[4].empty());
    out.push_back({cells[1], cells[2], cells[3]});
  }
  return out;
}

TEST_CASE("failures.md: it has the words and the exit code of every cause, in order") {
  const auto file = std::filesystem::path(TMSS10_DOCUMENTS) / "failures.md";
  const auto rows = rows_of(test::content_of(file));
  const auto wordings = failure_wordings();
  for (std::size_t i = 0; i < rows.size() && i < wordings.size(); ++i) {
    const auto& words = wordings[i];
    REQUIRE(rows[i] == texts{std::string(words.sentence), std::string(words.hint),
                             std::to_string(static_cast<int>(words.code))});
  }
  CHECK(rows.size() == wordings.size());
}

}  // namespace
}  // namespace tmss10
