package io.seckill.infra.lock;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import java.util.Objects;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Another team's application, for {@link LockOnlyApplicationTest} to run on a class path of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class LockOnlyApplication {
    /** The names of this project's beans, whether a lock was held, and the number of tables in the database. */
    public static String tell(String[] settings) throws Exception {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(LockOnlyApplication.class)
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .registerShutdownHook(false)
                        .run(settings);
                Lease lease = context.getBean(LockProvider.class)
                        .tryAcquire(LockRequest.of(new LockName("lock only")))
                        .orElseThrow()) {
            TreeSet<String> ours = new TreeSet<>();
            for (String name : context.getBeanDefinitionNames()) {
                if (Objects.requireNonNull(context.getType(name)).getName().startsWith("io.seckill.infra.")
                        && !name.startsWith("io.seckill.infra.")
                        && !name.equals("lockOnlyApplication")) {
                    ours.add(name);
                }
            }
            int tables = new JdbcTemplate(context.getBean(DataSource.class))
                    .queryForList("SHOW TABLES")
                    .size();
            return ours + " " + lease.isValid() + " " + tables;
        }
    }
}
