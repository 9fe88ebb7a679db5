package io.seckill.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.operate.Archived;
import io.seckill.core.operate.SaleArchive;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.testkit.ledger.OperatorEntry.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SaleArchive}, and the {@link io.seckill.core.sale.SaleAudit} beside it, must do. */
public abstract class SaleArchiveContract extends LedgerFixture {
    private static final BuyerId ANNA = new BuyerId("anna");
    private static final int MANY = 4_500;

    /** The archive under test. */
    protected abstract SaleArchive archive();

    /** What the log says of a sale but for its creation, the latest last. */
    protected abstract List<OperatorEntry> log(SaleId sale);

    /** Sets an order's status by the store's own means; no units move. */
    protected abstract void set(Order order, OrderStatus status);

    /** The same for every order of a sale, at once. */
    protected abstract void setAll(SaleId sale, OrderStatus status);

    @Test
    void anArchivedSaleHasItsRowAndItsSumsAndNoOrders() throws LedgerException {
        SaleId sale = sale(20, 5);
        Order paid = place(request(sale, "alice", "k", 2));
        set(paid, OrderStatus.PAID);
        Order cancelled = place(request(sale, "bob", "k", 3));
        cancel(cancelled);
        Order refunded = place(request(sale, "carol", "k", 4));
        cancel(refunded);
        set(refunded, OrderStatus.REFUNDED);
        turn(sale, SaleState.CLOSED);
        Sale before = found(sale);
        Optional<AuditReport> sums = audit().audit(sale);

        assertThat(archive().archive(sale, ANNA)).isEqualTo(new Archived.Done(3));

        assertThat(found(sale)).isEqualTo(before);
        assertThat(audit().audit(sale)).isEqualTo(sums).contains(new AuditReport(20, 18, 3, 0, 2, 3, 1, 0, 0));
        for (Order order : List.of(paid, cancelled, refunded)) {
            assertThat(orders().find(order.id())).isEmpty();
            assertThat(orders().find(sale, order.buyer(), order.key())).isEmpty();
        }
        assertThat(orders().countByStatus(sale)).isEmpty();
        assertLogged(sale, "DONE", before, before);
    }

    @Test
    void aSaleThatIsOverIsClosedForGood() {
        SaleId sale = sale(5, 1, now().minus(Duration.ofHours(2)), now().minus(Duration.ofHours(1)));

        assertThat(archive().archive(sale, ANNA)).isEqualTo(new Archived.Done(0));

        assertThat(found(sale).state()).isEqualTo(SaleState.CLOSED);
        assertThat(log(sale).get(0).before().orElseThrow().state()).isEqualTo(SaleState.ACTIVE);
        assertThat(log(sale).get(0).after()).contains(Standing.of(found(sale)));
    }

    @Test
    void aSaleThatHasNotEndedIsNotArchived() throws LedgerException {
        SaleId open = sale(5, 1);
        set(place(request(open, "alice", "k", 1)), OrderStatus.PAID);
        SaleId paused = sale(5, 1);
        turn(paused, SaleState.PAUSED);
        SaleId upcoming = sale(5, 1, now().plus(Duration.ofHours(1)), now().plus(Duration.ofHours(2)));

        for (SaleId sale : List.of(open, paused, upcoming)) {
            Sale before = found(sale);
            assertThat(archive().archive(sale, ANNA)).isEqualTo(new Archived.NotEnded());
            assertThat(found(sale)).isEqualTo(before);
            assertLogged(sale, "NOT_ENDED", before, before);
        }
        assertThat(orders().countByStatus(open)).containsEntry(OrderStatus.PAID, 1L);
    }

    @Test
    void aSaleThatIsNotThereIsNotFound() {
        SaleId none = freshSaleId();

        assertThat(archive().archive(none, ANNA)).isEqualTo(new Archived.NotFound());
        assertThat(log(none)).extracting(OperatorEntry::outcome).containsExactly("NOT_FOUND");
    }

