/// datapackage.json: what every column and variable means and is counted in, after the Frictionless standard.
#pragma once
#include <span>
#include <string>

#include "caisson/write/tables.hpp"

namespace caisson::write {

/// The text of datapackage.json for these tables. User text stands here as it was written, and in no table.
/// source   Data Package (v1), Tabular Data Resource, Table Schema: https://specs.frictionlessdata.io
[[nodiscard]] std::string data_package_text(std::span<const RunRecord> runs, const Sampling& sampling);

}  // namespace caisson::write
