#include <string>
#include <string_view>

#include "model/checks.hpp"

namespace caisson::model {

namespace {

// Whose number it is, as a person finds it: `plants.rus-shells`, `depots.rus-front.shell`.
struct Owner {
    std::string_view section;
    std::string_view id;
    std::string_view commodity;  // of a depot; else empty
    SourceSpan place;

    [[nodiscard]] std::string path(std::string_view key = {}) const {
        std::string path{section};
        path.append(".").append(id);
        for (const std::string_view part : {commodity, key}) {
            if (!part.empty()) {
                path.append(".").append(part);
            }
        }
        return path;
    }
};

void check_change(const Owner& owner, std::string_view key, const Change& change, const Change* before,
                  Findings& findings) {
    const auto add = [&](std::string message, const Number& number, std::string repair, std::vector<Label> related) {
        refuse(findings, FindingCode::bad_schedule, owner.path(key) + ": " + std::move(message),
               place_of(number, owner.place), std::move(repair), std::move(related));
    };
    const auto label = [&](std::string text) {
        return std::vector<Label>{{place_of(before->from, owner.place), std::move(text)}};
    };
    if (change.until.written() && change.until.value <= change.from.value) {
        add("a ramp ends before it begins", change.until, "let `until` be later than `from`", {});
    }
    if (before == nullptr) {
        return;
    }
    if (change.from.value <= before->from.value) {
        add("a change is no later than the one before it", change.from, "write the changes in the order of their dates",
            label("the one before it"));
    } else if (before->until.written() && change.from.value < before->until.value) {
        add("a change comes before the ramp before it has ended", change.from, "end the ramp first, or begin later",
            label("the ramp"));
    }
}

void check_schedule(const Owner& owner, std::string_view key, const Schedule& schedule, Findings& findings) {
    const Change* before = nullptr;
    for (const Change& change : schedule.changes) {
        check_change(owner, key, change, before, findings);
        before = &change;
    }
}

void check_opening(const Owner& owner, const Opening& opening, Findings& findings) {
    if (opening.closes.value <= opening.opens.value) {
        refuse(findings, FindingCode::ends_before_start, owner.path() + " closes before it opens",
               place_of(opening.closes, owner.place), "let it close after it opens",
               {{place_of(opening.opens, owner.place), "it opens here"}});
    }
}

}  // namespace

void check_times(const Checked& checked, Findings& findings) {
    const Scenario& scenario = checked.scenario;
    if (!(scenario.end.value > 0.0)) {
        refuse(findings, FindingCode::ends_before_start, "the scenario ends before it starts", scenario.end.place,
               "let `end` be later than `start`");
    }
    for (const Depot& depot : scenario.depots) {
        for (const Holding& holding : depot.holdings) {
            const Owner owner{"depots", depot.id, scenario.commodities[holding.commodity].id, holding.place};
            check_schedule(owner, "capacity", holding.capacity, findings);
            check_schedule(owner, "reserve", holding.reserve, findings);
        }
    }
    for (const Plant& plant : scenario.plants) {
        const Owner owner{"plants", plant.id, {}, plant.place};
        check_schedule(owner, "rate", plant.rate, findings);
        check_schedule(owner, "yield", plant.work.yield, findings);
        check_opening(owner, plant.opening, findings);
    }
    for (const Fire& fire : scenario.fires) {
        const Owner owner{"fires", fire.id, {}, fire.place};
        check_schedule(owner, "rate", fire.wanted, findings);
        check_opening(owner, fire.opening, findings);
    }
    for (const Loss& loss : scenario.losses) {
        check_schedule({"attrition", loss.id, {}, loss.place}, "intensity", loss.intensity, findings);
    }
    for (const Route& route : scenario.routes) {
        const Owner owner{"routes", route.id, {}, route.place};
        check_schedule(owner, "capacity", route.capacity, findings);
        check_schedule(owner, "sails.lot", route.sails.lot, findings);
        check_schedule(owner, "loss", route.loss, findings);
        check_schedule(owner, "rejects.share", route.rejects.share, findings);
        check_opening(owner, route.opening, findings);
    }
    for (const Deal& deal : scenario.deals) {
        check_opening({"deals", deal.id, {}, deal.place}, deal.opening, findings);
    }
    for (const Sanction& sanction : scenario.sanctions) {
        const Owner owner{"sanctions", sanction.id, {}, sanction.place};
        for (const Enforcement& enforcement : sanction.enforced) {
            check_schedule(owner, "enforcement", enforcement.level, findings);
        }
    }
}

}  // namespace caisson::model
