package com.example.warehouse;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LeaseLostException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Counts what really lies on the shelves. That takes long, so a count may outlive its lease: its token guards what it writes. */
@Service
public class Recounts {
    private static final Duration LONGEST = Duration.ofHours(2);

    private final JdbcClient sql;
    private final Stock stock;
    private final LockProvider locks;

    Recounts(JdbcClient sql, Stock stock, LockProvider locks) {
        this.sql = sql;
        this.stock = stock;
        this.locks = locks;
    }

    /**
     * Counts an article, shelf by shelf, and notes the sum. One count of an article goes on at a time.
     *
     * @param eyes goes to a shelf and counts
     * @return the sum; empty if somebody else is counting the article: nothing was done
     * @throws LeaseLostException if the lease was lost. Somebody else may count by now, so this count is not to be relied
     *     on: it was not noted, or stands only until a later one is
     */
    public Optional<Integer> recount(String sku, ToIntFunction<String> eyes) throws InterruptedException {
        LockRequest request = LockRequest.of(new LockName("recount-" + sku)).livingAtMost(LONGEST);
        return locks.withLock(request, lease -> count(sku, eyes, lease));
    }

    /** What the last recount found; empty if there was none. */
    public Optional<Integer> counted(String sku) {
        return sql.sql("SELECT counted FROM articles WHERE sku = ? AND counted IS NOT NULL")
                .param(sku)
                .query(Integer.class)
                .optional();
    }

    private int count(String sku, ToIntFunction<String> eyes, Lease lease) {
        long token = lease.fencingToken().value();
        List<String> shelves = stock.shelves(sku);
        if (shelves.isEmpty()) {
            throw new IllegalArgumentException("sku: there is no article " + sku);
        }
        int units = 0;
        for (String shelf : shelves) {
            if (!lease.isValid()) { // saves work, and guards nothing: it may be lost right after
                throw new LeaseLostException(lease.name());
            }
            units += eyes.applyAsInt(shelf);
        }
        note(sku, units, token, lease.name());
        return units;
    }

    /** The row keeps the token of its last writer: whoever comes with a smaller one is too late. */
    private void note(String sku, int units, long token, LockName lock) {
        int rows = sql.sql("UPDATE articles SET counted = ?, token = ? WHERE sku = ? AND token <= ?")
                .params(units, token, sku, token)
                .update();
        if (rows == 0) {
            throw new LeaseLostException(lock);
        }
    }
}
