package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.event.Message;
import io.seckill.core.event.OrderEvent;
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
                    .contains("of sale " + removed, "is not published"));
            assertThat(unpublished()).hasSize(2);
            assertThat(log.lines()).as("it is said once").hasSize(3);
        }
    }

    @Test
    void nothingIsReadButTheOrdersThatAreTold() throws Exception {
        SaleId crowd = Sales.open(STORE.real(), 2_000);
        STORE.ledger().commit(crowd, Sales.requests(crowd, 2_000));
        publishAll();
        SaleId sale = cancelledSale(3);
        List<Long> ids = unpublished().stream().map(Message::id).toList();
        try (SqlSession session = STORE.real().desks().open()) {
            OutboxMapper outbox = session.getMapper(OutboxMapper.class);
            RowsRead read = RowsRead.by(session.getConnection());

            assertThat(outbox.orders(ids.toString())).hasSize(6);

            assertThat(read.soFar()).as("for sale " + sale).isLessThan(100);
        }
    }

    /** One batch, and each order of it cancelled. */
    private static SaleId cancelledSale(int orders) throws Exception {
        SaleId sale = Sales.open(STORE.real(), orders);
        List<OrderRequest> requests = Sales.requests(sale, orders);
        STORE.ledger().commit(sale, requests);
        for (OrderRequest request : requests) {
            STORE.releases().cancel(request.orderId(), request.buyer());
        }
        return sale;
    }

    private static List<Message> unpublished() {
        return STORE.outbox().unpublished(1_000, 10_000).messages();
    }
}
