/// Calendar dates: read strictly, counted in days from the start of a scenario, written in ISO 8601. All in UTC.
#pragma once
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "caisson/base/quantity.hpp"
#include "caisson/base/result.hpp"
#include "caisson/base/text_error.hpp"

namespace caisson {

/// A moment of the proleptic Gregorian calendar, to the second. Every day has 86,400 s: there are no leap seconds.
struct Date {
    std::chrono::sys_days day{};
    std::int32_t second_of_day = 0;  ///< 0 to 86,399

    friend auto operator<=>(const Date&, const Date&) = default;
};

/// Reads `2023-09-13`, `2023-09-13T15:00Z` or `2023-09-13T15:00:30Z`.
/// fails   TextError with place and repair: any other spelling, a day that does not exist, a year outside 1600 to 2999
[[nodiscard]] Result<Date, TextError> parse_date(std::string_view text);

/// From one moment to another, negative if `to` is earlier.
/// returns   exact for whole days, else rounded once [d]
[[nodiscard]] Days days_between(Date from, Date to);

/// The moment so long after `start`, rounded to the whole second, halves upwards.
/// fails     Bug if the result is not finite or lies outside the years 1 to 9999
[[nodiscard]] Date date_after(Date start, Days elapsed);

/// `2024-03-13` at midnight, else `2024-03-13T15:00:00Z`.
[[nodiscard]] std::string format_date(Date moment);

/// The moment so long after `start`, rounded to the whole second as by date_after. Half a second from midnight or
/// nearer is midnight.
[[nodiscard]] std::string format_date(Date start, Days elapsed);

/// The moments at which a run is sampled: 0, step, 2 step, ..., and the end. The k-th is k * step, not a sum of k
/// steps, so that nothing drifts.
class SampleTimes {
public:
    /// step   > 0 [d]
    /// end    >= 0 [d]; a multiple of the step within 1e-9 d of it (the length of an instant) is the end itself
    /// fails  Bug outside these bounds, or if there were more than 2^53 of them
    SampleTimes(Days step, Days end);

    /// How many there are: at least 1.
    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// The k-th, from 0; the last is exactly the end.
    [[nodiscard]] Days operator[](std::uint64_t k) const {
        return k + 1 == size_ ? end_ : Days{static_cast<double>(k) * step_.value};
    }

private:
    Days step_;
    Days end_;
    std::uint64_t size_ = 1;
};

}  // namespace caisson
