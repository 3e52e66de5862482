#include "caisson/app/list.hpp"

#include <cmath>
#include <utility>

#include "caisson/app/load.hpp"
#include "caisson/base/date.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/model/role.hpp"
#include "caisson/read/explain.hpp"

namespace caisson::app {
namespace {

using model::Dimension;

std::string text_of(const model::Model& model, const model::Parameter& parameter, double value) {
    switch (model::row_of(parameter.role).dimension) {
        case Dimension::date:
            return format_date(model.start, Days{value});
        case Dimension::flag:
            return value == 0.0 ? "false" : "true";
        default:
            return std::isinf(value) ? "unlimited" : number_text(value);
    }
}

std::string source_of(const model::Estimate& estimate) {
    if (!estimate.source.empty() || estimate.assumption.empty()) {
        return estimate.source;
    }
    return "assumption: " + estimate.assumption;
}

/// Fills a listing from a loaded scenario.
class Lister {
public:
    explicit Lister(const Loaded& loaded) : model_(*loaded.model), reading_(loaded.reading) {}

    Listing gather() {
        Listing listing;
        listing.title = model_.title;
        for (const auto& variant : reading_.variants) {
            listing.variants.push_back(
                {variant.name, variant.title, read::place_text(variant.place, reading_.sources)});
        }
        for (const auto& parameter : model_.parameters) {
            listing.parameters.push_back(listed(parameter));
            if (parameter.estimate.valid()) {
                listing.estimates.push_back(listed(parameter, model_.estimates[parameter.estimate]));
            }
        }
        for (const auto& outcome : model_.outcomes) {
            const bool is_date = outcome.kind == model::OutcomeKind::first;
            listing.outcomes.push_back({outcome.id, outcome.title, is_date ? "date" : outcome.unit});
        }
        return listing;
    }

private:
    [[nodiscard]] ListedParameter listed(const model::Parameter& parameter) const {
        return {std::string(model_.paths.text(parameter.path)),
                parameter.value,
                text_of(model_, parameter, parameter.value),
                std::isinf(parameter.value) ? std::string{} : model::unit_of(model_, parameter),
                parameter.estimate.valid() ? source_of(model_.estimates[parameter.estimate]) : std::string{},
                read::place_text(parameter.place, reading_.sources)};
    }

    [[nodiscard]] ListedEstimate listed(const model::Parameter& parameter, const model::Estimate& estimate) const {
        ListedEstimate listed;
        listed.path = model_.paths.text(parameter.path);
        if (estimate.form != model::EstimateForm::point) {
            listed.low = text_of(model_, parameter, estimate.low);
            listed.high = text_of(model_, parameter, estimate.high);
        }
        listed.best = text_of(model_, parameter, parameter.value);
        listed.unit = model::unit_of(model_, parameter);
        listed.source = estimate.source;
        listed.as_of = estimate.as_of;
        listed.assumption = estimate.assumption;
        listed.note = estimate.note;
        listed.place = read::place_text(parameter.place, reading_.sources);
        return listed;
    }

    const model::Model& model_;
    const read::Reading& reading_;
};

}  // namespace

Result<Listing, Failure> list(const read::Request& request) {
    auto loaded = load(request);
    if (!loaded) {
        return tl::unexpected(std::move(loaded.error()));
    }
    Listing listing = Lister(*loaded).gather();
    listing.found = {request.file, loaded->reading.scenario.variants, std::move(loaded->warnings),
                     std::move(loaded->reading.sources)};
    return listing;
}

}  // namespace caisson::app
