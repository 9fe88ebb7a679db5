package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.admission.Fingerprint;
import io.seckill.core.desk.DeskAddress;
import io.seckill.core.desk.ProcessId;
import io.seckill.core.event.Message;
import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.Release;
import io.seckill.core.operate.Archived;
import io.seckill.core.operate.Operated;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentBook;
import io.seckill.core.payment.PaymentEffect;
import io.seckill.core.payment.PaymentId;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.lock.database.DatabaseFencingTokens;
import io.seckill.infra.lock.database.DatabaseLockProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rights of {@code docs/database.md} are enough, and each of them is needed. */
class EveryRightTest {
    private static final Pattern GRANT = Pattern.compile("GRANT (.+) ON (\\S+) TO (\\S+)");

    @Test
    void togetherTheyAreEnough() throws Exception {
        FreshDatabase database = new FreshDatabase();
        migrate(database);
        sell(database);
        archive(database);
    }

    @TestFactory
    Stream<DynamicTest> withoutOneOfThemTheMigrationsAreDeniedSomething() {
        return rights("'seckill_migration'@'%'").stream()
                .map(right -> DynamicTest.dynamicTest(right, () -> {
                    FreshDatabase database = new FreshDatabase();
                    database.administer("REVOKE " + right + " FROM 'seckill_migration'@'%'");

                    assertDenied(() -> migrate(database));
                }));
    }

    @TestFactory
    Stream<DynamicTest> withoutOneOfThemTheProgramIsDeniedSomething() {
        FreshDatabase database = new FreshDatabase();
        database.flyway(FreshDatabase.MIGRATIONS).migrate();
        return rights("'seckill'@'%'").stream()
                .map(right -> DynamicTest.dynamicTest(right, () -> {
                    database.administer("REVOKE " + right + " FROM 'seckill'@'%'");

                    assertDenied(() -> sell(database));

                    database.administer("GRANT " + right + " TO 'seckill'@'%'");
                }));
    }

    @TestFactory
    Stream<DynamicTest> withoutOneOfThemTheArchiveIsDeniedSomething() {
        FreshDatabase database = new FreshDatabase();
        database.flyway(FreshDatabase.MIGRATIONS).migrate();
        return rights("'seckill_archive'@'%'").stream()
                .map(right -> DynamicTest.dynamicTest(right, () -> {
                    database.administer("REVOKE " + right + " FROM 'seckill_archive'@'%'");

                    assertDenied(() -> archive(database));

                    database.administer("GRANT " + right + " TO 'seckill_archive'@'%'");
                }));
    }

    private static void assertDenied(ThrowingCallable doing) {
        assertThatThrownBy(doing)
                .satisfiesAnyOf(
                        e -> assertThat(e).rootCause().message().containsIgnoringCase("denied"),
                        // Nobody throws because of a release.
                        e -> assertThat(e).hasMessageContaining("denied, if it is unknown"),
                        // What a user may not see is not there.
                        e -> assertThat(e).hasMessageContaining("schema is empty"));
    }

    private static List<String> rights(String user) {
        List<String> rights = new ArrayList<>();
        for (String statement : FreshDatabase.sqlOfThePage()) {
            Matcher grant = GRANT.matcher(statement);
            if (grant.matches() && grant.group(3).equals(user)) {
                for (String right : List.of(grant.group(1).split(", ", -1))) {
                    String object = grant.group(2);
                    if (object.endsWith(".*") || !right.equals("CREATE")) { // which a table that is not there needs
                        rights.add(right + " ON " + object);
                    }
                }
            }
        }
        assertThat(rights).hasSizeGreaterThan(5);
        return rights;
    }

    private static void migrate(FreshDatabase database) {
        new Schema(database.flyway(FreshDatabase.MIGRATIONS)).migrate();
        database.administer("UPDATE flyway_schema_history SET checksum = 1");
        assertThat(database.flyway(FreshDatabase.MIGRATIONS).repair().migrationsAligned)
                .isNotEmpty();
        database.administer("UPDATE flyway_schema_history SET success = 0");
        assertThat(database.flyway(FreshDatabase.MIGRATIONS).repair().migrationsRemoved)
                .isNotEmpty();
        new Schema(database.flyway(FreshDatabase.MIGRATIONS, FreshDatabase.ONE_MORE)).migrate();
    }

