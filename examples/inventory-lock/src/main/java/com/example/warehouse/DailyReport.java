package com.example.warehouse;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** A job that every node starts at the same time, and one of them does. */
@Service
public class DailyReport {
    /** What came of it on this node. */
    public enum Outcome {
        WRITTEN,
        WRITTEN_BEFORE,
        LEFT_TO_ANOTHER_NODE
    }

    private static final LockName LOCK = new LockName("daily-report");

    private final JdbcClient sql;
    private final LockProvider locks;

    DailyReport(JdbcClient sql, LockProvider locks) {
        this.sql = sql;
        this.locks = locks;
    }

    /** Asks for the lock and returns; no thread waits. It goes on, on a thread of the locks, when there is an answer. */
    public CompletableFuture<Outcome> write(LocalDate day) {
        return locks.tryAcquireAsync(LockRequest.of(LOCK))
                .thenApply(answer -> answer.map(lease -> write(day, lease)).orElse(Outcome.LEFT_TO_ANOTHER_NODE));
    }

    /** Of what two nodes might write one after the other, the primary key lets one stand. */
    private Outcome write(LocalDate day, Lease lease) {
        try {
            int rows = sql.sql("INSERT IGNORE INTO reports (day, units) SELECT ?, COALESCE(SUM(units), 0) FROM stock")
                    .param(day)
                    .update();
            return rows == 0 ? Outcome.WRITTEN_BEFORE : Outcome.WRITTEN;
        } finally {
            lease.close();
        }
    }
}
