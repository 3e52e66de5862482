/// What rules can change: which paths there are, in the names of the table of keys.
#pragma once
#include <optional>
#include <span>

#include "caisson/model/scenario.hpp"
#include "caisson/read/keys.hpp"

namespace caisson::read {

/// One part of such a path: an id of a kind of thing, or, if it is of none, the name of a key.
struct LeverPart {
    Key key{};
    Thing thing = Thing::nothing;
};

/// One kind of path.
struct LeverRow {
    model::LeverOf of{};
    model::Lever lever{};
    bool scales = false;  ///< whether it can be scaled too
    std::span<const LeverPart> parts{};
    std::optional<model::RouteForm> form{};  ///< of a route: only routes of this form have it

    /// The key of the value; of what can be opened, that of the table.
    [[nodiscard]] Key key() const;
};

/// The key of an action that changes something, and how.
struct ActionKey {
    Key key{};
    model::ActionKind kind{};
};

inline constexpr ActionKey action_keys[] = {
    {Key::action_open, model::ActionKind::open},         {Key::action_close, model::ActionKind::close},
    {Key::action_set, model::ActionKind::set},           {Key::action_scale, model::ActionKind::scale},
    {Key::action_withhold, model::ActionKind::withhold}, {Key::action_let_go, model::ActionKind::let_go},
};

/// All kinds of paths, the likeliest first.
[[nodiscard]] std::span<const LeverRow> levers();

/// Whether an action can change it.
[[nodiscard]] bool moves(model::ActionKind kind, const LeverRow& row);

/// Whether the table has all keys of a path.
[[nodiscard]] bool is_known(const KeyTable& keys, const LeverRow& row);

}  // namespace caisson::read
