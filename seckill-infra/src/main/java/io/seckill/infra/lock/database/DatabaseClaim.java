package io.seckill.infra.lock.database;

import io.seckill.core.lock.LockName;
import io.seckill.core.lock.store.LeaseStore.Claim;
import io.seckill.infra.lock.database.DatabaseCalls.NotAskedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One acquisition as the database knows it: a row with an owner that no other acquisition ever has.
 *
 * <p>Why two claims never both take a name: a row is inserted by one alone (the name is its primary key), and one that has
 * ended is overwritten under its row lock, by a statement that looks at its end. The database reads its clock when a statement
 * begins, so one that waited for the row lock goes by an earlier time than the real one: it may find a lease not yet ended
 * that just has, and gives itself a shorter one than it could, but never a longer one than its caller reckons with.
 */
final class DatabaseClaim implements Claim {
    private static final String TAKE_FREE = """
            INSERT INTO lock_leases (name, owner, ends_at)
            VALUES (?, ?, UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND)""";

    private static final String TAKE_ENDED = """
            UPDATE lock_leases SET owner = ?, ends_at = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND
            WHERE name = ? AND ends_at <= UTC_TIMESTAMP(6)""";

    /** A microsecond later than it is where nothing would change: {@code useAffectedRows=true} counts changed rows only. */
    private static final String RENEW = """
            UPDATE lock_leases SET ends_at = UTC_TIMESTAMP(6)
                + INTERVAL ? + (ends_at = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND) MICROSECOND
            WHERE name = ? AND owner = ? AND ends_at > UTC_TIMESTAMP(6)""";

    private static final String GIVE_BACK = "DELETE FROM lock_leases WHERE name = ? AND owner = ?";

    private final DatabaseCalls calls;
    private final String title;
    private final byte[] name;
    private final byte[] owner;
    private final Duration leaseTime;

    DatabaseClaim(DatabaseCalls calls, LockName name, Duration leaseTime) {
        this.calls = calls;
        this.title = name.value();
        this.name = name.value().getBytes(StandardCharsets.UTF_8);
        this.owner = bytes(UUID.randomUUID());
        this.leaseTime = leaseTime;
    }

    @Override
    public CompletableFuture<Boolean> take() {
        return calls.call(connection -> {
            try {
                return changes(connection, TAKE_FREE, name, owner, micros());
            } catch (SQLIntegrityConstraintViolationException thereIsARow) {
                return changes(connection, TAKE_ENDED, owner, micros(), name);
            }
        });
    }

    @Override
    public CompletableFuture<Long> prove() {
        return calls.call(connection ->
                changes(connection, RENEW, micros(), micros(), name, owner) ? leaseTime.toMillis() : NOT_OURS);
    }

    @Override
    public CompletableFuture<Boolean> giveBack() {
        return calls.call(connection -> changes(connection, GIVE_BACK, name, owner));
    }

    @Override
    public boolean mayHaveTaken(Throwable failure) {
        return !(failure instanceof NotAskedException) && !isRefusal(failure);
    }

    /** No such table, no right to it: the database has looked at the statement, and not run it. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof SQLException refused
                && String.valueOf(refused.getSQLState()).startsWith("42");
    }

    @Override
    public String toString() {
        return title;
    }

    private long micros() {
        return TimeUnit.NANOSECONDS.toMicros(leaseTime.toNanos());
    }

    private static boolean changes(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate() == 1;
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
