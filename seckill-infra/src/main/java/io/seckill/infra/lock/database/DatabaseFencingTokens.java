package io.seckill.infra.lock.database;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Tokens from a row per name in the table {@code fencing_tokens} of MySQL or MariaDB, from 1 upwards. They strictly increase
 * whatever happens to the lock's backend, for as long as the database keeps its rows: take them from where the guarded data
 * are, so that both share their fate. A row stays for ever.
 *
 * <p>Each is drawn and committed on a connection of its own, never in the caller's transaction. Waits two seconds at most,
 * and does not react to interrupts. Safe for use by many threads; the data source is the caller's.
 */
public final class DatabaseFencingTokens implements FencingTokens {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** {@code LAST_INSERT_ID(value)} hands the new value to this connection, without a second look at the row. */
    private static final String RAISE = """
            INSERT INTO fencing_tokens (name, token) VALUES (?, LAST_INSERT_ID(1))
            ON DUPLICATE KEY UPDATE token = LAST_INSERT_ID(token + 1)""";

    private static final String RAISED = "SELECT LAST_INSERT_ID()";

    private final DatabaseCalls calls;

    public DatabaseFencingTokens(DataSource database) {
        this.calls = new DatabaseCalls(database, PATIENCE);
    }

    @Override
    public FencingToken next(LockName name) {
        try {
            return new FencingToken(calls.call(connection -> raise(connection, name))
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join());
        } catch (CompletionException e) {
            String reason = e.getCause() instanceof SQLException failure
                    ? "the database failed: " + failure.getMessage()
                    : "the database did not answer within " + PATIENCE.toSeconds() + " s";
            throw new LockUnavailableException(name, "its fencing token could not be drawn: " + reason, e.getCause());
        }
    }

    private static long raise(Connection connection, LockName name) throws SQLException {
        try (PreparedStatement raise = connection.prepareStatement(RAISE);
                PreparedStatement raised = connection.prepareStatement(RAISED)) {
            raise.setString(1, name.value());
            raise.executeUpdate();
            try (ResultSet row = raised.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
