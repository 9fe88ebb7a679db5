package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what other threads or the server do. */
final class Waiting {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private Waiting() {}

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime() - end)
                    .as("not within %s: %s", SOON, what)
                    .isNegative();
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    static void untilOneWaitsForALock(RealStore store) throws Exception {
        until(
                "a transaction waits for a lock",
                () -> store.number("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'") > 0);
    }

    /**
     * The connection of the transaction that waits for a lock. Not to be asked again and again: the server looks anew only
     * if nobody asked for a tenth of a second.
     */
    static long waitingConnection(RealStore store) {
        return store.number(
                "SELECT trx_mysql_thread_id FROM information_schema.INNODB_TRX" + " WHERE trx_state = 'LOCK WAIT'");
    }
}
