package io.seckill.infra.lock.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Calls the database on threads of its own, for a driver blocks. Each call has a connection for itself on which every
 * statement is committed by itself, and a bound for every answer; it is made again when a deadlock has rolled it back. A call
 * that found no connection before its caller gave up is not made at all: after an outage nobody waits for them any more.
 */
final class DatabaseCalls implements AutoCloseable {
    static final int CONNECTIONS = 4;
    private static final int MOST_QUEUED = 10_000;
    private static final int IDLE_SECONDS = 10;
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final String NO_SUCH_TABLE = "42S02";

    interface Call<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Nothing was sent. */
    static final class NotAskedException extends SQLException {
        private static final long serialVersionUID = 1L;

        NotAskedException(String reason) {
            super("it was not asked: " + reason);
        }

        NotAskedException(String reason, Exception cause) {
            super("it was not asked: " + reason, cause);
        }
    }

    private final DataSource database;
    private final Duration patience;
    private final ThreadPoolExecutor threads;

    /** @param patience how long the callers wait */
    DatabaseCalls(DataSource database, Duration patience) {
        this.database = database;
        this.patience = patience;
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

    /** Completes when there is a connection, however long that takes. */
    CompletableFuture<Boolean> connect() {
        return run(() -> {
            connection().close();
            return true;
        });
    }

    /** What the call returns, or throws. */
    <T> CompletableFuture<T> call(Call<T> call) {
        long until = System.nanoTime() + patience.toNanos();
        return run(() -> ask(call, until));
    }

    private <T> CompletableFuture<T> run(Callable<T> task) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    answer.complete(task.call());
                } catch (Exception e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            String reason = threads.isShutdown() ? "closed" : MOST_QUEUED + " calls wait already";
            answer.completeExceptionally(new NotAskedException(reason, e));
        }
        return answer;
    }

    private <T> T ask(Call<T> call, long until) throws SQLException {
        try (Connection connection = connection()) {
            if (System.nanoTime() - until > 0) {
                throw new NotAskedException("there was no free connection within " + patience.toMillis() + " ms");
            }
            boolean commits = connection.getAutoCommit();
            int timeout = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, (int) ANSWER.toMillis());
            if (!commits) {
                connection.setAutoCommit(true);
            }
            try {
                return askAgain(call, connection, until);
            } finally {
                if (!connection.isClosed()) {
                    if (!commits) {
                        connection.setAutoCommit(false);
                    }
                    connection.setNetworkTimeout(Runnable::run, timeout);
                }
            }
        }
    }

    private Connection connection() throws NotAskedException {
        try {
            return database.getConnection();
        } catch (SQLException | RuntimeException e) {
            throw new NotAskedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T askAgain(Call<T> call, Connection connection, long until) throws SQLException {
        while (true) {
            try {
                return call.on(connection);
            } catch (SQLTransactionRollbackException deadlock) {
                if (System.nanoTime() - until > 0) {
                    throw deadlock;
                }
            } catch (SQLException e) {
                throw NO_SUCH_TABLE.equals(e.getSQLState()) ? migrationIsMissing(e) : e;
            }
        }
    }

    private static SQLException migrationIsMissing(SQLException e) {
        return new SQLException(
                e.getMessage() + ": apply the migrations of seckill-db, or make the table as they do",
                e.getSQLState(),
                e);
    }

    /** Calls that were made are still answered; later ones fail. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
