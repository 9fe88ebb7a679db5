package io.seckill.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.seckill.testkit.servers.Servers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The servers, as the program's own settings name them.
 *
 * @param settings of Spring Boot, by name
 */
record Backends(Map<String, String> settings) {
    static final String URL = "spring.datasource.url";
    static final String USER = "spring.datasource.username";
    static final String PASSWORD = "spring.datasource.password";
    private static final String REDIS = "spring.data.redis.url";
    private static final int CONNECTIONS = 8;

    /** A fresh schema on servers that were started for the benchmark. */
    static Backends of(Servers servers) {
        return new Backends(Map.of(
                URL, servers.database().jdbcUrl(servers.database().createDatabase()),
                USER, servers.database().user(),
                PASSWORD, servers.database().password(),
                REDIS, servers.redis().address()));
    }

    /** Servers of somebody else; the environment may have the account, which others on this machine do not see. */
    static Backends of(Options.Others others, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(Map.of(URL, others.mysql(), REDIS, others.redis()));
        putIfThere(settings, USER, environment.getOrDefault("MYSQL_USER", ""));
        putIfThere(settings, PASSWORD, environment.getOrDefault("MYSQL_PASSWORD", ""));
        return new Backends(Map.copyOf(settings));
    }

    /** Those that another process was started with, by {@link #environment()}. */
    static Backends of(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of(URL, USER, PASSWORD, REDIS)) {
            putIfThere(settings, name, environment.getOrDefault(variable(name), ""));
        }
        return new Backends(Map.copyOf(settings));
    }

    String redis() {
        return settings.getOrDefault(REDIS, "");
    }

    /** The same database, and that Redis. */
    Backends withRedis(String address) {
        Map<String, String> other = new HashMap<>(settings);
        other.put(REDIS, address);
        return new Backends(Map.copyOf(other));
    }

    /** Connections of the caller's own. */
    HikariDataSource dataSource() {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(settings.get(URL));
        source.setUsername(settings.get(USER));
        source.setPassword(settings.get(PASSWORD));
        source.setMaximumPoolSize(CONNECTIONS);
        return source;
    }

    private static String variable(String setting) {
        return setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static void putIfThere(Map<String, String> settings, String name, String value) {
        if (!value.isEmpty()) {
            settings.put(name, value);
        }
    }

    /** The settings for another process. */
    Map<String, String> environment() {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(setting -> variable(setting.getKey()), Map.Entry::getValue));
    }
}
