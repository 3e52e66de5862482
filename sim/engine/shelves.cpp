#include "engine/shelves.hpp"

#include <algorithm>

#include "engine/mechanisms.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {
namespace {

/// What was computed of the oldest slug is not true of the next one.
void pop_front(ShelfState& shelf, Ring<Slug>& slugs) {
    slugs.pop();
    shelf.front_ends = shelf.front_expires = never;
}

void take_from_front(ShelfState& shelf, Ring<Slug>& slugs, double amount) {
    while (amount > 0.0 && !slugs.empty()) {
        Slug& front = slugs.front();
        const double there = front.content();
        if (amount >= there) {
            amount -= there;
            pop_front(shelf, slugs);
            continue;
        }
        if (front.rate > 0.0) {
            front.from += amount / front.rate;
        } else {
            front.amount -= amount;
        }
        amount = 0.0;
    }
}

/// Follows the slugs to the present instant.
void advance(RunState& state, std::uint32_t index) {
    ShelfState& shelf = state.shelves[index];
    Ring<Slug>& slugs = state.slugs[index];
    const double elapsed = state.now - shelf.since;
    if (elapsed <= 0.0) {
        return;
    }
    if (shelf.filling) {
        slugs.back().until = state.now;
    }
    take_from_front(shelf, slugs, (shelf.out + shelf.rate) * elapsed);
    shelf.filling = shelf.filling && !slugs.empty();
    shelf.before = shelf.expired(state.now);
    shelf.since = state.now;
}

/// What comes in from now on is no part of the youngest slug, of which there may be nothing yet.
void end_slug(ShelfState& shelf, Ring<Slug>& slugs) {
    if (shelf.filling && slugs.back().from >= slugs.back().until) {
        slugs.pop_back();
    }
    shelf.filling = false;
}

/// What comes in from now on, and stays for a while, is a slug of its own.
void begin_slug(RunState& state, std::uint32_t index, double in) {
    ShelfState& shelf = state.shelves[index];
    Ring<Slug>& slugs = state.slugs[index];
    if (shelf.filling && in == shelf.in) {
        return;
    }
    end_slug(shelf, slugs);
    shelf.filling = in > 0.0;
    if (shelf.filling) {
        slugs.push({state.now, state.now, in, 0.0});
    }
}

/// Goods that came at once are too old at once.
void expire_at_once(RunState& state, std::uint32_t index) {
    ShelfState& shelf = state.shelves[index];
    Ring<Slug>& slugs = state.slugs[index];
    const double amount = std::min(slugs.front().amount, std::max(0.0, state.nodes[shelf.node.index].at(state.now)));
    slugs.pop();
    shelf.before += amount;
    change_stock(state, shelf.node, -amount);
    record(state, EventKind::goods_expired, EntityKind::node, shelf.node.index, amount);
}

/// The rate at which the oldest goods are too old, less what flows take of them.
double rate_of_expiry(const ShelfState& shelf, const Ring<Slug>& slugs, double now) {
    if (slugs.empty() || slugs.front().rate == 0.0 || now - slugs.front().from < shelf.life - instant_width) {
        return 0.0;
    }
    return std::max(0.0, slugs.front().rate - shelf.out);
}

void predict_shelf(RunState& state, std::uint32_t index) {
    ShelfState& shelf = state.shelves[index];
    const Ring<Slug>& slugs = state.slugs[index];
    shelf.front_ends = shelf.front_expires = never;
    if (!slugs.empty()) {
        const Slug& front = slugs.front();
        const double leaves = shelf.out + shelf.rate;
        const bool grows = shelf.filling && slugs.size() == 1;
        if (leaves > 0.0 && !grows) {
            shelf.front_ends = state.now + front.content() / leaves;
        }
        if (front.rate == 0.0) {
            shelf.front_expires = front.from + shelf.life;
        } else if (shelf.rate == 0.0 && shelf.out < front.rate) {
            const double left = std::max(0.0, shelf.life - (state.now - front.from));
            shelf.front_expires = state.now + left / (1.0 - shelf.out / front.rate);
        }
    }
    state.clocks.set(shelf.slot, std::min(shelf.front_ends, shelf.front_expires));
}

}  // namespace

