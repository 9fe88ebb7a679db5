package io.seckill.testkit.ledger;

import io.seckill.core.admission.Fingerprint;
import io.seckill.core.admission.SaleSnapshots;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.event.OrderEvent;
import io.seckill.core.event.Outbox;
import io.seckill.core.order.BatchDecision;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.Stock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Sales and orders in memory, for tests: one object is the whole store, and forgets all when it is dropped. Safe for use by
 * many threads: one call at a time, as if every sale were one row lock.
 */
public final class InMemoryStockLedger implements StockLedger, OrderBook, SaleCatalog, SaleAudit, SaleSnapshots {
    /** As the program has it by default. */
    private static final int MOST_EXPIRED = 3;

    private static final Duration AFTER_THE_LAST = Duration.ofHours(1);

    private final InstantSource clock;
    private final InMemoryOutbox outbox;
    private final Map<SaleId, Sale> sales = new TreeMap<>(Comparator.comparing(SaleId::value));
    private final Map<OrderId, Order> orders = new TreeMap<>(Comparator.comparing(OrderId::value));
    private final Map<SaleId, Set<OrderId>> bySale = new HashMap<>();
    private final Map<Creation, NewSale> creations = new HashMap<>();
    private final List<Order> archive = new ArrayList<>();

    private record Creation(BuyerId operator, RequestKey key) {}

    /** An empty store that takes the clock for the database's. */
    public InMemoryStockLedger(InstantSource clock) {
        this.clock = clock;
        this.outbox = new InMemoryOutbox(clock);
    }

    /** Its messages. */
    public Outbox outbox() {
        return outbox;
    }

    /** Every event of it, in order. */
    public List<OrderEvent> events() {
        return outbox.events();
    }

    @Override
    public synchronized List<Outcome> commit(SaleId id, List<OrderRequest> batch) {
        Sale sale = sales.get(id);
        if (sale == null) {
            return Collections.nCopies(batch.size(), Outcome.refused(new Refusal.SaleNotFound()));
        }
        BatchDecision decided = BatchDecision.decide(sale, clock.instant(), of(id), batch, MOST_EXPIRED);
        for (Order order : decided.placed()) {
            if (orders.putIfAbsent(order.id(), order) != null) {
                throw new IllegalStateException("order id " + order.id() + " came with two different requests");
            }
            bySale.computeIfAbsent(id, sold -> new LinkedHashSet<>()).add(order.id());
        }
        sales.put(id, moved(sale, -decided.unitsTaken(), decided.placed().size()));
        if (!decided.placed().isEmpty()) {
            write(new OrderEvent(
                    OrderEvent.Type.PLACED, id, decided.placed().get(0).placedAt(), decided.placed()));
        }
        return decided.outcomes();
    }

