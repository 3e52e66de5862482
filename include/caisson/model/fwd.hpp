/// The names of the model's parts, for headers that only name them.
#pragma once
#include "caisson/base/ids.hpp"

namespace caisson::model {

struct Scenario;
struct Model;

struct Commodity;
struct State;
struct Depot;
struct Plant;
struct Fire;
struct Route;
struct Deal;
struct DealPart;
struct Group;
struct Sanction;
struct Rule;
struct Outcome;
struct Estimate;
struct Loss;

struct Node;
struct Flow;

using CommodityId = Id<Commodity>;
using StateId = Id<State>;
using DepotId = Id<Depot>;
using PlantId = Id<Plant>;
using FireId = Id<Fire>;
using RouteId = Id<Route>;
using DealId = Id<Deal>;
/// The goods of a deal, or one of its payments.
using DealPartId = Id<DealPart>;
using GroupId = Id<Group>;
using SanctionId = Id<Sanction>;
using RuleId = Id<Rule>;
using OutcomeId = Id<Outcome>;
using EstimateId = Id<Estimate>;
using LossId = Id<Loss>;

/// What can hold stock: a cell (one commodity at one depot), or the port at the end of a route.
using NodeId = Id<Node>;
/// What can move goods at a rate: see model.hpp.
using FlowId = Id<Flow>;

}  // namespace caisson::model
