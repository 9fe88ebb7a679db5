package io.seckill.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Servers of the kind that this run has; each kind has a run of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServersTest {
    private final ServerKind kind = ServerKind.chosen();
    private final Servers servers = Servers.start(kind);

    @AfterAll
    void stopThePair() {
        servers.close();
        servers.close();
        assertThatThrownBy(() -> select("SELECT 1", "")).isInstanceOf(SQLException.class);
    }

    private String select(String query, String database) throws SQLException {
        return select(servers.database(), query, database);
    }

    private static String select(DatabaseServer server, String query, String database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl(database) + "&socketTimeout=2000", server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void theDatabaseSyncsOnEveryCommitAndSpeaksUtf8() throws SQLException {
        assertThat(select("SELECT @@innodb_flush_log_at_trx_commit", "")).isEqualTo("1");
        assertThat(select("SELECT @@character_set_server", "")).isEqualTo("utf8mb4");
    }

    @Test
    void eachDatabaseIsFresh() throws SQLException {
        String one = servers.database().createDatabase();
        String other = servers.database().createDatabase();
        assertThat(one).isNotEqualTo(other);
        assertThat(select("SELECT DATABASE()", other)).isEqualTo(other);
    }

    @Test
    void aDatabaseKeepsItsDataAndItsPortOverAStopAndAnswersAfterAPause() throws SQLException {
        try (DatabaseServer database = Servers.startDatabase(kind)) {
            String name = database.createDatabase();
            int port = database.port();
            database.stop();
            database.stop();
            assertThatThrownBy(() -> select(database, "SELECT 1", name)).isInstanceOf(SQLException.class);
            assertThatThrownBy(database::pause).hasMessageContaining("does not run");
            database.start();
            database.start();
            assertThat(database.port()).isEqualTo(port);
            assertThat(select(database, "SELECT DATABASE()", name)).isEqualTo(name);

            database.pause();
            assertThatThrownBy(() -> select(database, "SELECT 1", name)).isInstanceOf(SQLException.class);
            database.resume();
            assertThat(select(database, "SELECT DATABASE()", name)).isEqualTo(name);
        }
    }

    @Test
    void aPausedDatabaseCanBeClosedButNotStartedAgain() {
        DatabaseServer database = Servers.startDatabase(kind);
        database.pause();
        database.close();
        database.close();
        assertThatThrownBy(database::start).hasMessageContaining("was closed");
    }

    @Test
    void redisIsEmptyAfterAFlushAndAfterAStart() throws IOException {
        try (RedisServer redis = servers.newRedis()) {
            assertThat(redis.port()).isNotEqualTo(servers.redis().port());
            assertThat(redis.address()).isEqualTo("redis://" + redis.host() + ":" + redis.port());
            RedisWire.ask(redis, "SET a b");
            redis.flush();
            assertThat(RedisWire.ask(redis, "EXISTS a")).isEqualTo("0");
            RedisWire.ask(redis, "SET a b");
            redis.stop();
            redis.stop();
            assertThatThrownBy(() -> RedisWire.ask(redis, "PING")).isInstanceOf(IOException.class);
            assertThatThrownBy(redis::pause).hasMessageContaining("does not run");
            redis.start();
            redis.start();
            assertThat(RedisWire.ask(redis, "EXISTS a")).isEqualTo("0");
        }
    }

    @Test
    void aPausedRedisAnswersWhenItRunsOn() throws IOException {
        try (RedisServer redis = servers.newRedis()) {
            redis.pause();
            assertThatThrownBy(() -> RedisWire.ask(redis, "PING")).hasMessageContaining("timed out");
            redis.resume();
            assertThat(RedisWire.ask(redis, "PING")).isEqualTo("PONG");
        }
    }

    @Test
    void aPausedRedisCanBeClosedButNotStartedAgain() {
        RedisServer redis = servers.newRedis();
        redis.pause();
        redis.close();
        redis.close();
        assertThatThrownBy(redis::start).hasMessageContaining("was closed");
    }

    @Test
    void thePairSaysWhatItIs() {
        assertThat(servers)
                .hasToString(kind + ": " + servers.database().version() + ", "
                        + servers.redis().version());
        assertThat(servers.kind()).isEqualTo(kind);
    }
}
