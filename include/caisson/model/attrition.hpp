/// Guns that limit fire, and what is lost of them (docs/semantics.md, section 15), as a person wrote it.
#pragma once
#include <cstdint>
#include <string>

#include "caisson/base/finding.hpp"
#include "caisson/model/estimate.hpp"
#include "caisson/model/fwd.hpp"
#include "caisson/model/schedule.hpp"

namespace caisson::model {

/// What a fire is fired with. All of it lies at the fire's depot.
struct Guns {
    CommodityId commodity;  ///< nothing: guns do not limit the fire
    Number rate;            ///< [round/tube/d] what each can fire at most
    Number life;            ///< [round/tube] after so many it is worn out; not written: it lasts
    CommodityId worn;       ///< what a worn one is counted as from then on, in the same unit; nothing: it is gone
    SourceSpan place{};
};

/// Who is to blame for a loss.
enum class LossCause : std::uint8_t {
    nobody,  ///< so many a day, as long as there are any
    own,     ///< each of those that are there, at the same chance a day
    fire,    ///< each round of a fire
    stock,   ///< each of what another depot holds
};

/// How the loss to an enemy depends on how many there are to be hit (Lanchester, "Aircraft in Warfare", 1916;
/// Deitchman, "A Lanchester model of guerrilla warfare", Operations Research 10, 1962).
enum class LossLaw : std::uint8_t {
    square,  ///< not at all: each shot is aimed
    linear,  ///< in proportion: shots fall into an area, and hit what is there
    mixed,   ///< a share of the shots is aimed
};

/// One way in which what a depot holds is lost.
struct Loss {
    std::string id;
    std::string title;
    DepotId at;
    CommodityId of;
    LossCause cause = LossCause::nobody;
    Number rate;                    ///< [unit/d], [unit/unit/d], [unit/round] or [unit/unit of the other/d]: see cause
    FireId by;                      ///< cause: fire
    DepotId facing;                 ///< cause: stock
    CommodityId facing_of;          ///< likewise
    LossLaw law = LossLaw::square;  ///< fire and stock only
    Number against;                 ///< [unit] at which linear and mixed lose what is written; less if there are fewer
    Number aimed;                   ///< fraction; mixed only
    Schedule intensity{Number{1.0}};  ///< factor of all of it
    SourceSpan place{};
};

}  // namespace caisson::model
