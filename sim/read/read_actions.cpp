#include <algorithm>
#include <fmt/format.h>
#include <iterator>

#include "caisson/base/path.hpp"
#include "complain.hpp"
#include "examples.hpp"
#include "levers.hpp"
#include "measures.hpp"
#include "numbers.hpp"
#include "rule_parts.hpp"

namespace caisson::read {
namespace {

using model::Action;
using model::ActionKind;
using model::CommodityId;
using model::LeverOf;

void remember(Action& action, Thing thing, std::uint32_t index) {
    switch (thing) {
        case Thing::plant:
            action.plant = model::PlantId{index};
            break;
        case Thing::fire:
            action.fire = model::FireId{index};
            break;
        case Thing::route:
            action.route = model::RouteId{index};
            break;
        case Thing::deal:
            action.deal = model::DealId{index};
            break;
        case Thing::depot:
            action.depot = model::DepotId{index};
            break;
        case Thing::commodity:
            action.commodity = CommodityId{index};
            break;
        case Thing::loss:
            action.loss = model::LossId{index};
            break;
        case Thing::sanction:
            action.sanction = model::SanctionId{index};
            break;
        default:
            break;
    }
}

/// Follows the path of what an action changes, one part after another, with all kinds of paths that it may still be.
class LeverSearch {
public:
    LeverSearch(const Fields& fields, const ActionKey& kind, Action& action)
        : binder_(fields.binder()), key_(kind.key), value_(fields[kind.key]), action_(action) {
        for (const LeverRow& row : levers()) {
            if (moves(kind.kind, row) && is_known(binder_.keys, row)) {
                rows_.push_back(&row);
            }
        }
    }

    /// What is changed; nothing, after a complaint, if the path names nothing that can be.
    const LeverRow* find() {
        if (!has_kind(binder_, value_, Wanted::text, binder_.keys.row(key_))) {
            return nullptr;
        }
        if (rows_.empty()) {
            return nullptr;  // the table lacks the keys of all such paths
        }
        text_ = binder_.document.text(value_);
        const auto parts = split_path(text_);
        if (!parts) {
            const TextError& error = parts.error();
            complain_of(binder_, FindingCode::unknown_path,
                        TextPart{value_, error.offset_in_bytes, error.length_in_bytes}, error.message, error.repair);
            return nullptr;
        }
        for (const std::string_view part : *parts) {
            if (!step(part)) {
                return nullptr;
            }
        }
        if (rows_.front()->parts.size() > at_) {
            refuse_short();
            return nullptr;
        }
        return rows_.front();
    }

private:
    bool step(std::string_view part) {
        if (at_ > 0 && rows_.front()->parts.size() == at_) {
            refuse_rest(part);
            return false;
        }
        std::vector<const LeverRow*> next;
        std::copy_if(rows_.begin(), rows_.end(), std::back_inserter(next),
                     [&](const LeverRow* row) { return fits(*row, part); });
        if (next.empty()) {
            refuse_part(part);
            return false;
        }
        rows_ = std::move(next);
        if (const Thing thing = rows_.front()->parts[at_].thing; thing != Thing::nothing) {
            remember(action_, thing, binder_.names_of(thing).at(part).index);
            if (thing == Thing::actor) {
                action_.by = actor_at(binder_, binder_.names_of(thing).at(part).index);
            }
        }
        ++at_;
        return true;
    }

    /// Whether a kind of path may go on with a part.
    [[nodiscard]] bool fits(const LeverRow& row, std::string_view part) const {
        const LeverPart& wanted = row.parts[at_];
        if (wanted.thing == Thing::commodity && action_.deal.valid()) {
            const std::vector<std::string_view> paid = payments();
            return std::find(paid.begin(), paid.end(), part) != paid.end();
        }
        if (wanted.thing == Thing::actor) {
            return binder_.names_of(wanted.thing).contains(part) &&
                   enforces(actor_at(binder_, binder_.names_of(wanted.thing).at(part).index));
        }
        if (wanted.thing != Thing::nothing) {
            return binder_.names_of(wanted.thing).contains(part);
        }
        return may_have(row) && binder_.keys.row(wanted.key).name == part;
    }