    private static void sell(FreshDatabase database) throws Exception {
        new Schema(database.flywayOfTheProgram(FreshDatabase.MIGRATIONS)).validate();
        try (RealStore store = new RealStore(database)) {
            DeskSessions desks = store.desks();
            SaleId sale = Sales.open(store, 2);
            MyBatisDeskDirectory directory = new MyBatisDeskDirectory(desks);
            DeskAddress desk = new DeskAddress(new ProcessId("00000000000000cc"), "127.0.0.1", 7070);
            directory.announce(sale, desk);
            assertThat(directory.find(sale)).contains(desk);
            assertThat(new MyBatisStockLedger(desks).commit(sale, Sales.requests(sale, 3)))
                    .hasSize(3);
            assertThat(new MyBatisSaleSnapshots(desks, store.reading()).take(sale, Fingerprint.draw(new Random(42))))
                    .isPresent();
            assertThat(new MyBatisSaleAudit(store.reading())
                            .audit(sale)
                            .orElseThrow()
                            .violations())
                    .isEmpty();
            directory.withdraw(sale, desk.process());
            payAndExpire(store);
            SaleOperations operations = new MyBatisSaleOperations(store.reading(), store.transactions());
            assertThat(operations.restock(
                            sale, 1, new RequestKey(UUID.randomUUID().toString()), new BuyerId("operator")))
                    .isInstanceOf(Operated.Done.class);
            lock(store.application());
        }
    }

    private static void payAndExpire(RealStore store) throws Exception {
        Transactions transactions = store.transactions();
        OutboxWriting writing = new OutboxWriting(true);
        MyBatisOrderReleases releases = new MyBatisOrderReleases(store.reading(), transactions, writing, 3);
        MyBatisPaymentBook payments = new MyBatisPaymentBook(store.reading(), transactions, writing);
        MyBatisOutbox outbox = new MyBatisOutbox(store.reading(), transactions);
        SaleId sale = Sales.open(store, 1);
        OrderRequest request = Sales.request(sale, "alice");
        Payment payment =
                new Payment(new PaymentId(request.orderId().value()), request.orderId(), new Money(1_999, "CNY"));
        assertThat(new MyBatisStockLedger(store.desks()).commit(sale, List.of(request)))
                .hasOnlyElementsOfType(Outcome.Placed.class);
        store.write("UPDATE orders SET pay_by = placed_at");
        assertThat(releases.due(100)).contains(sale);
        assertThat(releases.expire(sale, 1)).isEqualTo(1);
        assertThat(payments.receive(payment)).isEqualTo(PaymentBook.Receipt.STORED);
        assertThat(payments.settle(payment.id())).contains(PaymentEffect.LATE);
        payments.refunded(payment.id());
        outbox.published(outbox.unpublished(100, 1_000).messages().stream()
                .map(Message::id)
                .toList());
        assertThat(outbox.remove(Duration.ZERO, 100)).isPositive();
    }

    private static void archive(FreshDatabase database) throws Exception {
        new Schema(database.flywayOfTheArchive(FreshDatabase.MIGRATIONS)).validate();
        try (RealStore store = new RealStore(database)) {
            SaleId sale = Sales.open(store, 2);
            assertThat(new MyBatisStockLedger(store.desks()).commit(sale, Sales.requests(sale, 2)))
                    .hasSize(2);
            store.write("UPDATE orders SET status = 'PAID' WHERE sale_id = '" + sale + "'");
            store.write("UPDATE sales SET closes_at = UTC_TIMESTAMP(6) WHERE id = '" + sale + "'");
            assertThat(new MyBatisSaleArchive(store.archiving()).archive(sale, new BuyerId("operator")))
                    .isEqualTo(new Archived.Done(2));
        }
    }

    /** Renews by asking for the token. Whoever may not give a lock back leaves it held, so each has a name of its own. */
    private static void lock(DataSource pool) throws InterruptedException {
        LockRequest request = LockRequest.of(new LockName(UUID.randomUUID().toString()));
        try (DatabaseLockProvider locks =
                new DatabaseLockProvider(pool, Duration.ofSeconds(5), new DatabaseFencingTokens(pool))) {
            Lease lease = locks.tryAcquire(request).orElseThrow();
            FencingToken token = lease.fencingToken();
            assertThat(lease.release()).as("denied, if it is unknown").isEqualTo(Release.RELEASED);
            try (Lease next = locks.tryAcquire(request).orElseThrow()) {
                assertThat(next.fencingToken()).isGreaterThan(token);
            }
        }
    }
}
