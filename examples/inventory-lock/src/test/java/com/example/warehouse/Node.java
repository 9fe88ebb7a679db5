package com.example.warehouse;

import io.seckill.core.lock.LockProvider;
import io.seckill.testkit.servers.DatabaseServer;
import io.seckill.testkit.servers.Servers;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** One node of the warehouse, as a second one would run beside it: with its own beans, connections and threads. */
final class Node implements AutoCloseable {
    private static final String DATABASE = Servers.shared().database().createDatabase();

    final ConfigurableApplicationContext context =
            SpringApplication.run(Warehouse.class, settings().toArray(String[]::new));
    final Stock stock = context.getBean(Stock.class);
    final Recounts recounts = context.getBean(Recounts.class);
    final DailyReport report = context.getBean(DailyReport.class);
    final LockProvider locks = context.getBean(LockProvider.class);

    static List<String> settings() {
        DatabaseServer database = Servers.shared().database();
        return List.of(
                "--spring.datasource.url=" + database.jdbcUrl(DATABASE),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--spring.data.redis.url=" + Servers.shared().redis().address());
    }

    @Override
    public void close() {
        context.close();
    }
}
