// SPDX-License-Identifier: MIT
#pragma once

#include "exporter_files.hpp"
#include "exporter_probes.hpp"
#include "http/http_exchange.hpp"
#include <tmss10/core/exporter/answer_counts.hpp>
#include <tmss10/core/exporter/exporter_options.hpp>
#include <tmss10/core/exporter/own_addresses.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// What an exporter has at which path, and who may ask for it. Not for use from several
/// threads.
class exporter_site {
 public:
  /// What a reload says: nothing, or what is wrong with the files.
  using reloading = std::function<std::string()>;

  /// All of these must outlive it.
  exporter_site(const exporter_options& options, exporter_probes& probes,
                const answer_counts& answers, reloading reload);

  /// The methods of a path. Requests with others are not to be answered here. For any
  /// thread.
  [[nodiscard]] static std::vector<std::string> methods_of(
      std::string_view path, const exporter_options& options);

  /// The files that are in use from now on.
  void use(std::shared_ptr<const exporter_files> files);
  /// The files were to be loaded anew, and the old ones stay.
  void reload_failed(std::string why);

  /// Answers a request, at once or later.
  void answer(const std::shared_ptr<http_exchange>& exchange);

 private:
  [[nodiscard]] std::optional<http_answer> refusal_of(const http_request& of);
  [[nodiscard]] http_answer answer_to(const http_request& of);
  [[nodiscard]] http_answer reload_answer();
  [[nodiscard]] http_answer nothing_here(std::string_view path) const;
  [[nodiscard]] http_answer page() const;
  [[nodiscard]] http_answer metrics(const http_request& of) const;
  [[nodiscard]] exporter_counters counters() const;

  const exporter_options& options_;
  exporter_probes& probes_;
  const answer_counts& answers_;
  reloading reload_;
  std::shared_ptr<const exporter_files> files_;
  std::string reload_error_;
  std::chrono::system_clock::time_point started_;
  std::chrono::system_clock::time_point loaded_;
  own_addresses own_addresses_;
};

}  // namespace tmss10
