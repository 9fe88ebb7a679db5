package io.seckill.infra.database;

import io.seckill.core.sale.BackendUnavailableException;
import java.sql.SQLException;
import java.util.function.Function;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;

/**
 * READ COMMITTED transactions of everything but batches, over connections of their own, so that neither keeps the other
 * waiting. Where the server refused one that another transaction was in the way of, it is run again, whole, if asked for by {@link #run}. Safe for use by
 * many threads.
 */
final class Transactions implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Transactions.class.getName());
    private static final int MOST_RUNS = 4;
    private static final String ROLLED_BACK = "40";
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int DUPLICATE = 1062;

    private final DeskConnections connections;
    private final DeskSessions sessions;

    /** @param connections closed together with this */
    Transactions(DeskConnections connections) {
        this.connections = connections;
        this.sessions = new DeskSessions(connections);
    }

    /**
     * Runs the statements and commits.
     *
     * @param work run again from its beginning where a deadlock or a lock's timeout ended it; has no other effects
     * @throws BackendUnavailableException if the database did not answer, or went on refusing; it may have been committed
     */
    <T> T run(Function<SqlSession, T> work) {
        return run(work, MOST_RUNS);
    }

    /**
     * Runs the statements and commits, or fails where another transaction is in the way: for what comes again by itself, and
     * keeps others waiting meanwhile.
     *
     * @throws BackendUnavailableException if the database did not answer, or refused; it may have been committed
     */
    <T> T runOnce(Function<SqlSession, T> work) {
        return run(work, 1);
    }

    private <T> T run(Function<SqlSession, T> work, int mostRuns) {
        for (int runs = 1; ; runs++) {
            try (SqlSession session = sessions.open()) {
                T result = work.apply(session);
                session.commit(true);
                return result;
            } catch (PersistenceException e) {
                if (runs == mostRuns || !isInTheWay(e)) {
                    throw new BackendUnavailableException("the database did not answer", e);
                }
                LOG.log(System.Logger.Level.DEBUG, "a transaction is run again: {0}", e.getMessage());
            }
        }
    }

    /** The server says so for certain: the transaction is rolled back, or will be with the session. */
    private static boolean isInTheWay(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getErrorCode() == LOCK_WAIT_TIMEOUT
                        || String.valueOf(sql.getSQLState()).startsWith(ROLLED_BACK);
            }
        }
        return false;
    }

    /** A unique key kept a row out; the transaction goes on without it. */
    static boolean isDuplicate(PersistenceException e) {
        return e.getCause() instanceof SQLException sql && sql.getErrorCode() == DUPLICATE;
    }

    @Override
    public void close() {
        connections.close();
    }
}
