// Deals: docs/semantics.md, section 13. Every number is worked out beside it.
#include <string>
#include <vector>

#include "caisson/engine/outcomes.hpp"
#include "support/catch.hpp"
#include "support/rules.hpp"
#include "support/sanctions.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::EventKind;
using tiny::Network;

namespace {

using Times = std::vector<double>;

/// A seller with rounds and a buyer with fuel.
Network parties(double rounds, double fuel) {
    Network network;
    network.depot("seller", rounds);
    network.depot("buyer", 0.0);
    network.depot("buyer", fuel, "fuel");
    network.depot("seller", 0.0, "fuel");
    network.belongs("buyer", "BUY");
    return network;
}

/// The same with lots of rounds.
Network with_ship(double rounds, double fuel, double lot = 100.0) {
    auto network = parties(rounds, fuel);
    network.demand("ship", "seller", "buyer", lot).transit(8);
    return network;
}

/// The same with lots of fuel.
Network with_oil(double rounds, double fuel) {
    auto network = parties(rounds, fuel);
    network.demand("oil", "buyer", "seller", 1e6, "fuel").transit(10);
    return network;
}

/// Lots of rounds take 8 days, lots of fuel 10.
Network barter(double rounds, double fuel, double lot = 100.0) {
    auto network = with_oil(rounds, fuel);
    network.demand("ship", "seller", "buyer", lot).transit(8);
    return network;
}

/// The same with a road and a pipe that take no time: 100 rounds and 10 t a day.
Network by_road() {
    auto network = parties(1000.0, 1000.0);
    network.route("road", "seller", "buyer", 100.0);
    network.route("pipe", "buyer", "seller", 10.0, "fuel");
    return network;
}

}  // namespace

TEST_CASE("a tranche is paid on delivery, and the next one begins when it is paid", "[engine][known][KA-70]") {
    auto network = barter(1e6, 1e6, 1000.0);
    network.deal("barter", "ship", 1000.0, 4).pays("oil", 0.04);
    const auto seen = tiny::run(network, Days{80});
    // 8 days there and 10 back: a tranche every 18 days.
    CHECK(seen.times(EventKind::lot_sailed, "ship") == Times{0, 18, 36, 54});
    CHECK(seen.times(EventKind::lot_arrived, "ship") == Times{8, 26, 44, 62});
    CHECK(seen.times(EventKind::lot_sailed, "oil") == Times{8, 26, 44, 62});
    CHECK(seen.times(EventKind::lot_arrived, "oil") == Times{18, 36, 54, 72});
    CHECK(seen.amounts(EventKind::payment_released) == Times{40, 40, 40, 40});  // 1000 at 0.04
    CHECK(seen.times(EventKind::deal_ended) == Times{62});
    CHECK(seen.amounts(EventKind::deal_ended) == Times{0});  // nothing is cancelled
    // On day 40 the third tranche is under way: 2000 delivered, 1000 on the way, the last one outstanding.
    const auto goods = seen.deal("barter", "shell", 40);
    CHECK(goods.pledged == 4000);
    CHECK(goods.ordered == 3000);
    CHECK(goods.arrived == 2000);
    CHECK(goods.in_transit == 1000);
    CHECK(goods.outstanding == 1000);
}

