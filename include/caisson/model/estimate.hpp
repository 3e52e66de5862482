/// A number that is not known exactly, and where it comes from.
#pragma once
#include <cstdint>
#include <string>

#include "caisson/base/finding.hpp"
#include "caisson/base/path.hpp"
#include "caisson/model/fwd.hpp"
#include "caisson/model/role.hpp"

namespace caisson::model {

enum class EstimateForm : std::uint8_t {
    point,          ///< one value, given with its source
    interval,       ///< `low to high`: a 90 % interval; lognormal if low > 0, else normal; cut to the role's bounds.
                    ///< Of dates always normal: their zero is the scenario's start and means nothing
    low_best_high,  ///< `best` is the median, low and high the 5 % and 95 % quantiles
};

/// What a person wrote of a number besides its value. All values in base units.
struct Estimate {
    EstimateForm form = EstimateForm::point;
    double low = 0.0;
    double best = 0.0;
    double high = 0.0;
    std::string source;      ///< an organisation and the row of a table, in the file's own words; may be empty
    std::string as_of;       ///< the date of the source, as written; may be empty
    std::string assumption;  ///< why a number without a source was chosen; may be empty
    std::string note;
};

/// A number of a scenario. A default that nobody wrote has its value too, and no path; those that scenario.hpp does not
/// leave to the model stand there, where the numbers are declared.
struct Number {
    double value = 0.0;     ///< the central value, in the base unit of its role
    PathId path{};          ///< where it can be set; nothing for a default that nobody wrote
    EstimateId estimate{};  ///< nothing for a plain number
    SourceSpan place{};     ///< where it stands; line 0 for a default

    /// Whether a person wrote it (or an override set it).
    [[nodiscard]] bool written() const { return path.valid(); }
};

/// The value that a plain run takes: the median of the distribution that an ensemble samples.
/// low, high  finite, low <= high; the quantiles of 5 % and 95 % before the cut
/// role       an interval's distribution is cut to the role's bounds before the median is taken
/// returns    in base units; `best` for a point and for low_best_high, whose median it is by definition; for an
///            interval sqrt(low high) if it is positive and uncut, (low + high) / 2 if it is another and uncut
/// promise    within the role's bounds if `best`, or some of the interval, is
[[nodiscard]] double central_value(EstimateForm form, double low, double best, double high, Role role);

}  // namespace caisson::model
