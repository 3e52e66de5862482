// An id indexes the table of its own kind and nothing else.
#include "caisson/base/ids.hpp"

#include "caisson/base/table.hpp"

using caisson::Id;
using caisson::Table;

struct Depot {};

struct Route {};

void ship(Id<Depot> from, Id<Depot> to, Id<Route> route);

void ids(Table<Depot, double>& stocks, Id<Depot> depot, Id<Route> route) {
#ifdef REFUSE_ID_OF_ANOTHER_TABLE
    stocks[route] = 1.0;
#else
    stocks[depot] = 1.0;
#endif

#ifdef REFUSE_NUMBER_AS_INDEX
    stocks[0] = 1.0;
#else
    stocks[Id<Depot>{0}] = 1.0;
#endif

#ifdef REFUSE_SWAPPED_IDS
    ship(route, depot, depot);
#else
    ship(depot, depot, route);
#endif

#ifdef REFUSE_CONVERTED_ID
    depot = Id<Depot>{route};
#else
    depot = Id<Depot>{route.index};
#endif

#ifdef REFUSE_COMPARED_KINDS
    const bool same = depot == route;
#else
    const bool same = depot == depot;
#endif

#ifdef REFUSE_TABLE_OF_ANOTHER_KIND
    Table<Route, double> other = stocks;
#else
    Table<Depot, double> other = stocks;
#endif
    static_cast<void>(same);
    static_cast<void>(other);
}
