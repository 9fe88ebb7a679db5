package io.seckill.web.start;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Refuses to start when no database is named; Spring Boot would look for an embedded one. */
@Configuration(proxyBeanMethods = false)
class DatabaseCheck {
    private static final String URL = "spring.datasource.url";

    @Bean
    static BeanFactoryPostProcessor databaseIsNamed(Environment settings) {
        return beans -> {
            boolean wanted = beans.getBeanNamesForType(DataSource.class, true, false).length > 0;
            if (wanted && !StringUtils.hasText(settings.getProperty(URL))) {
                throw new MissingSettingException(
                        URL + ": is needed, for instance jdbc:mysql://db.example:3306/seckill.");
            }
        };
    }
}