TEST_CASE("what is owed and not paid is in arrears", "[engine][known][KA-71]") {
    auto network = barter(600'000, 15'000, 600'000);
    network.deal("barter", "ship", 600'000, 1).pays("oil", 0.04);
    const auto seen = tiny::run(network, Days{30});
    const auto fuel = seen.deal("barter", "fuel", 30);
    CHECK(fuel.owed == 24'000);                   // 600,000 * 0.04
    CHECK(fuel.counted == 15'000);                // all that the buyer had
    CHECK(fuel.owed - fuel.counted == 9'000);     // in arrears
    CHECK(fuel.counted / fuel.price == 375'000);  // rounds paid for so far
    CHECK(fuel.outstanding == 9'000);             // released, and not there to be loaded
}

TEST_CASE("the price follows the buyer's days of supply", "[engine][known][KA-107]") {
    // 0.04 t at 60 days of supply, twice that at 20. The buyer fires 10 a day.
    const auto cost = [](double rounds) {
        auto network = barter(1e6, 1e6, 1000.0);
        network.depot("reserve", rounds);
        network.belongs("reserve", "BUY");
        network.fire("guns", "reserve", 10.0);
        network.deal("barter", "ship", 1000.0, 1).pays("oil", 0.04).leverage(20, 2.0).leverage(60, 1.0);
        return tiny::run(network, Days{9}).deal("barter", "fuel", 9).owed;
    };
    CHECK(cost(400) == Approx(60));  // 40 days: half way, 1.5 * 40
    CHECK(cost(100) == Approx(80));  // 10 days: 2 * 40
    CHECK(cost(900) == Approx(40));  // 90 days: once 40
}

TEST_CASE("no ship sails with what is left over by rounding", "[engine][deals]") {
    // Eight times 1.2 t for 1.2 million rounds, in lots of 1.2 t: eight lots, though 1.2 is no binary number.
    auto network = parties(1e8, 1e3);
    network.demand("ship", "seller", "buyer", 1.2e6).transit(8);
    network.demand("oil", "buyer", "seller", 1.2, "fuel").transit(10);
    network.deal("barter", "ship", 1.2e6, 8).pays("oil", 1e-6).credit(5.0);
    const auto played = tiny::run(network, Days{200});
    CHECK(played.times(EventKind::lot_sailed, "oil") == Times{8, 16, 24, 32, 40, 48, 56, 64});
    CHECK(played.deal("barter", "fuel", 200).counted == Approx(9.6));
    CHECK(played.deal("barter", "fuel", 200).outstanding == 0.0);
}

TEST_CASE("measures against its goods raise the price of a tranche", "[engine][known]") {
    // 1,000 rounds at 0.04 t. `patrol` raises prices by a half and is enforced 80 %: 1.4 times. `blacklist` doubles them
    // and is enforced 25 %: 1.25 times more.
    const auto network = [] {
        auto made = barter(1e6, 1e6, 1000.0);
        made.deal("barter", "ship", 1000.0, 2).pays("oil", 0.04);
        tiny::Sanction(made, "patrol").on_route("ship").raises_prices(0.5).enforcement(0.8).enforcement_from(5, 0.0);
        return made;
    };
    const auto owed = [](const tiny::Network& played, double day) {
        return tiny::run(played, Days{50}).deal("barter", "fuel", day).owed;
    };
    CHECK(owed(network(), 9) == Approx(1000 * 0.04 * 1.4));
    // That nobody enforces it from day 5 on matters to the second tranche only, of day 18.
    CHECK(owed(network(), 30) == Approx(1000 * 0.04 * 1.4 + 1000 * 0.04));

    auto both = network();
    tiny::Sanction(both, "blacklist").on_state("BUY").on_commodity("shell").raises_prices(1.0).enforcement(0.25);
    CHECK(owed(both, 9) == Approx(1000 * 0.04 * 1.4 * 1.25));
    CHECK(owed(both, 30) == Approx(1000 * 0.04 * (1.4 * 1.25 + 1.25)));

    auto of_fuel = network();
    tiny::Sanction(of_fuel, "embargo").on_commodity("fuel").raises_prices(1.0).enforcement(1.0);
    CHECK(owed(of_fuel, 9) == Approx(1000 * 0.04 * 1.4));  // it is not against the goods
}

TEST_CASE("without credit a deal stops when the buyer cannot pay, with credit later", "[engine][known][KA-108]") {
    const auto play = [](double credit) {
        auto network = barter(1e6, 25);
        network.deal("barter", "ship", 100.0, 4).pays("oil", 0.1).credit(credit);
        return tiny::run(network, Days{200});
    };
    const auto none = play(0);
    CHECK(none.times(EventKind::tranche_begun) == Times{0, 18, 36});
    CHECK(none.deal("barter", "shell", 200).arrived == 300);
    CHECK(none.deal("barter", "fuel", 200).counted == 25);
    CHECK(none.deal("barter", "fuel", 200).owed == Approx(30));  // 5 t stay owed for ever
    // On delivery 10 t are owed, each time for the 10 days that the fuel takes; the last time for ever.
    CHECK(none.times(EventKind::deal_stopped) == Times{8, 26, 44});
    CHECK(none.times(EventKind::deal_resumed) == Times{18, 36});

    const auto ten = play(10);
    // Day 8: 10 t owed, within the credit. Day 16: 20 t owed, nothing paid: wait for the 10 t of day 18. Day 26: 30 owed,
    // 20 paid. Day 34: 40 owed, and 5 of the 10 t that were due on day 26 are there.
    CHECK(ten.times(EventKind::tranche_begun) == Times{0, 8, 18, 26});
    CHECK(ten.deal("barter", "shell", 200).arrived == 400);
    CHECK(ten.deal("barter", "fuel", 200).counted == 25);
    CHECK(ten.deal("barter", "fuel", 200).owed == Approx(40));
}

TEST_CASE("a budget cuts the last tranche and ends the deal", "[engine][known][KA-109]") {
    auto network = barter(1e6, 1e6);
    network.deal("barter", "ship", 100.0, 9).pays("oil", 0.1).budget(24);
    const auto seen = tiny::run(network, Days{100});
    CHECK(seen.times(EventKind::tranche_begun) == Times{0, 18, 36});
    const auto amounts = seen.amounts(EventKind::tranche_begun);
    CHECK(amounts[0] == 100);
    CHECK(amounts[1] == 100);
    CHECK(amounts[2] == Approx(40));                                    // (24 - 20) / 0.1
    CHECK(seen.times(EventKind::deal_ended) == Times{54});              // 36 + 8 + 10
    CHECK(seen.deal("barter", "shell", 100).cancelled == Approx(660));  // 900 - 240
    CHECK(seen.deal("barter", "shell", 100).outstanding == Approx(0).margin(1e-9));
}

TEST_CASE("a tranche below the least is not begun", "[engine][known]") {
    auto network = barter(1e6, 1e6);
    network.deal("barter", "ship", 100.0, 9).least(50).pays("oil", 0.1).budget(24);
    const auto seen = tiny::run(network, Days{100});
    CHECK(seen.times(EventKind::tranche_begun) == Times{0, 18});  // the third could be 40 only
    CHECK(seen.times(EventKind::deal_ended) == Times{36});
    CHECK(seen.amounts(EventKind::deal_ended) == Times{700});  // 900 - 200
}

TEST_CASE("flows carry what is released, and then nothing", "[engine][known]") {
    auto network = by_road();
    network.deal("barter", "road", 200.0, 2).pays("pipe", 0.1);
    const auto seen = tiny::run(network, Days{10});
    // 200 rounds at 100 a day: days 0 to 2. 20 t at 10 a day: days 2 to 4. Then again.
    CHECK(seen.times(EventKind::tranche_begun) == Times{0, 4});
    CHECK(seen.times(EventKind::tranche_delivered) == Times{2, 6});
    CHECK(seen.rate("road", 1) == 100);
    CHECK(seen.asked("road", 3) == 0);
    CHECK(seen.rate("pipe", 3) == 10);
    CHECK(seen.asked("pipe", 5) == 0);
    CHECK(seen.stock("buyer", 1, "shell") == Approx(100));
    CHECK(seen.stock("buyer", 10, "shell") == Approx(400));
    CHECK(seen.deal("barter", "fuel", 7).counted == Approx(30));  // 20 of the first tranche, and 10 since day 6
    CHECK_FALSE(seen.sends("road", 3));
}

TEST_CASE("a flow with transit time is delivered when the last of it has come", "[engine][known]") {
    auto network = by_road();
    network.route("rail", "seller", "buyer", 100.0).transit(5);
    network.deal("barter", "rail", 200.0, 1).pays("pipe", 0.1);
    const auto seen = tiny::run(network, Days{12});
    CHECK(seen.sent("rail", 2) == Approx(200));
    CHECK(seen.asked("rail", 3) == 0);
    CHECK(seen.times(EventKind::tranche_delivered) == Times{7});  // 2 + 5
    CHECK(seen.deal("barter", "fuel", 6).owed == Approx(10));     // 100 came from day 5 on
    CHECK(seen.times(EventKind::payment_released) == Times{7});
}

TEST_CASE("the next tranche begins in the moment in which arrears come down to the credit", "[engine][known]") {
    auto network = by_road();
    network.deal("barter", "road", 200.0, 3).pays("pipe", 0.1).credit(5);
    const auto seen = tiny::run(network, Days{20});
    // Day 2: 20 t are owed, 10 a day are paid: 5 are left on day 3 1/2. The tranche is delivered on day 5 1/2: 40 owed,
    // 20 paid; 5 are left on day 7.
    CHECK(seen.times(EventKind::tranche_begun) == Times{0, 3.5, 7});
}

TEST_CASE("a payment at the start holds the goods until it is paid", "[engine][known]") {
    auto network = barter(1e6, 1e6);
    network.deal("barter", "ship", 100.0, 2).pays("oil", 0.1).on(model::PayOn::start);
    const auto seen = tiny::run(network, Days{50});
    CHECK(seen.times(EventKind::payment_released) == Times{0, 18});
    CHECK(seen.times(EventKind::lot_sailed, "ship") == Times{10, 28});  // 10 days after the fuel has left
    CHECK(seen.times(EventKind::tranche_delivered) == Times{18, 36});
    CHECK(seen.deal("barter", "fuel", 12).counted == 10);
    CHECK(seen.deal("barter", "fuel", 12).owed == 0);  // nothing is delivered yet
}

TEST_CASE("a payment on arrival is released with each lot", "[engine][known]") {
    auto network = with_oil(1e6, 1e6);
    network.sailing("steamer", "seller", "buyer", 60.0, 2.0).transit(3);
    network.deal("barter", "steamer", 100.0, 1).pays("oil", 0.1).on(model::PayOn::arrival);
    const auto seen = tiny::run(network, Days{30});
    CHECK(seen.times(EventKind::lot_sailed, "steamer") == Times{0, 2});
    CHECK(seen.amounts(EventKind::lot_sailed, "steamer") == Times{60, 40});
    CHECK(seen.times(EventKind::payment_released) == Times{3, 5});
    CHECK(seen.amounts(EventKind::payment_released)[0] == Approx(6));  // 60 at 0.1
    CHECK(seen.amounts(EventKind::payment_released)[1] == Approx(4));
    CHECK(seen.times(EventKind::lot_missed, "steamer").empty());  // dates without anything released are no events
}

TEST_CASE("what is lost is not owed for, or is, as the risk says", "[engine][known]") {
    const auto play = [](model::Risk risk) {
        auto network = with_oil(1e6, 1e6);
        network.demand("junk", "seller", "buyer", 100.0).transit(8).loss(0.1);
        network.deal("barter", "junk", 100.0, 1).goods_risk(risk).pays("oil", 0.1);
        return tiny::run(network, Days{200});
    };
    const auto seller = play(model::Risk::sender);
    CHECK(seller.deal("barter", "fuel", 200).counted == Approx(9));  // 90 arrive
    const auto buyer = play(model::Risk::receiver);
    CHECK(buyer.deal("barter", "fuel", 1).owed == Approx(10));  // owed from when 100 have left
    CHECK(buyer.deal("barter", "fuel", 200).counted == Approx(10));
    CHECK(buyer.deal("barter", "shell", 200).arrived == Approx(90));
    const auto replaced = play(model::Risk::replace);
    // 100 + 10 + 1 + ... leave, a tenth of which is lost each time: 100 arrive in all.
    CHECK(replaced.deal("barter", "shell", 200).arrived == Approx(100));
    CHECK(replaced.deal("barter", "shell", 200).sent == Approx(1000.0 / 9));
    CHECK(replaced.times(EventKind::lot_sailed, "junk")[1] == 8);
    CHECK(replaced.amounts(EventKind::part_replaced)[0] == Approx(10));
}

TEST_CASE("technology that is withheld stops a deal without credit, until it is released", "[engine][known]") {
    const auto play = [](double credit, double until) {
        auto network = with_ship(1e6, 0);
        network.copied("technology");
        network.demand("courier", "buyer", "seller", 5.0, "technology").transit(10);
        network.deal("barter", "ship", 100.0, 4).pays("courier", 0.01).credit(credit).payment_withheld();
        tiny::Rule(network, "gives-in").when(tiny::from_day(until)).lets_go("barter", "technology");
        return tiny::run(network, Days{100});
    };
    const auto stops = play(0, 20);
    // Delivered on day 8, owed 1, withheld; released on day 20, there on day 30; then 18 days a tranche.
    CHECK(stops.times(EventKind::tranche_begun) == Times{0, 30, 48, 66});
    CHECK(stops.times(EventKind::payment_released) == Times{20, 38, 56, 74});
    CHECK(stops.stock("buyer", 100, "technology") == 0);  // copied, not taken
    CHECK(stops.stock("seller", 100, "technology") == Approx(4));

    const auto goes_on = play(tiny::never, 90);
    CHECK(goes_on.times(EventKind::tranche_begun) == Times{0, 8, 16, 24});
    CHECK(goes_on.deal("barter", "technology", 89).owed == Approx(4));
    CHECK(goes_on.deal("barter", "technology", 89).counted == 0);
    CHECK(goes_on.times(EventKind::lot_sailed, "courier") == Times{90});  // all 4 at once
}

TEST_CASE("a rule answers arrears by withholding the goods", "[engine][known]") {
    auto network = barter(1e6, 15);
    network.deal("barter", "ship", 100.0, 5).pays("oil", 0.1).credit(tiny::never);
    tiny::Rule(network, "enough").when(tiny::arrears_above("barter", "fuel", 20)).withholds("barter");
    const auto seen = tiny::run(network, Days{100});
    // Tranches on 0, 8, 16, 24: owed 10, 20 on day 16. Then the goods are withheld: the third tranche, released on day
    // 16, has left by then; the fourth begins on day 24 and waits.
    CHECK(seen.times(EventKind::part_withheld) == Times{16});
    CHECK(seen.times(EventKind::lot_sailed, "ship") == Times{0, 8, 16});
    CHECK(seen.times(EventKind::tranche_begun) == Times{0, 8, 16, 24});
    CHECK(seen.deal("barter", "shell", 100).outstanding == 200);
}

TEST_CASE("without a calendar a lot leaves as soon as it is there", "[engine][known]") {
    auto network = barter(30, 1e6, 50.0);
    network.plant("works", "seller", 10.0);
    network.deal("barter", "ship", 100.0, 1).pays("oil", 0.1);
    const auto seen = tiny::run(network, Days{20});
    // 30 at once; then a lot of 50 when that is made, on day 5; then the last 20 on day 7.
    CHECK(seen.times(EventKind::lot_sailed, "ship") == Times{0, 5, 7});
    CHECK(seen.amounts(EventKind::lot_sailed, "ship") == Times{30, 50, 20});
    CHECK(seen.times(EventKind::tranche_delivered) == Times{15});
}

TEST_CASE("a lot that arrives at the sender lets the next one leave", "[engine][known]") {
    auto network = barter(30, 1e6, 50.0);
    network.depot("mine", 1000.0);
    network.sailing("feeder", "mine", "seller", 40.0, 100.0).first(3);
    network.deal("barter", "ship", 100.0, 1).pays("oil", 0.1);
    const auto seen = tiny::run(network, Days{20});
    CHECK(seen.times(EventKind::lot_sailed, "ship") == Times{0, 3});  // less than a lot, but the stock has jumped
    CHECK(seen.amounts(EventKind::lot_sailed, "ship") == Times{30, 40});
}

TEST_CASE("several lots leave at once if there is enough", "[engine][known]") {
    auto network = with_ship(1e6, 1e6, 40.0);
    network.deal("gift", "ship", 100.0, 2);
    const auto seen = tiny::run(network, Days{20});
    CHECK(seen.amounts(EventKind::lot_sailed, "ship") == Times{40, 40, 20, 40, 40, 20});
    CHECK(seen.times(EventKind::tranche_begun) == Times{0, 8});  // a gift: when the last tranche is delivered
}

TEST_CASE("two routes share what is released", "[engine][known]") {
    auto network = by_road();
    network.route("track", "seller", "buyer", 60.0);
    network.deal("barter", "road", 320.0, 1).goods_over("track").pays("pipe", 0.1);
    const auto seen = tiny::run(network, Days{10});
    CHECK(seen.times(EventKind::tranche_delivered) == Times{2});  // 320 at 160 a day
    CHECK(seen.moved("road", 10) == Approx(200));
    CHECK(seen.moved("track", 10) == Approx(120));
}

TEST_CASE("a deal begins tranches while it is open", "[engine][known]") {
    auto network = barter(1e6, 1e6);
    network.deal("barter", "ship", 100.0, 9).pays("oil", 0.1).opens(5).closes(30);
    const auto seen = tiny::run(network, Days{100});
    CHECK(seen.times(EventKind::tranche_begun) == Times{5, 23});    // the next would be on day 41
    CHECK(seen.deal("barter", "fuel", 100).counted == Approx(20));  // what has begun is paid
    CHECK(seen.deal("barter", "shell", 100).outstanding == 700);
    CHECK(seen.deal("barter", "shell", 100).cancelled == 0);  // it may open again
}

TEST_CASE("what is sent back waits to be sent again", "[engine][known]") {
    auto network = with_oil(100, 1e6);
    network.demand("ferry", "seller", "buyer", 100.0).transit(8).on_close(model::OnClose::send_back);
    network.deal("barter", "ferry", 100.0, 1).pays("oil", 0.1);
    tiny::Rule(network, "storm").when(tiny::from_day(3)).closes("ferry");
    tiny::Rule(network, "calm").when(tiny::from_day(5)).opens("ferry");
    const auto seen = tiny::run(network, Days{20});
    CHECK(seen.times(EventKind::lot_sailed, "ferry") == Times{0, 5});
    CHECK(seen.deal("barter", "shell", 4).outstanding == 100);
    CHECK(seen.deal("barter", "shell", 4).sent == 0);
    CHECK(seen.times(EventKind::tranche_delivered) == Times{13});
}

TEST_CASE("a payment that is lost stays owed, or is sent again", "[engine][known]") {
    const auto play = [](model::Risk risk) {
        auto network = with_ship(1e6, 1e6);
        network.demand("leaky", "buyer", "seller", 1e6, "fuel").transit(10).loss(0.5);
        network.deal("barter", "ship", 100.0, 2).pays("leaky", 0.1).payment_risk(risk);
        return tiny::run(network, Days{60});
    };
    const auto owed = play(model::Risk::sender);
    CHECK(owed.times(EventKind::tranche_begun) == Times{0});  // 5 of 10 t arrive on day 18, and nothing more
    CHECK(owed.deal("barter", "fuel", 60).owed - owed.deal("barter", "fuel", 60).counted == Approx(5));
    const auto counted = play(model::Risk::receiver);
    CHECK(counted.times(EventKind::tranche_begun) == Times{0, 8});  // it is paid when it leaves
    const auto again = play(model::Risk::replace);
    CHECK(again.times(EventKind::lot_sailed, "leaky") == Times{8, 18, 28, 38, 48, 58});
    CHECK(again.deal("barter", "fuel", 59).counted ==
          Approx(10 * (1 - 1.0 / 32)));  // half of what is missing each time
}

TEST_CASE("a chain of deliveries without transit time takes an instant a link", "[engine][known]") {
    Network network;
    network.depot("seller", 1e6);
    network.depot("buyer", 1e6, "fuel");
    network.demand("hand", "seller", "buyer", 100.0);
    network.demand("other-hand", "buyer", "seller", 1e6, "fuel");
    network.deal("barter", "hand", 100.0, 3).pays("other-hand", 0.1);
    const auto seen = tiny::run(network, Days{1});
    CHECK(seen.times(EventKind::tranche_begun) == Times{0, 0, 0});
    CHECK(seen.deal("barter", "fuel", 0).counted == Approx(30));
}

TEST_CASE("outcomes ask what deals have come to", "[engine][known]") {
    auto network = barter(1e6, 25);
    network.deal("barter", "ship", 100.0, 4).pays("oil", 0.1);
    auto scenario = network.scenario(200);
    const auto ask = [&](std::string id, model::OutcomeKind kind, model::Variable variable, std::uint32_t commodity) {
        model::Outcome outcome;
        outcome.id = std::move(id);
        outcome.kind = kind;
        outcome.variable = variable;
        outcome.of.deal = model::DealId{0};
        outcome.of.commodity = model::CommodityId{commodity};
        scenario.outcomes.add(std::move(outcome));
    };
    ask("a-arrears", model::OutcomeKind::value, model::Variable::arrears, 1);
    ask("b-worst", model::OutcomeKind::highest, model::Variable::arrears, 1);
    ask("c-implied", model::OutcomeKind::value, model::Variable::implied_price, 1);
    ask("d-delivered", model::OutcomeKind::total, model::Variable::delivered, 0);
    ask("e-received", model::OutcomeKind::total, model::Variable::received, 0);
    ask("f-price", model::OutcomeKind::value, model::Variable::price, 1);
    ask("g-outstanding", model::OutcomeKind::lowest, model::Variable::outstanding, 0);
    const model::Model model = tiny::run(scenario).model();
    engine::OutcomeObserver outcomes(model);
    engine::Runner runner(model);
    outcomes.start(model.values);
    engine::Observer* const observers[] = {&outcomes};
    REQUIRE(runner.run(model.values, {}, observers));
    const auto value = [&](std::uint32_t at) { return outcomes.values()[model::OutcomeId{at}].value; };
    CHECK(value(0) == Approx(5));           // 30 owed, 25 paid
    CHECK(value(1) == Approx(10));          // after each delivery
    CHECK(value(2) == Approx(25.0 / 300));  // t paid for each round
    CHECK(value(3) == 300);
    CHECK(value(4) == 300);
    CHECK(value(5) == 0.1);
    CHECK(value(6) == 100);  // the fourth tranche never begins
}

TEST_CASE("a deal in lots that are too small for it ends the run, and does not fill the memory", "[engine]") {
    auto network = barter(1e12, 1e6, 1.0);  // a million million ships at once
    network.deal("barter", "ship", 1e12, 1).pays("oil", 1e-9);
    const model::Model model = network.model(30.0);
    engine::Runner runner(model, engine::RunLimits{.most_events = 1000});
    const auto ended = runner.run(model.values, {});
    REQUIRE_FALSE(ended);
    CHECK(ended.error().reason == engine::RunFailure::Reason::too_many_events);
}
