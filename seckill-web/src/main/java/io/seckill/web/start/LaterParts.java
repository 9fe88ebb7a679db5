package io.seckill.web.start;

import java.util.Set;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Leaves what no order needs until somebody asks for it: the OpenAPI document, and clients for Redis that come with the
 * one which is used. Each would load hundreds of classes at every start.
 */
@Configuration(proxyBeanMethods = false)
class LaterParts {
    private static final String DOCUMENT = "org.springdoc.";
    private static final Set<String> CLIENTS = Set.of(
            "redissonReactive", "redissonRxJava", "redissonConnectionFactory", "redisTemplate", "stringRedisTemplate");

    @Bean
    static BeanFactoryPostProcessor later() {
        return beans -> {
            for (String name : beans.getBeanDefinitionNames()) {
                BeanDefinition bean = beans.getBeanDefinition(name);
                if (CLIENTS.contains(name) || isOfDocument(bean)) {
                    bean.setLazyInit(true);
                }
            }
        };
    }

    private static boolean isOfDocument(BeanDefinition bean) {
        String type = bean.getBeanClassName();
        return (type != null && type.startsWith(DOCUMENT))
                || String.valueOf(bean.getFactoryBeanName()).startsWith(DOCUMENT);
    }
}
