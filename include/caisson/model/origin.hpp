/// Whose rounds are held, and how good they are: what may be said of it, and what a run reads. None of it changes a rate.
#pragma once
#include <cstdint>
#include <vector>

#include "caisson/base/finding.hpp"
#include "caisson/model/estimate.hpp"
#include "caisson/model/fwd.hpp"

namespace caisson::model {

/// Which of what is held leaves first.
enum class Issue : std::uint8_t {
    mixed,  ///< what leaves is as what is held
    fifo,   ///< first in, first out
};

/// A number for the goods of one state.
struct OfState {
    StateId state;
    Number share;
    SourceSpan place{};
};

/// Of what is held.
struct Stock {
    Issue issue = Issue::mixed;
    std::vector<OfState> origins;  ///< shares that sum to 1; none: all is of the depot's own state
    Number age;                    ///< [d], mean, default 0
    Number shelf_life;             ///< [d]; default: goods last for ever. What came first leaves first, if they do not.
};

/// What share of a commodity does not go off, by the state that made it.
struct Duds {
    std::vector<OfState> at_once;  ///< fraction, when it is made; default 0
    std::vector<OfState> a_year;   ///< by so much the fraction grows in each year of age; default 0
};

}  // namespace caisson::model
