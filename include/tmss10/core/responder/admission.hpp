// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/responder/admission_limits.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace tmss10 {

/// Whoever shares one limit: an IPv4 address, or the /64 network of an IPv6 address,
/// within which a host takes as many addresses as it likes.
class address_group {
 public:
  /// Of the 4 or 16 bytes of an address; std::logic_error for any other number. An IPv4
  /// address in IPv6's form (::ffff:192.0.2.7) is that IPv4 address.
  explicit address_group(bytes_view address);

  bool operator==(const address_group&) const = default;
  bool operator<(const address_group& other) const {
    return v6_ != other.v6_ ? other.v6_ : value_ < other.value_;
  }

 private:
  bool v6_;
  std::uint64_t value_ = 0;
};

/// Why a connection is not let in.
enum class admission_refusal { too_many, too_many_of_address };

/// Which connections a responder lets in, and which one ends so that another has room
/// (docs/design.md, "Who is let in"). It knows no sockets: a connection is a number.
class admission {
 public:
  using connection_id = std::uint64_t;

  struct decision {
    /// The newcomer, unfinished so far; none when it is refused.
    std::optional<connection_id> admitted;
    admission_refusal refusal = admission_refusal::too_many;
    /// Whose place it took: gone as far as this class is concerned, and to be ended.
    std::optional<connection_id> gives_way;
  };

  explicit admission(admission_limits limits);

  /// Throws std::bad_alloc, and changes nothing, without memory for one more.
  [[nodiscard]] decision ask(const address_group& from);
  /// Which unfinished one ends, as if it gave way, because the system has no room.
  [[nodiscard]] std::optional<connection_id> make_room();
  /// The connection has proved to be real. False: it had to give way before.
  bool finish(connection_id which);
  /// The connection has ended. One that gave way may be named, too.
  void leave(connection_id which);

  [[nodiscard]] std::size_t connections() const { return connections_.size(); }
  [[nodiscard]] std::size_t unfinished() const { return unfinished_; }

 private:
  /// How many are unfinished, counted down; the oldest of them: the first rank is that of
  /// the group that gives way, and of whom in it.
  using rank = std::pair<std::size_t, connection_id>;
  struct group {
    std::size_t connections = 0;
    std::set<connection_id> unfinished;  // ids grow, so the first is the oldest
    std::set<rank>::node_type own_rank;  // while it is not among the ranks
  };
  using groups = std::map<address_group, group>;
  struct connection {
    groups::iterator of;
    bool is_finished = false;
  };
  [[nodiscard]] groups::iterator group_of(const address_group& from);
  [[nodiscard]] connection_id add(groups::iterator to);
  void drop_if_empty(groups::iterator which);
  [[nodiscard]] std::optional<connection_id> who_gives_way(const group& newcomers) const;
  [[nodiscard]] static rank rank_of(const group& one);
  void rank_in(group& one);
  void rank_out(group& one);
  void remove(connection_id which);

  admission_limits limits_;
  std::size_t most_unfinished_;
  std::size_t most_unfinished_of_address_;
  groups groups_;
  std::unordered_map<connection_id, connection> connections_;
  std::set<rank> ranks_;
  std::size_t unfinished_ = 0;
  connection_id last_ = 0;
};

}  // namespace tmss10
