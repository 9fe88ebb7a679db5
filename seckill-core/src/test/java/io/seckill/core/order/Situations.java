package io.seckill.core.order;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.SaleTerms;
import io.seckill.core.sale.Stock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Draws situations in which much collides: few buyers with few keys each, so that keys come again, with the same quantity and
 * with others, as the same attempt (a batch run again) and as others.
 */
final class Situations {
    static final Instant NOON = Instant.parse("2026-06-18T12:00:00Z");
    private static final SaleId SALE = new SaleId("phone");
    private static final Money PRICE = new Money(1_999, "CNY");
    private static final Duration HOUR = Duration.ofHours(1);

    private Situations() {}

    /** An attempt to buy; its order id says all of it, as an id that comes again always comes with the same request. */
    private record Attempt(int buyer, int key, int quantity, int number) {
        OrderRequest request() {
            return new OrderRequest(id(), SALE, buyerId(), requestKey(), quantity);
        }

        OrderId id() {
            return new OrderId(String.format("01AN4Z07BY%04d%04d%04d%04d", buyer, key, quantity, number));
        }

        BuyerId buyerId() {
            return new BuyerId("buyer-" + buyer);
        }

        RequestKey requestKey() {
            return new RequestKey("key-" + key);
        }

        Order order(OrderStatus status) {
            Instant placedAt = NOON.minus(Duration.ofMinutes(1));
            Money amount = PRICE.times(quantity);
            return new Order(
                    id(), SALE, buyerId(), requestKey(), quantity, amount, status, placedAt, placedAt.plus(HOUR));
        }
    }

    static Arbitrary<Situation> any() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(1, 6),
                        phases(),
                        Combinators.combine(attempts(), Arbitraries.of(OrderStatus.class))
                                .as(Attempt::order)
                                .list()
                                .ofMaxSize(8),
                        attempts().map(Attempt::request).list().ofMaxSize(25))
                .as((available, limit, phase, known, requests) ->
                        situation(available, limit, phase, oneEach(known), requests));
    }

    /** More buyers than units, each wanting one, none of them known. */
    static Arbitrary<Situation> demandForSingleUnits() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.integers().between(1, 3))
                .as((available, more, limit) ->
                        situation(available, limit, OPEN, List.of(), everyone(available + more)));
    }

    private record When(SaleState state, Duration opened, Duration closes) {}

    private static final When OPEN = new When(SaleState.ACTIVE, HOUR, HOUR);

    /** Mostly open, for little happens in the others; the instants of opening and closing are among them. */
    private static Arbitrary<When> phases() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(OPEN)),
                Tuple.of(
                        2,
                        Combinators.combine(
                                        Arbitraries.of(SaleState.class),
                                        Arbitraries.of(HOUR, Duration.ZERO, Duration.ofNanos(-1)),
                                        Arbitraries.of(HOUR, Duration.ZERO, Duration.ofNanos(1)))
                                .as(When::new)
                                .filter(when ->
                                        when.opened().plus(when.closes()).compareTo(Duration.ZERO) > 0)));
    }

    private static Arbitrary<Attempt> attempts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 1))
                .as(Attempt::new);
    }

    private static Situation situation(
            int available, int limit, When when, List<Order> known, List<OrderRequest> requests) {
        int taken = known.stream()
                .filter(order -> order.status() == OrderStatus.UNPAID || order.status() == OrderStatus.PAID)
                .mapToInt(Order::quantity)
                .sum();
        SaleTerms terms =
                new SaleTerms("a phone", PRICE, NOON.minus(when.opened()), NOON.plus(when.closes()), limit, HOUR);
        Stock stock = new Stock(taken + available, available);
        return new Situation(new Sale(SALE, terms, when.state(), stock, known.size(), 0), NOON, known, requests);
    }

    private static List<OrderRequest> everyone(int buyers) {
        return IntStream.range(0, buyers)
                .mapToObj(buyer -> new Attempt(buyer, 0, 1, 0).request())
                .toList();
    }

    /** A ledger has one order per buyer and key. */
    private static List<Order> oneEach(List<Order> orders) {
        Map<List<Object>, Order> each = new LinkedHashMap<>();
        orders.forEach(order -> each.putIfAbsent(List.of(order.buyer(), order.key()), order));
        return new ArrayList<>(each.values());
    }
}
