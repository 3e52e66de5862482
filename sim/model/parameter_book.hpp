/// Gives each number of a scenario its place in a run's vector of values.
#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "caisson/model/model.hpp"

namespace caisson::model {

/// Numbers that a person wrote get parameters, in the order in which they are added; numbers that nobody wrote share a
/// slot with all others of the same value, behind the parameters.
class ParameterBook {
public:
    explicit ParameterBook(const Scenario& scenario) : scenario_(scenario) {}

    /// unit_of, per   in the model's numbering
    Param add(const Number& number, Role role, CommodityId unit_of = {}, CommodityId per = {});

    /// The same; nothing for a number that nobody wrote.
    Param add_if_written(const Number& number, Role role, CommodityId unit_of = {});

    /// A slot for a value that is no parameter.
    Param constant(double value);

    /// Fills the model's parameters, values, estimates and paths, and settles every Param in it. Last of all.
    void close(Model& model) &&;

private:
    [[nodiscard]] Param settled(Param param) const;

    const Scenario& scenario_;
    std::vector<Parameter> parameters_;
    std::vector<double> constants_;
    std::map<double, std::uint32_t> slot_of_;
    Table<Estimate, Estimate> estimates_;
    PathTable paths_;
};

}  // namespace caisson::model
