package io.seckill.web.start;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Refuses to start when operators' calls are moved to a path that is not closed. */
@Configuration(proxyBeanMethods = false)
class OperatorsPathCheck {
    private static final String NAME = "management.endpoints.web.base-path";
    private static final String CLOSED = "/actuator";

    @Bean
    static BeanFactoryPostProcessor operatorsPathIsClosed(Environment settings) {
        return beans -> {
            String path = settings.getProperty(NAME, CLOSED);
            if (!path.equals(CLOSED)) {
                throw new MissingSettingException(
                        NAME + ": must be " + CLOSED + ", which needs a token, but is " + path + ".");
            }
        };
    }
}
