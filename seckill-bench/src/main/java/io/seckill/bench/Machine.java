package io.seckill.bench;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.RedisException;

/** What the figures depend on, for people. */
final class Machine {
    private Machine() {}

    static String describe(SellingProgram program) {
        return String.format(
                Locale.ROOT,
                "%s, %d cores (load %.1f before the start), %s %s, Java %s (%s)%n%s; Redis %s",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                database(program.part(DataSource.class)),
                redis(program.part(RedissonClient.class)));
    }

    private static String database(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT VERSION()")) {
                row.next();
                String version = row.getString(1);
                found.add((version.contains("MariaDB") ? "" : "MySQL ") + version);
            }
            try (ResultSet rows = statement.executeQuery("SHOW GLOBAL VARIABLES WHERE Variable_name IN"
                    + " ('innodb_flush_log_at_trx_commit', 'sync_binlog', 'log_bin', 'innodb_buffer_pool_size')")) {
                while (rows.next()) {
                    found.add(rows.getString(1) + "=" + rows.getString(2));
                }
            }
            return String.join(", ", found);
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not say what it is: " + e.getMessage(), e);
        }
    }

    private static String redis(RedissonClient client) {
        try {
            return client.getRedisNodes(RedisNodes.SINGLE)
                    .getInstance()
                    .info(RedisNode.InfoSection.SERVER)
                    .getOrDefault("redis_version", "of unknown version");
        } catch (RedisException e) {
            throw new IllegalStateException("Redis does not answer: " + e.getMessage(), e);
        }
    }
}