    @Test
    void aSaleWithOpenOrdersIsNotArchived() throws LedgerException {
        SaleId sale = sale(20, 5);
        Order unpaid = place(request(sale, "alice", "k", 2));
        Order late = place(request(sale, "bob", "k", 3));
        cancel(late);
        set(late, OrderStatus.REFUND_DUE);
        set(place(request(sale, "carol", "k", 1)), OrderStatus.PAID);
        turn(sale, SaleState.CLOSED);
        Sale before = found(sale);

        assertThat(archive().archive(sale, ANNA)).isEqualTo(new Archived.OrdersOpen(1, 1));
        assertLogged(sale, "ORDERS_OPEN", before, before);
        assertThat(orders().countByStatus(sale).values()).containsOnly(1L).hasSize(3);
        cancel(unpaid);
        assertThat(archive().archive(sale, ANNA)).isEqualTo(new Archived.OrdersOpen(0, 1));
        set(late, OrderStatus.REFUNDED);
        assertThat(archive().archive(sale, ANNA)).isEqualTo(new Archived.Done(3));
    }

    @Test
    void archivingAgainMovesNothing() throws LedgerException {
        SaleId sale = sale(20, 5);
        set(place(request(sale, "alice", "k", 2)), OrderStatus.PAID);
        turn(sale, SaleState.CLOSED);
        assertThat(archive().archive(sale, ANNA)).isEqualTo(new Archived.Done(1));
        Optional<AuditReport> sums = audit().audit(sale);

        assertThat(archive().archive(sale, ANNA)).isEqualTo(new Archived.Done(0));

        assertThat(audit().audit(sale)).isEqualTo(sums);
    }

    @Test
    void replaysEndWithTheArchive() throws LedgerException {
        SaleId sale = sale(20, 5);
        OrderRequest request = request(sale, "alice", "k", 2);
        set(place(request), OrderStatus.PAID);
        turn(sale, SaleState.CLOSED);
        assertThat(commit(retry(request))).hasOnlyElementsOfType(Outcome.Replayed.class);

        archive().archive(sale, ANNA);

        assertThat(commit(retry(request))).containsExactly(Outcome.refused(new Refusal.Ended()));
    }

    @Test
    void otherSalesKeepTheirOrders() throws LedgerException {
        SaleId sale = sale(20, 5);
        SaleId other = sale(20, 5);
        set(place(request(sale, "alice", "k", 2)), OrderStatus.PAID);
        Order kept = place(request(other, "alice", "k", 2));
        turn(sale, SaleState.CLOSED);

        assertThat(archive().archive(sale, ANNA)).isEqualTo(new Archived.Done(1));

        assertThat(orders().find(kept.id())).contains(kept);
    }

    @Test
    void manyOrdersAreMoved() throws LedgerException {
        SaleId sale = sale(MANY, 1);
        for (int from = 0; from < MANY; from += 500) {
            OrderRequest[] batch = IntStream.range(from, from + 500)
                    .mapToObj(i -> request(sale, "buyer-" + i, "k", 1))
                    .toArray(OrderRequest[]::new);
            assertThat(commit(batch)).hasOnlyElementsOfType(Outcome.Placed.class);
        }
        setAll(sale, OrderStatus.PAID);
        turn(sale, SaleState.CLOSED);

        assertThat(archive().archive(sale, ANNA)).isEqualTo(new Archived.Done(MANY));

        assertThat(orders().countByStatus(sale)).isEmpty();
        assertThat(audit().audit(sale)).contains(new AuditReport(MANY, 0, MANY, 0, MANY, MANY, MANY, 0, 0));
    }

    private void assertLogged(SaleId sale, String outcome, Sale before, Sale after) {
        List<OperatorEntry> entries = log(sale);
        OperatorEntry last = entries.get(entries.size() - 1);
        assertThat(last.operator()).isEqualTo(ANNA);
        assertThat(last.action()).isEqualTo("archive");
        assertThat(last.outcome()).isEqualTo(outcome);
        assertThat(last.before()).contains(Standing.of(before));
        assertThat(last.after()).contains(Standing.of(after));
    }

    private Sale found(SaleId sale) {
        return catalog().find(sale).orElseThrow();
    }
}
