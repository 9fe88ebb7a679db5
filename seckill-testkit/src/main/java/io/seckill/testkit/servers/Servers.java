package io.seckill.testkit.servers;

/**
 * A database and a Redis for tests, of one {@linkplain ServerKind kind}.
 *
 * <p>Safe for use by many threads.
 */
public final class Servers implements AutoCloseable {
    private final ServerKind kind;
    private final DatabaseServer database;
    private final RedisServer redis;

    private Servers(ServerKind kind, DatabaseServer database, RedisServer redis) {
        this.kind = kind;
        this.database = database;
        this.redis = redis;
    }

    /**
     * The pair of this JVM: started by the first call, ended with the JVM, of the kind that {@link ServerKind#chosen()}
     * says. Prints one line that names the kind and the versions. Tests that stop or flush a Redis take one of their
     * own from {@link #newRedis()}, and those that stop a database from {@link #startDatabase}.
     *
     * @throws IllegalStateException if the servers cannot be started; the message says why
     * @throws IllegalArgumentException if the kind is set to something unknown
     */
    public static Servers shared() {
        return SharedServers.get();
    }

    /**
     * Starts a pair of its own, which the caller closes.
     *
     * @throws IllegalStateException if the servers cannot be started; the message says why
     */
    public static Servers start(ServerKind kind) {
        DatabaseServer database = startDatabase(kind);
        try {
            return new Servers(kind, database, redis(kind));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Starts a database without a Redis, for one test, which closes it.
     *
     * @throws IllegalStateException if it cannot be started; the message says why
     */
    public static DatabaseServer startDatabase(ServerKind kind) {
        return switch (kind) {
            case CONTAINERS -> ContainerDatabase.launch();
            case EMBEDDED -> MariaDb.embedded();
            case INSTALLED -> MariaDb.installed();
        };
    }

    /**
     * Starts a Redis without a database, for one test, which closes it.
     *
     * @throws IllegalStateException if it cannot be started; the message says why
     */
    public static RedisServer startRedis(ServerKind kind) {
        return redis(kind);
    }

    private static RedisServer redis(ServerKind kind) {
        return switch (kind) {
            case CONTAINERS -> ContainerRedis.launch();
            case EMBEDDED, INSTALLED -> EmbeddedRedis.launch();
        };
    }

    /** The kind of both servers. */
    public ServerKind kind() {
        return kind;
    }

    /** The database that is shared by all who use this pair: not to be stopped. */
    public DatabaseServer database() {
        return database;
    }

    /** The Redis that is shared by all who use this pair: not to be stopped or flushed. */
    public RedisServer redis() {
        return redis;
    }

    /**
     * Starts a Redis of the same kind for one test, which closes it.
     *
     * @throws IllegalStateException if it cannot be started; the message says why
     */
    public RedisServer newRedis() {
        return redis(kind);
    }

    /** The kind and the versions, for people. */
    @Override
    public String toString() {
        return kind + ": " + database.version() + ", " + redis.version();
    }

    /** Ends both servers. No effect the second time; not for {@link #shared()}. */
    @Override
    public void close() {
        try {
            redis.close();
        } finally {
            database.close();
        }
    }
}
