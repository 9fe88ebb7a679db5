package io.seckill.infra.lock.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Calls the database on threads of its own, for a driver blocks. Each call has a connection for itself, a bound for every
 * answer, and is committed.
 */
final class DatabaseCalls implements AutoCloseable {
    static final int CONNECTIONS = 4;
    private static final int MOST_QUEUED = 10_000;
    private static final int IDLE_SECONDS = 10;
    private static final Duration ANSWER = Duration.ofSeconds(1);

    interface Call<T> {
        T on(Connection connection) throws SQLException;
    }

    private final DataSource database;
    private final ThreadPoolExecutor threads;

    DatabaseCalls(DataSource database) {
        this.database = database;
        AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                CONNECTIONS,
                CONNECTIONS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_QUEUED),
                task -> {
                    Thread thread = new Thread(task, "seckill-lock-database-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** What the call returns, or throws. */
    <T> CompletableFuture<T> call(Call<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> answer(call, answer));
        } catch (RejectedExecutionException e) {
            String reason = threads.isShutdown() ? "closed" : MOST_QUEUED + " calls wait already";
            answer.completeExceptionally(new SQLException("the database was not asked: " + reason, e));
        }
        return answer;
    }

    private <T> void answer(Call<T> call, CompletableFuture<T> answer) {
        T value;
        try (Connection connection = database.getConnection()) {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, (int) ANSWER.toMillis());
            try {
                value = call.on(connection);
                if (!connection.getAutoCommit()) {
                    connection.commit();
                }
            } finally {
                if (!connection.isClosed()) {
                    connection.setNetworkTimeout(Runnable::run, before);
                }
            }
        } catch (SQLException | RuntimeException e) {
            answer.completeExceptionally(e);
            return;
        }
        answer.complete(value);
    }

    /** Calls that were made are still answered; later ones fail. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
