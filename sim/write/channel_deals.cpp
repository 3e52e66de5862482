// Deals over time: the stages of what is pledged, and what is owed and paid.
#include "write/channel.hpp"

namespace caisson::write {
namespace {

using engine::DealBreak;
using engine::DealFigures;

class PartMaker {
public:
    PartMaker(const engine::Trajectory& run, model::DealPartId part)
        : run_(run), model_(run.model()), part_(part), row_(model_.deal_parts[part]) {}

    [[nodiscard]] std::vector<Channel> make() {
        if (model::is_goods(model_, part_)) {
            add("pledged", Measure::point, &DealFigures::pledged);
            add("ordered", Measure::growth, &DealFigures::ordered);
        } else {
            add("price", Measure::point, &DealFigures::price);
            channels_.back().unit = model::price_unit(model_, part_);
            add("due", Measure::growth, &DealFigures::ordered);
        }
        add("outstanding", Measure::point, &DealFigures::outstanding);
        add("sent", Measure::growth, &DealFigures::sent);
        add("under_way", Measure::point, &DealFigures::in_transit);
        add("delivered", Measure::growth, &DealFigures::arrived);
        add("lost", Measure::growth, &DealFigures::lost);
        add("replaced", Measure::growth, &DealFigures::replaced);
        if (model::is_goods(model_, part_)) {
            add("cancelled", Measure::growth, &DealFigures::cancelled);
        } else {
            add_payment();
        }
        add_withheld();
        return std::move(channels_);
    }

private:
    [[nodiscard]] Curve curve(model::DealPartId part, double DealFigures::*member) const {
        return curve_of(run_.of(part), [member](const DealBreak& one) {
            return Knot{one.time.value, one.figures.*member, one.rates.*member};
        });
    }

    void add(std::string_view variable, Measure measure, Curve curve) {
        const std::string& deal = model_.deals[row_.deal].id;
        const auto& commodity = model_.commodities[row_.commodity];
        const std::string name = model::name_of(model_, part_);
        channels_.push_back({deal + "," + name + "," + commodity.id + ",",
                             deal + "." + name + "." + std::string{variable},
                             variable,
                             commodity.unit,
                             measure,
                             std::move(curve),
                             {}});
    }

    void add(std::string_view variable, Measure measure, double DealFigures::*member) {
        add(variable, measure, curve(part_, member));
    }

    void add_payment() {
        const Curve owed = curve(part_, &DealFigures::owed);
        const Curve paid = curve(part_, &DealFigures::counted);
        add("owed", Measure::growth, owed);
        add("paid", Measure::growth, paid);
        std::vector<Part> arrears;
        arrears.push_back({owed, 1.0});
        arrears.push_back({paid, -1.0});
        add("arrears", Measure::point, sum_of(std::move(arrears)));
        add("implied_price", Measure::ratio, paid);
        channels_.back().divisor = curve(model_.deals[row_.deal].goods(), &DealFigures::arrived);
        channels_.back().unit = model::price_unit(model_, part_);
    }

    void add_withheld() {
        add("withheld", Measure::point, curve_of(run_.of(part_), [](const DealBreak& one) {
                return Knot{one.time.value, one.withheld ? 1.0 : 0.0, 0.0};
            }));
        channels_.back().unit.clear();
    }

    const engine::Trajectory& run_;
    const model::Model& model_;
    model::DealPartId part_;
    const model::DealPartRow& row_;
    std::vector<Channel> channels_;
};

}  // namespace

void for_each_deal(const RunRecord& record, const ChannelTaker& take) {
    for (const auto part : record.trajectory->model().deal_parts.ids()) {
        auto channels = PartMaker(*record.trajectory, part).make();
        take(channels);
    }
}

}  // namespace caisson::write
