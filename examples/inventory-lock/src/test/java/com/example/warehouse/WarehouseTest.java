package com.example.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LeaseLostException;
import io.seckill.core.lock.LockHeldException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.api.RedissonClient;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes on one database and one Redis. */
@Timeout(60)
class WarehouseTest {
    private static final Node ONE = new Node();
    private static final Node OTHER = new Node();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @AfterAll
    static void close() {
        THREADS.shutdownNow();
        OTHER.close();
        ONE.close();
    }

    @Test
    void noUnitIsLostWhenManyMoveAtOnceOnTwoNodes() throws Exception {
        ONE.stock.receive("chair", "dock", 1_000);
        List<Future<Integer>> people = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            people.add(THREADS.submit(() -> move("chair", ONE)));
            people.add(THREADS.submit(() -> move("chair", OTHER)));
        }
        int moved = 0;
        for (Future<Integer> one : people) {
            moved += one.get();
        }
        assertThat(moved).isPositive();
        assertThat(ONE.stock.unitsOn("chair", "shelf")).isEqualTo(moved);
        assertThat(ONE.stock.unitsOn("chair", "dock")).isEqualTo(1_000 - moved);
    }

    /** @return how many units; a move that met others for too long has moved none */
    private static int move(String sku, Node node) {
        int moved = 0;
        for (int i = 0; i < 25; i++) {
            try {
                node.stock.move(sku, "dock", "shelf", 1);
                moved++;
            } catch (LockHeldException busy) {
                continue;
            }
        }
        return moved;
    }

    @Test
    void whoWaitsTooLongIsToldAndNothingIsDone() throws Exception {
        ONE.stock.receive("table", "dock", 10);
        try (Lease held = lease(OTHER, "stock-table")) {
            assertThatThrownBy(() -> ONE.stock.move("table", "dock", "shelf", 1))
                    .isInstanceOf(LockHeldException.class)
                    .hasMessageContaining("stock-table");
            assertThat(held.isValid()).isTrue();
        }
        assertThat(ONE.stock.unitsOn("table", "dock")).isEqualTo(10);
        assertThat(ONE.stock.unitsOn("table", "shelf")).isZero();

        ONE.stock.move("table", "dock", "shelf", 1);
        assertThat(ONE.stock.unitsOn("table", "shelf")).isEqualTo(1);
    }

    @Test
    void anArticleIsCountedByOneAtATime() throws Exception {
        ONE.stock.receive("sofa", "dock", 3);
        Future<?> counting = slowCount("sofa", 3, () -> {
            assertThat(OTHER.recounts.recount("sofa", shelf -> 4)).isEmpty();
            return null;
        });
        counting.get();
        assertThat(ONE.recounts.counted("sofa")).hasValue(3);
    }

    /** The first counter still looks at its last shelf when the lock is gone; no check of the lease can help it then. */
    @Test
    void aCountThatLostItsLeaseComesTooLateToBeNoted() throws Exception {
        ONE.stock.receive("bed", "dock", 8);
        Future<?> late = slowCount("bed", 7, () -> {
            takeAway("recount-bed");
            assertThat(OTHER.recounts.recount("bed", shelf -> 8)).hasValue(8);
            return null;
        });
        assertThatThrownBy(late::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(LeaseLostException.class);
        assertThat(ONE.recounts.counted("bed")).hasValue(8);
    }

    /** Counts on the first node, and does something else before the counter has looked. */
    private static Future<?> slowCount(String sku, int units, Callable<?> meanwhile) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<?> counting = THREADS.submit(() -> ONE.recounts.recount(sku, shelf -> {
            begun.countDown();
            awaitQuietly(goOn);
            return units;
        }));
        try {
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            meanwhile.call();
        } finally {
            goOn.countDown();
        }
        return counting;
    }

    @Test
    void oneNodeWritesTheReportAndTheOtherLeavesItAlone() throws Exception {
        LocalDate day = LocalDate.of(2030, 1, 31);
        try (Lease held = lease(OTHER, "daily-report")) {
            assertThat(ONE.report.write(day).get()).isEqualTo(DailyReport.Outcome.LEFT_TO_ANOTHER_NODE);
            assertThat(held.isValid()).isTrue();
        }
        assertThat(ONE.report.write(day).get()).isEqualTo(DailyReport.Outcome.WRITTEN);
        assertThat(OTHER.report.write(day).get()).isEqualTo(DailyReport.Outcome.WRITTEN_BEFORE);
    }

    @Test
    void tokensComeFromItsOwnDatabase() throws Exception {
        ONE.stock.receive("mirror", "dock", 1);
        for (Node node : List.of(ONE, OTHER, ONE)) {
            assertThat(node.recounts.recount("mirror", shelf -> 1)).hasValue(1);
        }
        long last = sql("SELECT token FROM fencing_tokens WHERE name = 'recount-mirror'", Long.class)
                .get(0);
        assertThat(last).isEqualTo(3);
        assertThat(sql("SELECT token FROM articles WHERE sku = 'mirror'", Long.class))
                .containsExactly(last);
    }

    @Test
    void itsLocksAreCountedByTheirPatterns() throws Exception {
        ONE.stock.receive("shelf board", "dock", 1);
        ONE.recounts.recount("shelf board", shelf -> 1);
        MeterRegistry meters = ONE.context.getBean(MeterRegistry.class);
        for (String pattern : List.of("stock-*", "recount-*")) {
            assertThat(meters.get("seckill.lock.wait")
                            .tags("lock", pattern, "outcome", "acquired")
                            .timer()
                            .count())
                    .as(pattern)
                    .isPositive();
        }
    }

    @Test
    void locksBringNeitherTheTablesNorTheLibrariesOfSelling() {
        assertThat(sql("SHOW TABLES", String.class))
                .containsExactlyInAnyOrder("articles", "fencing_tokens", "reports", "stock");
        for (String library : List.of(
                "org.flywaydb.core.Flyway",
                "org.apache.ibatis.session.SqlSession",
                "com.github.benmanes.caffeine.cache.Caffeine")) {
            assertThatThrownBy(() -> Class.forName(library)).isInstanceOf(ClassNotFoundException.class);
        }
        assertThat(ClassLoader.getSystemResource("db/migration")).isNull();
    }

    @Test
    void aShiftIsWorked() throws Exception {
        assertThat(ONE.context.getBean(Shift.class).work())
                .anySatisfy(line -> assertThat(line).isEqualTo("counted: 200"));
    }

    private static Lease lease(Node node, String name) throws InterruptedException {
        return node.locks.tryAcquire(LockRequest.of(new LockName(name))).orElseThrow();
    }

    /** As a flush of Redis would, or a failover to a replica that did not have the lock. */
    private static void takeAway(String name) {
        long gone = ONE.context
                .getBean(RedissonClient.class)
                .getKeys()
                .deleteByPattern("seckill:lock:?" + name + "?"); // the name is in braces
        assertThat(gone).isEqualTo(1);
    }

    private static <T> List<T> sql(String query, Class<T> type) {
        return ONE.context.getBean(JdbcClient.class).sql(query).query(type).list();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while it counted", e);
        }
    }
}