    /// Whether a state or a group enforces the sanction of the path; nobody in particular if it is felt everywhere.
    [[nodiscard]] bool enforces(const model::Actor& by) const {
        const auto& enforced = binder_.scenario.sanctions[action_.sanction].enforced;
        return std::any_of(enforced.begin(), enforced.end(),
                           [&](const model::Enforcement& one) { return one.by == by; });
    }

    /// A route flows or sails, and has a capacity or a lot; not every one rejects, and not every plant takes time.
    [[nodiscard]] bool may_have(const LeverRow& row) const {
        const model::Scenario& scenario = binder_.scenario;
        if (row.lever == model::Lever::yield && action_.plant.valid()) {
            return scenario.plants[action_.plant].work.takes.written();
        }
        if (row.lever == model::Lever::enforcement && action_.sanction.valid()) {
            const bool everywhere = row.parts.back().thing == Thing::nothing;
            return everywhere ? enforces({}) : !binder_.scenario.sanctions[action_.sanction].enforced.empty();
        }
        if (row.lever == model::Lever::rejects && action_.route.valid()) {
            return scenario.routes[action_.route].rejects.as.valid();
        }
        return !row.form || !action_.route.valid() || scenario.routes[action_.route].form == *row.form;
    }

    /// The commodities in which a deal is paid.
    [[nodiscard]] std::vector<std::string_view> payments() const {
        std::vector<std::string_view> ids;
        for (const model::DealPart& payment : binder_.scenario.deals[action_.deal].payments) {
            ids.emplace_back(binder_.scenario.commodities[payment.commodity].id);
        }
        return ids;
    }

    /// How a path may go on.
    [[nodiscard]] std::vector<std::string_view> names() const {
        std::vector<std::string_view> names;
        for (const LeverRow* row : rows_) {
            const LeverPart& part = row->parts[at_];
            if (part.thing == Thing::commodity && action_.deal.valid()) {
                return payments();
            }
            if (part.thing == Thing::actor) {
                return names_of_enforcers();
            }
            if (part.thing != Thing::nothing) {
                return names_to_suggest(binder_, part.thing);
            }
            const std::string_view name = binder_.keys.row(part.key).name;
            if (may_have(*row) && std::find(names.begin(), names.end(), name) == names.end()) {
                names.push_back(name);
            }
        }
        return names;
    }

    [[nodiscard]] std::vector<std::string_view> names_of_enforcers() const {
        std::vector<std::string_view> names;
        for (const model::Enforcement& one : binder_.scenario.sanctions[action_.sanction].enforced) {
            if (one.by.state.valid()) {
                names.emplace_back(binder_.scenario.states[one.by.state].id);
            } else if (one.by.group.valid()) {
                names.emplace_back(binder_.scenario.groups[one.by.group].id);
            }
        }
        return names;
    }

    [[nodiscard]] std::size_t offset_of(std::string_view part) const {
        return static_cast<std::size_t>(part.data() - text_.data());
    }

    /// The path up to a part.
    [[nodiscard]] std::string_view before(std::string_view part) const {
        return text_.substr(0, std::max<std::size_t>(offset_of(part), 1) - 1);
    }

    [[nodiscard]] std::string_view verb() const { return binder_.keys.row(key_).name; }

    [[nodiscard]] std::string example() const {
        return fmt::format("such as {}", example_line(binder_, binder_.keys.row(key_)));
    }

    void refuse_part(std::string_view part) {
        const Thing thing = rows_.front()->parts[at_].thing;
        if (thing != Thing::nothing && !binder_.names_of(thing).complete) {
            return;
        }
        const std::string_view parent = before(part);
        std::string repair = did_you_mean_or_list(part, names(), "it has");
        complain_of(binder_, FindingCode::unknown_path, TextPart{value_, offset_of(part), part.size()},
                    fmt::format("{} has no {} that a rule can {}", parent.empty() ? "a scenario" : quote(parent),
                                quote(part), verb()),
                    repair.empty() ? example() : repair);
    }

