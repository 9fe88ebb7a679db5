package io.seckill.infra.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.testkit.servers.DatabaseServer;
import io.seckill.testkit.servers.Servers;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application with a database of its own that only wants locks, and has none of the libraries for selling. */
class LockOnlyApplicationTest {
    private static final List<String> SELLING = List.of("flyway", "mybatis", "caffeine", "seckill-db", "/db/target");
    private static final DatabaseServer SERVER = Servers.shared().database();
    private static final String DATABASE = SERVER.createDatabase();

    @Test
    void itHasLocksAndNeitherOurTablesNorOurDesks() throws Exception {
        assertThat(tell())
                .isEqualTo(
                        "[fencingTokens, lockNamePatterns, lockParts, lockProvider, lockedPostProcessor, observedLocks,"
                                + " seckill.lock-io.seckill.infra.lock.LockProperties, seckillRedissonSettings] true 0");
    }

    @Test
    void askingToSellWithoutTheLibrariesGivesLocksAlone() throws Exception {
        assertThat(tell("--seckill.selling.enabled=true"))
                .endsWith(" true 0")
                .doesNotContain("desk", "ledger", "sale", "Health", "schema");
    }

    @Test
    void theLibrariesAreNotThere() throws Exception {
        try (URLClassLoader alone = classes()) {
            for (String missing : List.of(
                    "org.flywaydb.core.Flyway",
                    "org.mybatis.spring.SqlSessionTemplate",
                    "com.github.benmanes.caffeine.cache.Caffeine")) {
                assertThatThrownBy(() -> alone.loadClass(missing)).isInstanceOf(ClassNotFoundException.class);
            }
            assertThat(alone.getResource("db/migration/V1__sales_and_orders.sql"))
                    .isNull();
        }
    }

    private static String tell(String... more) throws Exception {
        List<String> settings = new ArrayList<>(List.of(
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + Servers.shared().redis().port(),
                "--spring.datasource.url=" + SERVER.jdbcUrl(DATABASE),
                "--spring.datasource.username=" + SERVER.user(),
                "--spring.datasource.password=" + SERVER.password()));
        settings.addAll(List.of(more));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader alone = classes()) {
            thread.setContextClassLoader(alone);
            return String.valueOf(alone.loadClass(LockOnlyApplication.class.getName())
                    .getMethod("tell", String[].class)
                    .invoke(null, (Object) settings.toArray(String[]::new)));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URLClassLoader classes() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (SELLING.stream().noneMatch(entry::contains)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