    @Override
    public synchronized Optional<Order> find(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public synchronized Optional<Order> find(SaleId sale, BuyerId buyer, RequestKey key) {
        return of(sale).stream()
                .filter(order -> order.buyer().equals(buyer) && order.key().equals(key))
                .findFirst();
    }

    @Override
    public synchronized List<Order> list(BuyerId buyer, Optional<OrderId> before, int limit) {
        return orders.values().stream()
                .filter(order -> order.buyer().equals(buyer))
                .filter(order -> before.isEmpty()
                        || order.id().value().compareTo(before.get().value()) < 0)
                .sorted(Comparator.comparing((Order order) -> order.id().value())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Map<OrderStatus, Long> countByStatus(SaleId sale) {
        return of(sale).stream()
                .collect(Collectors.groupingBy(
                        Order::status, () -> new EnumMap<>(OrderStatus.class), Collectors.counting()));
    }

    @Override
    public synchronized Optional<Sale> find(SaleId id) {
        return Optional.ofNullable(sales.get(id));
    }

    @Override
    public synchronized List<Sale> list() {
        return sales.values().stream()
                .sorted(Comparator.comparing((Sale sale) -> sale.terms().closesAt())
                        .reversed())
                .limit(MAX_LISTED)
                .toList();
    }

    @Override
    public synchronized CreatedSale create(NewSale sale) {
        Creation creation = new Creation(sale.operator(), sale.key());
        NewSale earlier = creations.get(creation);
        if (earlier != null) {
            boolean same = earlier.terms().equals(sale.terms()) && earlier.total() == sale.total();
            return same ? new CreatedSale.Replayed(find(earlier.id()).orElseThrow()) : new CreatedSale.KeyReused();
        }
        Sale made = new Sale(sale.id(), sale.terms(), SaleState.ACTIVE, Stock.full(sale.total()), 0, 0);
        if (sales.putIfAbsent(sale.id(), made) != null) {
            throw new IllegalStateException("there is a sale " + sale.id() + " already");
        }
        creations.put(creation, sale);
        return new CreatedSale.Created(made);
    }

    @Override
    public synchronized Optional<AuditReport> audit(SaleId id) {
        List<Order> all = new ArrayList<>(of(id));
        archive.stream().filter(order -> order.saleId().equals(id)).forEach(all::add);
        return find(id).map(sale -> AuditReport.of(sale, all));
    }

    @Override
    public synchronized List<SaleId> active(int most) {
        Instant now = clock.instant();
        return sales.values().stream()
                .filter(sale -> !sale.terms().opensAt().isAfter(now))
                .filter(sale -> sale.terms()
                        .closesAt()
                        .plus(sale.terms().payWithin())
                        .plus(AFTER_THE_LAST)
                        .isAfter(now))
                .sorted(Comparator.comparing(sale -> sale.terms().closesAt()))
                .limit(most)
                .map(Sale::id)
                .toList();
    }

    @Override
    public synchronized Optional<Snapshot> take(SaleId id, Fingerprint fingerprint) {
        long[] sorted = of(id).stream()
                .mapToLong(order -> fingerprint.of(order.buyer(), order.key()))
                .sorted()
                .toArray();
        return find(id).map(sale -> new Snapshot(sale, one -> Arrays.binarySearch(sorted, one) >= 0));
    }

    /** Cancels an unpaid order: its units go back to the stock. Does nothing to any other. */
    public void cancel(OrderId id) {
        find(id).ifPresent(order -> new InMemoryOrderReleases(this).cancel(id, order.buyer()));
    }

    /** Pauses, closes or takes up again a sale, as an operator does. */
    public synchronized void turn(SaleId id, SaleState state) {
        sales.computeIfPresent(
                id,
                (same, sale) -> new Sale(id, sale.terms(), state, sale.stock(), sale.placed(), sale.revision() + 1));
    }

    /** One step of an adapter that shares this store: nobody else reads or writes meanwhile. */
    synchronized <T> T step(Supplier<T> step) {
        return step.get();
    }

    Instant now() {
        return clock.instant();
    }

    /** Within a {@link #step}. */
    void write(OrderEvent event) {
        outbox.write(event);
    }

    /** Within a {@link #step}. */
    void put(Sale sale) {
        sales.put(sale.id(), sale);
    }

    /** Within a {@link #step}. */
    void put(Order order) {
        orders.put(order.id(), order);
    }

    /** Within a {@link #step}. */
    void release(Order order, OrderStatus next) {
        put(order.withStatus(next));
        sales.computeIfPresent(order.saleId(), (same, sale) -> moved(sale, order.quantity(), 0));
    }

    /** Within a {@link #step}. */
    List<Order> of(SaleId sale) {
        return bySale.getOrDefault(sale, Set.of()).stream()
                .map(orders::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Within a {@link #step}. */
    void archive(Order order) {
        orders.remove(order.id());
        bySale.getOrDefault(order.saleId(), new LinkedHashSet<>()).remove(order.id());
        archive.add(order);
    }

    private static Sale moved(Sale sale, int units, int placed) {
        Stock stock = new Stock(sale.stock().total(), sale.stock().available() + units);
        return new Sale(sale.id(), sale.terms(), sale.state(), stock, sale.placed() + placed, sale.revision());
    }
}