    void refuse_rest(std::string_view part) {
        const std::size_t offset = offset_of(part);
        complain_of(binder_, FindingCode::unknown_path, TextPart{value_, offset, text_.size() - offset},
                    fmt::format("{} is all that {} needs", quote(before(part)), quote(verb())),
                    fmt::format("write \"{}\"", before(part)));
    }

    /// A path that could go on is shown with an end.
    void refuse_short() {
        std::string path{text_};
        while (rows_.front()->parts.size() > at_) {
            const std::vector<std::string_view> known = names();
            if (known.empty()) {
                break;
            }
            path += fmt::format(".{}", known.front());
            if (!step(known.front())) {
                break;
            }
        }
        complain_of(binder_, FindingCode::unknown_path, value_,
                    fmt::format("{} is nothing that a rule can {}", quote(text_), verb()),
                    rows_.front()->parts.size() == at_ ? fmt::format("such as {}", path) : example());
    }

    Binder& binder_;
    Key key_;
    ValueId value_;
    Action& action_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<const LeverRow*> rows_;
};

/// In whose unit the value is that an action changes.
CommodityId unit_of(const model::Scenario& scenario, const Action& action) {
    switch (action.of) {
        case LeverOf::plant:
            return scenario.plants[action.plant].makes;
        case LeverOf::fire: {
            const auto& uses = scenario.fires[action.fire].uses;
            return uses.empty() ? CommodityId{} : uses.front().commodity;
        }
        case LeverOf::route:
            return scenario.routes[action.route].carries;
        case LeverOf::enforcement:
        case LeverOf::loss:
        case LeverOf::node:
        case LeverOf::deal:
        case LeverOf::deal_part:
            break;
    }
    return action.commodity;
}

/// The row of the new value: it is a fraction, or what is set, by another name.
/// lever  what is changed; nothing if that is not known, which was said
KeyRow row_of_new_value(const Binder& binder, ActionKind kind, const LeverRow* lever) {
    KeyRow row = binder.keys.row(Key::action_to);
    if (kind == ActionKind::set && lever != nullptr) {
        const KeyRow& changed = binder.keys.row(lever->key());
        row.shape = Shape::number;
        row.role = changed.role;
        row.example = changed.example;
    }
    return row;
}

void read_new_value(const Fields& fields, Action& action, const LeverRow* lever, Key kind) {
    Binder& binder = fields.binder();
    if (!binder.keys.has(Key::action_to)) {
        return;
    }
    const KeyRow row = row_of_new_value(binder, action.kind, lever);
    const Units units{.of = lever == nullptr ? CommodityId{} : unit_of(binder.scenario, action)};
    if (fields.lacks(Key::action_to)) {
        complain_of(binder, FindingCode::missing_key, fields.owner(),
                    fmt::format("{} with {} needs the key {}", binder.keys.row(Section::action).name,
                                quote(fields.name_of(kind)), quote(row.name)),
                    fmt::format("such as {}", example_line(binder, row, units)));
        return;
    }
    const bool told = lever != nullptr || action.kind == ActionKind::scale;
    if (told && fields.has(Key::action_to)) {
        action.to = read_number(binder, row, fields[Key::action_to], path_of(fields, Key::action_to), units);
    }
}

}  // namespace

Action read_action(const Fields& fields) {
    Action action;
    action.place = fields.binder().span(fields.owner());
    const auto kind = only_written(fields, action_keys);
    if (!kind) {
        return action;
    }
    action.kind = kind->kind;
    const LeverRow* lever = LeverSearch(fields, *kind, action).find();
    if (lever != nullptr) {
        action.lever = lever->lever;
        action.of = lever->of;
    }
    if (action.kind == ActionKind::set || action.kind == ActionKind::scale) {
        read_new_value(fields, action, lever, kind->key);
    }
    return action;
}

}  // namespace caisson::read
