// SPDX-License-Identifier: MIT
#include <tmss10/core/run/dead_path.hpp>

namespace tmss10 {
namespace {

/// The shortest time after which Linux sends a lone segment again (its TCP_RTO_MIN).
constexpr auto soonest_retransmit = std::chrono::milliseconds(200);

bool was_sent_again(silence_cause judged) {
  return judged == silence_cause::not_delivered || judged == silence_cause::answer_lost ||
         judged == silence_cause::large_vanish;
}

}  // namespace

void dead_path::before(const std::optional<tcp_facts>& known,
                       std::optional<duration> waited) {
  const bool is_new = !waited || *waited < soonest_retransmit;
  if (!silent_ && is_new) before_ = known.value_or(tcp_facts{});
}

dead_path::judgement dead_path::gave_up(const std::optional<tcp_facts>& known,
                                        duration waited, std::size_t size) {
  silent_ = true;
  if (!direct_ || !known) return {};
  judgement out;
  out.why = silence_cause_of({before_, *known, waited, size});
  delayed_on_way_ = delayed_on_way_ || was_sent_again(out.why);
  seems_dead_ = out.why == silence_cause::not_delivered;
  if (!seems_dead_) {
    works_elsewhere_.reset();
  } else if (is_dead(known)) {
    out.next = advice::end;
  } else if (!works_elsewhere_) {
    out.next = advice::try_another;
  }
  return out;
}

void dead_path::another_ended(bool works, const std::optional<tcp_facts>& known) {
  if (works && seems_dead_ && known) works_elsewhere_ = known->retransmits;
}

bool dead_path::is_dead(const std::optional<tcp_facts>& known) const {
  return works_elsewhere_ && known && known->retransmits > *works_elsewhere_;
}

void dead_path::answered() {
  silent_ = false;
  seems_dead_ = false;
  works_elsewhere_.reset();
}

silence_cause dead_path::answered_late(bool sent_again) {
  delayed_on_way_ = direct_ && (delayed_on_way_ || sent_again);
  return delayed_on_way_ ? silence_cause::held_up : silence_cause::slow;
}

silence_cause dead_path::ended(const std::optional<tcp_facts>& known,
                               std::size_t size) const {
  if (!direct_ || !known || known->retransmits == 0) return silence_cause::unknown;
  return silence_cause_of({before_, *known, {}, size});
}

}  // namespace tmss10
