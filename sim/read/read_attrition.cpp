#include <fmt/format.h>

#include "complain.hpp"
#include "examples.hpp"
#include "numbers.hpp"
#include "things.hpp"

namespace caisson::read {
namespace {

using model::CommodityId;
using model::Loss;
using model::LossCause;
using model::LossLaw;

void read_rate(const Fields& fields, Loss& loss) {
    const model::Scenario& scenario = fields.binder().scenario;
    if (fields.has(Key::kills)) {
        loss.cause = LossCause::fire;
        const bool known = loss.by.valid() && !scenario.fires[loss.by].uses.empty();
        const CommodityId rounds = known ? scenario.fires[loss.by].uses.front().commodity : CommodityId{};
        loss.rate = read_number(fields, Key::kills, {.of = loss.of, .per = rounds});
    } else if (fields.has(Key::kills_each)) {
        loss.cause = LossCause::stock;
        loss.rate = read_number(fields, Key::kills_each, {.of = loss.of, .per = loss.facing_of});
    } else if (fields.has(Key::loss_each)) {
        loss.cause = LossCause::own;
        loss.rate = read_number(fields, Key::loss_each, {.of = loss.of, .per = loss.of});
    } else {
        loss.rate = read_number(fields, Key::loss_rate, {.of = loss.of});
    }
}

void read_facing(const Fields& loss, Loss& row) {
    const ValueId map = loss[Key::facing];
    Binder& binder = loss.binder();
    if (!map.valid() || !has_kind(binder, map, Wanted::map, binder.keys.row(Key::facing))) {
        return;
    }
    const Fields fields(binder, Section::facing, map, loss.key(Key::facing), path_of(loss, Key::facing));
    row.facing = refer<model::Depot>(binder, Thing::depot, fields[Key::facing_at]);
    row.facing_of = refer<model::Commodity>(binder, Thing::commodity, fields[Key::facing_of]);
}

/// Which laws need a number, and which know nothing of it.
void match_to_law(const Fields& fields, Key key, bool wanted, Units units) {
    Binder& binder = fields.binder();
    if (!fields.has(Key::law) || !binder.keys.has(key)) {
        return;
    }
    const std::string_view law = binder.document.text(fields[Key::law]);
    if (wanted && fields.lacks(key)) {
        complain_of(binder, FindingCode::missing_key, fields.owner(),
                    fmt::format("the law {} needs the key {}", quote(law), quote(fields.name_of(key))),
                    such_as(fields, key, units));
    } else if (!wanted && fields.has(key)) {
        complain_of(binder, FindingCode::misplaced_key, fields.key(key),
                    fmt::format("the law {} knows nothing of {}", quote(law), quote(fields.name_of(key))),
                    "leave it out, or write another law");
    }
}

void read_law(const Fields& fields, Loss& loss) {
    const Units units{.of = loss.of};
    loss.law = read_choice<LossLaw>(fields, Key::law);
    loss.against = read_number(fields, Key::against, units);
    loss.aimed = read_number(fields, Key::aimed);
    if (fields.has(Key::law) && fields.binder().document.kind(fields[Key::law]) != ValueKind::text) {
        return;
    }
    match_to_law(fields, Key::against, loss.law != LossLaw::square, units);
    match_to_law(fields, Key::aimed, loss.law == LossLaw::mixed, {});
}

Loss read_loss(const Fields& fields) {
    Binder& binder = fields.binder();
    Loss row;
    read_heading(fields, row);
    row.at = refer<model::Depot>(binder, Thing::depot, fields[Key::loss_at]);
    row.of = refer<model::Commodity>(binder, Thing::commodity, fields[Key::loss_of]);
    row.by = refer<model::Fire>(binder, Thing::fire, fields[Key::killed_by]);
    read_facing(fields, row);
    read_rate(fields, row);
    read_law(fields, row);
    row.intensity.first = read_number(fields, Key::intensity);
    read_schedule(fields, Key::loss_schedule, Section::loss_change, {{Key::intensity, {}, row.intensity}});
    return row;
}

}  // namespace

void read_losses(const Fields& root) {
    root.binder().scenario.losses.rows().reserve(root.binder().names_of(Thing::loss).size());
    for_each_thing(root, Key::attrition, Section::loss,
                   [&](const Fields& fields) { root.binder().scenario.losses.add(read_loss(fields)); });
}

}  // namespace caisson::read
