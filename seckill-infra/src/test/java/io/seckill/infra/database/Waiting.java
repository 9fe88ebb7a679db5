package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what other threads or the server do. */
final class Waiting {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private static final String WAITING_FOR_A_LOCK =
            " FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'";

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

    /** Waits until some transaction waits for a lock, and gives its connection's number. */
    static long untilOneWaitsForALock(RealStore store) throws Exception {
        until("a transaction waits for a lock", () -> store.number("SELECT COUNT(*)" + WAITING_FOR_A_LOCK) > 0);
        return store.number("SELECT trx_mysql_thread_id" + WAITING_FOR_A_LOCK);
    }
}
