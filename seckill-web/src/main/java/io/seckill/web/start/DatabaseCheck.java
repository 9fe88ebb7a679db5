package io.seckill.web.start;

import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Refuses to start when no database is named, for which Spring Boot would look for an embedded one, or when its URL holds a
 * password where the pool's log does not hide it.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseCheck {
    private static final String URL = "spring.datasource.url";

    private static final Pattern USER = Pattern.compile("(?i)//[^?]*(:[^?]*@|password=)");

    @Bean
    static BeanFactoryPostProcessor databaseIsNamed(Environment settings) {
        return beans -> {
            boolean wanted = beans.getBeanNamesForType(DataSource.class, true, false).length > 0;
            String url = settings.getProperty(URL);
            if (wanted && url != null && USER.matcher(url).find()) {
                throw new MissingSettingException(
                        URL + ": must not hold a password before the host, where logs would show it; set"
                                + " spring.datasource.username and spring.datasource.password.");
            }
            if (wanted && !StringUtils.hasText(url)) {
                throw new MissingSettingException(
                        URL + ": is needed, for instance jdbc:mysql://db.example:3306/seckill.");
            }
        };
    }
}
