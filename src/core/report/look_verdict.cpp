// SPDX-License-Identifier: MIT
#include "look_verdict.hpp"

#include "core/verdict/sentence_text.hpp"
#include <tmss10/core/verdict/idle_judgement.hpp>
#include <tmss10/core/verdict/path_judgement.hpp>
#include <tmss10/core/verdict/size_judgement.hpp>

#include <fmt/format.h>

#include <cstddef>

namespace tmss10 {

std::optional<page_verdict> verdict_of_path(const path& way) {
  const auto judged = judge_path(way);
  page_verdict out{page_tone::bad, as_sentence(judged.sentence), judged.advice};
  switch (judged.finding) {
    case path_finding::open: {
      if (!judged.sentence.empty()) break;
      return std::nullopt;
    }
    case path_finding::stopped: out.tone = page_tone::unknown; return out;
    case path_finding::open_too_far:
    case path_finding::open_without_greeting: break;
    default: {
      if (!is_partly_open(judged.finding)) return out;
      break;
    }
  }
  out.tone = page_tone::warning;
  return out;
}

page_verdict verdict_of_open_path(const path& way) {
  const auto judged = judge_path(way);
  auto sentence = fmt::format("Connection requests reach {} port {}, which accepts them",
                              way.address, way.port);
  if (judged.hop > 0) sentence += fmt::format(": it is hop {}", judged.hop);
  if (way.data == data_result::arrives) sentence += ", and data arrives there";
  return {page_tone::good, sentence + "."};
}

page_verdict verdict_of_sizes(const packet_sizes& sizes) {
  const auto judged = judge_sizes(sizes);
  const auto sentence_at = [&judged](std::size_t i) {
    return i < judged.sentences.size() ? as_sentence(judged.sentences[i]) : std::string();
  };
  page_verdict out{page_tone::good, sentence_at(0)};
  std::size_t next = 1;
  if (judged.has_hole) {
    out.tone = page_tone::bad;
    for (; next < judged.verdict; ++next)
      out.sentence += " " + sentence_at(next);
    out.sentence += " " + sentence_at(next++);
    out.advice = sentence_at(next++);
  } else if (judged.name == "unknown") {
    out.tone = page_tone::unknown;
  }
  for (; next < judged.sentences.size(); ++next)
    out.remarks.push_back(sentence_at(next));
  return out;
}

page_verdict verdict_of_idle(const idle_range& idle) {
  const auto judged = judge_idle(idle);
  page_verdict out{page_tone::good, judged.sentence, judged.advice};
  if (idle.is_limited()) {
    out.tone = page_tone::bad;
  } else if (!idle.complete) {
    out.tone = page_tone::unknown;
  }
  return out;
}

}  // namespace tmss10
