package io.seckill.infra.lock.database;

import com.zaxxer.hikari.HikariDataSource;
import io.seckill.testkit.lock.LockNode;
import io.seckill.testkit.lock.NodeLauncher;
import java.time.Duration;
import java.util.regex.Pattern;

/** A provider with a pool of its own, set up as Spring Boot does, by a URL with the times that the provider asks for. */
final class DatabaseNode implements LockNode {
    /** The process that is started by the contract suite makes its nodes with this. */
    public static final class Launcher implements NodeLauncher {
        private static final String SEPARATOR = "|";

        static String address(String url, String user, String password, Duration leaseTime) {
            return String.join(SEPARATOR, url, user, password, leaseTime.toString());
        }

        @Override
        public LockNode launch(String address) {
            String[] parts = address.split(Pattern.quote(SEPARATOR), 4);
            return new DatabaseNode(pool(parts[0], parts[1], parts[2]), Duration.parse(parts[3]));
        }
    }

    private static final String TIMES = "&connectTimeout=2000&socketTimeout=5000";

    private final HikariDataSource pool;
    private final DatabaseLockProvider provider;

    /** @param pool closed together with this */
    DatabaseNode(HikariDataSource pool, Duration leaseTime) {
        this.pool = pool;
        this.provider = new DatabaseLockProvider(pool, leaseTime, new DatabaseFencingTokens(pool));
    }

    static HikariDataSource pool(String url, String user, String password) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url + TIMES);
        pool.setUsername(user);
        pool.setPassword(password);
        return pool;
    }

    @Override
    public DatabaseLockProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        provider.close();
        pool.close();
    }
}
