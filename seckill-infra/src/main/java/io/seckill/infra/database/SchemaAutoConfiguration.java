package io.seckill.infra.database;

import io.seckill.infra.ConditionalOnSelling;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;

/** Says what Flyway does when an application that sells starts: it migrates the schema, or only validates it. */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
@ConditionalOnSelling
@ConditionalOnClass(FlywayMigrationStrategy.class)
@EnableConfigurationProperties(DatabaseProperties.class)
public class SchemaAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    FlywayMigrationStrategy flywayMigrationStrategy(DatabaseProperties properties) {
        return flyway -> {
            Schema schema = new Schema(flyway);
            if (properties.migrate()) {
                schema.migrate();
            } else {
                schema.validate();
            }
        };
    }
}