void ring_shelf(RunState& state, std::uint32_t index) {
    ShelfState& shelf = state.shelves[index];
    Ring<Slug>& slugs = state.slugs[index];
    const double latest = state.now + instant_width;
    advance(state, index);
    if (shelf.front_ends <= latest) {
        slugs.pop();  // a computed end has come, whatever rounding has left of it
    } else if (!slugs.empty() && shelf.front_expires <= latest && slugs.front().rate > 0.0) {
        slugs.front().from = state.now - shelf.life;
    }
    while (!slugs.empty() && slugs.front().rate == 0.0 && slugs.front().from + shelf.life <= latest) {
        expire_at_once(state, index);
    }
    if (slugs.empty() && state.nodes[shelf.node.index].at(state.now) != 0.0) {
        clear_rest(state, shelf.node);
        state.nodes[shelf.node.index].must_judge = true;
    }
    shelf.front_ends = shelf.front_expires = never;
    ++state.counts.events;
    state.touched_nodes.add(shelf.node);
    state.stale_shelves.add(Id<ShelfState>{index});
}

void jump_on_shelf(RunState& state, std::uint32_t index, double amount) {
    ShelfState& shelf = state.shelves[index];
    advance(state, index);
    Ring<Slug>& slugs = state.slugs[index];
    if (amount < 0.0) {
        take_from_front(shelf, slugs, -amount);
        shelf.filling = shelf.filling && !slugs.empty();
    } else if (amount > 0.0) {
        end_slug(shelf, slugs);
        slugs.push({state.now, state.now, 0.0, amount});
    }
    state.stale_shelves.add(Id<ShelfState>{index});
}

double settle_shelf(RunState& state, std::uint32_t index) {
    ShelfState& shelf = state.shelves[index];
    Ring<Slug>& slugs = state.slugs[index];
    const double in = state.allocation.inflow[shelf.node];
    const double out = state.allocation.outflow[shelf.node];
    advance(state, index);
    const bool empty = state.nodes[shelf.node.index].at(state.now) <= 0.0;
    if (empty) {
        slugs.clear();
        shelf.filling = false;
    }
    begin_slug(state, index, empty && in <= out ? 0.0 : in);
    shelf.in = in;
    shelf.out = out;
    const double rate = rate_of_expiry(shelf, slugs, state.now);
    if ((rate > 0.0) != (shelf.rate > 0.0)) {
        record(state, EventKind::expiry_changed, EntityKind::node, shelf.node.index, rate);
    }
    shelf.rate = rate;
    predict_shelf(state, index);
    return rate;
}

void build_shelves(RunState& state) {
    for (const model::NodeId node : state.model.nodes.ids()) {
        if (state.model.nodes[node].shelf_life.valid()) {
            state.node_limits[node.index].shelf = static_cast<std::uint32_t>(state.shelves.size());
            state.nodes[node.index].drain = Drain::expires;
            state.shelves.emplace_back().node = node;
        }
    }
    state.slugs.resize(state.shelves.size());
}

double expired(const RunState& state, model::NodeId node) {
    const std::uint32_t shelf = state.node_limits[node.index].shelf;
    return shelf == no_slot ? 0.0 : state.shelves[shelf].expired(state.now);
}

double expiry_rate(const RunState& state, model::NodeId node) {
    const std::uint32_t shelf = state.node_limits[node.index].shelf;
    return shelf == no_slot ? 0.0 : state.shelves[shelf].rate;
}

void reset_shelves(RunState& state) {
    for (std::uint32_t index = 0; index < state.shelves.size(); ++index) {
        ShelfState& shelf = state.shelves[index];
        ShelfState fresh;
        fresh.node = shelf.node;
        fresh.slot = shelf.slot;
        fresh.life = state.value(state.model.nodes[shelf.node].shelf_life);
        shelf = fresh;
        state.slugs[index].clear();
        const double stock = state.nodes[shelf.node.index].stock;
        if (stock > 0.0) {
            state.slugs[index].push({0.0, 0.0, 0.0, stock});
        }
        state.stale_shelves.add(Id<ShelfState>{index});
    }
}

}  // namespace caisson::engine
