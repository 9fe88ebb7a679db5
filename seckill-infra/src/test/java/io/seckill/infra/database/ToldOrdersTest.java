package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.event.Message;
import io.seckill.core.event.OrderEvent;
import io.seckill.core.event.Outbox;
import io.seckill.core.operate.Archived;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.SaleId;
import io.seckill.testkit.lock.HeardLog;
import java.util.List;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What messages say of their orders is read when they are published, wherever the orders are by then. */
class ToldOrdersTest {
    private static final RealOrderLife STORE = new RealOrderLife();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @BeforeEach
    void publishAll() {
        STORE.outbox().published(unpublished().stream().map(Message::id).toList());
    }

    @Test
    void theSameIsToldOfOrdersThatAreArchived() throws Exception {
        SaleId sale = cancelledSale(5);
        List<Message> before = unpublished();
        assertThat(before)
                .extracting(Message::type)
                .startsWith(OrderEvent.Type.PLACED)
                .hasSize(6);
        STORE.real()
                .write("UPDATE sales SET opens_at = '2020-01-01', closes_at = '2020-01-02' WHERE id = '" + sale + "'");
        assertThat(new MyBatisSaleArchive(STORE.real().archiving(), 2).archive(sale, new BuyerId("anna")))
                .isEqualTo(new Archived.Done(5));

        assertThat(unpublished()).isEqualTo(before);
    }

    @Test
    void someOfABatchMayBeArchivedAlready() throws Exception {
        SaleId sale = cancelledSale(3);
        List<Message> before = unpublished();

        STORE.real()
                .write(
                        "INSERT INTO orders_archive SELECT o.*, UTC_TIMESTAMP(6) FROM orders o WHERE sale_id = '" + sale
                                + "' ORDER BY id DESC LIMIT 1",
                        "DELETE FROM orders WHERE sale_id = '" + sale + "' ORDER BY id DESC LIMIT 1");

        assertThat(unpublished()).isEqualTo(before);
    }

    @Test
    void allOfABatchAreToldThoughOneWasGivenMoreTimeByHand() throws Exception {
        SaleId sale = cancelledSale(3);

        STORE.real()
                .write("UPDATE orders SET pay_by = pay_by + INTERVAL 1 DAY WHERE sale_id = '" + sale
                        + "' ORDER BY id LIMIT 1");

        assertThat(unpublished().get(0).payload().split("orderId", -1)).hasSize(1 + 3);
    }

    @Test
    void eachBatchOfASaleTellsOfItsOwnOrders() throws Exception {
        SaleId sale = Sales.open(STORE.real(), 10);
        for (int batch = 1; batch <= 3; batch++) {
            STORE.ledger().commit(sale, Sales.requests(sale, batch, batch + "-"));
        }

        assertThat(unpublished())
                .extracting(message -> message.payload().split("orderId", -1).length - 1)
                .containsExactly(1, 2, 3);
    }

    @Test
    void anEventWhoseOrdersWereRemovedByHandKeepsNoOthersWaitingAndItsLossIsLogged() throws Exception {
        SaleId removed = cancelledSale(2);
        SaleId other = cancelledSale(1);
        STORE.real().write("DELETE FROM orders WHERE sale_id = '" + removed + "'");
        try (HeardLog log = new HeardLog.OfJavaLogging()) {
            assertThat(unpublished()).extracting(Message::sale).hasSize(2).containsOnly(other);

            assertThat(log.lines()).hasSize(3).allSatisfy(line -> assertThat(line.message())
                    .contains("of sale " + removed, "orders, but 0 are there"));
        }
    }

    @Test
    void whoIsMissingFromAMessageIsLogged() throws Exception {
        SaleId sale = cancelledSale(3);
        STORE.real().write("DELETE FROM orders WHERE sale_id = '" + sale + "' ORDER BY id LIMIT 1");
        try (HeardLog log = new HeardLog.OfJavaLogging()) {
            assertThat(unpublished().get(0).payload().split("orderId", -1)).hasSize(1 + 2);

            assertThat(log.lines())
                    .extracting(HeardLog.Line::message)
                    .hasSize(2)
                    .anySatisfy(
                            line -> assertThat(line).contains("(PLACED) of sale " + sale, "3 orders, but 2 are there"))
                    .anySatisfy(line -> assertThat(line).contains("(CANCELLED) of sale " + sale, "1 orders, but 0"));
        }
    }

    @Test
    void whatComesBeforeEventsThatNeedALongLookDoesNotWaitForAllOfThem() throws Exception {
        SaleId first = cancelledSale(1);
        SaleId moved = Sales.open(STORE.real(), 10);
        for (int batch = 1; batch <= 3; batch++) {
            STORE.ledger().commit(moved, Sales.requests(moved, 2, batch + "-"));
        }
        STORE.real().write("UPDATE orders SET pay_by = pay_by + INTERVAL 1 DAY WHERE sale_id = '" + moved + "'");
        Outbox outbox = new MyBatisOutbox(STORE.real().reading(), STORE.real().transactions(), 12);

        Outbox.Waiting before = outbox.unpublished(1_000, 10_000);
        assertThat(before.messages()).extracting(Message::sale).containsExactly(first, first, moved, moved);
        assertThat(before.more()).isTrue();
        assertThat(new MyBatisOutbox(STORE.real().reading(), STORE.real().transactions(), 1)
                        .unpublished(1_000, 10_000)
                        .messages())
                .extracting(Message::sale)
                .containsExactly(first, first);

        outbox.published(before.messages().stream().map(Message::id).toList());
        assertThat(outbox.unpublished(1_000, 10_000).messages()).hasSize(1);
    }

    @Test
    void nothingIsReadButTheOrdersThatAreTold() throws Exception {
        SaleId sale = Sales.open(STORE.real(), 3_000);
        STORE.ledger().commit(sale, Sales.requests(sale, 2_000));
        publishAll();
        cancelAll(sale, Sales.requests(sale, 3, "late-"));
        List<Long> ids = unpublished().stream().map(Message::id).toList();
        try (SqlSession session = STORE.real().desks().open()) {
            OutboxMapper outbox = session.getMapper(OutboxMapper.class);
            RowsRead read = RowsRead.by(session.getConnection());

            assertThat(outbox.orders(ids.toString())).hasSize(6);

            assertThat(read.soFar()).isLessThan(200);
        }
    }

    /** One batch, and each order of it cancelled. */
    private static SaleId cancelledSale(int orders) throws Exception {
        SaleId sale = Sales.open(STORE.real(), orders);
        cancelAll(sale, Sales.requests(sale, orders));
        return sale;
    }

    private static void cancelAll(SaleId sale, List<OrderRequest> requests) throws LedgerException {
        STORE.ledger().commit(sale, requests);
        for (OrderRequest request : requests) {
            STORE.releases().cancel(request.orderId(), request.buyer());
        }
    }

    private static List<Message> unpublished() {
        return STORE.outbox().unpublished(1_000, 10_000).messages();
    }
}
