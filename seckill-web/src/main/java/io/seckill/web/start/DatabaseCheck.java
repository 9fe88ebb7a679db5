package io.seckill.web.start;

import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
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
public class DatabaseCheck {
    private static final String URL = "spring.datasource.url";

    private static final Pattern USER = Pattern.compile("(?i)//[^?]*(:[^?]*@|password=)");

    /** Migrations may go by an account of their own, so they do not show that the program's own is let in. */
    @Bean
    SmartInitializingSingleton databaseAnswers(ObjectProvider<DataSource> database) {
        return () -> database.ifAvailable(DatabaseCheck::connect);
    }

    private static void connect(DataSource database) {
        try {
            database.getConnection().close();
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to the database", e);
        }
    }

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
