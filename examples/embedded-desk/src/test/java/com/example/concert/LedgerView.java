package com.example.concert;

import io.seckill.core.desk.LedgerException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the suites look at: the ledger's sales and orders through the ports that this program itself does not need. */
record LedgerView(ConcertLedger ledger, List<SaleId> made) implements SaleCatalog, OrderBook, SaleAudit {
    LedgerView(ConcertLedger ledger) {
        this(ledger, new ArrayList<>());
    }

    interface Change {
        void run() throws LedgerException;
    }

    void run(Change change) {
        try {
            change.run();
        } catch (LedgerException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public CreatedSale create(NewSale sale) {
        run(() -> ledger.open(sale));
        made.add(sale.id());
        return new CreatedSale.Created(find(sale.id()).orElseThrow());
    }

    @Override
    public Optional<Sale> find(SaleId id) {
        return ledger.find(id);
    }

    @Override
    public List<Sale> list() {
        return made.stream().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return made.stream()
                .flatMap(this::orders)
                .filter(order -> order.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<Order> find(SaleId sale, BuyerId buyer, RequestKey key) {
        return orders(sale)
                .filter(order -> order.buyer().equals(buyer) && order.key().equals(key))
                .findFirst();
    }

    @Override
    public List<Order> list(BuyerId buyer, Optional<OrderId> before, int limit) {
        throw new UnsupportedOperationException("no suite of a ledger asks for it");
    }

    @Override
    public Map<OrderStatus, Long> countByStatus(SaleId sale) {
        return orders(sale).collect(Collectors.groupingBy(Order::status, Collectors.counting()));
    }

    @Override
    public Optional<AuditReport> audit(SaleId sale) {
        return find(sale).map(row -> AuditReport.of(row, orders(sale).toList()));
    }

    @Override
    public List<SaleId> active(int most) {
        throw new UnsupportedOperationException("no suite of a ledger asks for it");
    }

    private Stream<Order> orders(SaleId sale) {
        return ledger.tickets(sale).stream().map(Ticket::order);
    }
}
