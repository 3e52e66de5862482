// Quantities of different dimensions cannot be mistaken for one another.
#include "caisson/base/quantity.hpp"

using caisson::Amount;
using caisson::Days;
using caisson::Rate;

Days time_to(Amount stock, Amount level, Rate rate) { return (level - stock) / rate; }

void quantities(Amount stock, Rate rate, Days time) {
#ifdef REFUSE_AMOUNT_PLUS_RATE
    stock + rate;
#else
    stock += rate * time;
#endif

#ifdef REFUSE_SWAPPED_ARGUMENTS
    time_to(rate, stock, stock);
#else
    time = time_to(stock, Amount{0.0}, rate);
#endif

#ifdef REFUSE_PLAIN_NUMBER_AS_AMOUNT
    stock = 400'000.0;
#else
    stock = Amount{400'000.0};
#endif

#ifdef REFUSE_PLAIN_ARGUMENT
    time_to(stock, 0.0, rate);
#else
    time_to(stock, Amount{0.0}, rate);
#endif

#ifdef REFUSE_AMOUNT_AS_PLAIN_NUMBER
    double plain = stock;
#else
    double plain = stock.value;
#endif

#ifdef REFUSE_RATIO_AS_AMOUNT
    stock = stock / stock;
#else
    plain = stock / stock;
#endif

#ifdef REFUSE_AMOUNT_OVER_RATE_AS_AMOUNT
    stock = stock / rate;
#else
    time = stock / rate;
#endif

#ifdef REFUSE_COMPARED_DIMENSIONS
    const bool less = stock < rate;
#else
    const bool less = stock < rate * time;
#endif

#ifdef REFUSE_SQUARED_RATE
    rate = rate * rate;
#else
    rate = rate * (rate / rate);
#endif
    static_cast<void>(plain);
    static_cast<void>(less);
}
