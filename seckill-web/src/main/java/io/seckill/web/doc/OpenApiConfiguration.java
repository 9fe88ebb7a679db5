package io.seckill.web.doc;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Completes the generated document with what signatures cannot say: tokens, and what is refused with which code. */
@Configuration(proxyBeanMethods = false)
@Lazy
class OpenApiConfiguration {
    static final String TOKEN = "token";

    @Bean
    OpenAPI document() {
        SecurityScheme bearer = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT");
        return new OpenAPI()
                .info(new Info().title("Seckill").version("1").description("Flash sales: buying, and operating them."))
                .components(new Components().addSecuritySchemes(TOKEN, bearer));
    }

    @Bean
    OpenApiCustomizer problemSchema() {
        return ProblemResponses::addSchema;
    }

    @Bean
    OperationCustomizer problemResponses() {
        return (operation, handler) -> {
            Refuses refuses = handler.getMethodAnnotation(Refuses.class);
            return refuses == null ? operation : ProblemResponses.add(operation, refuses);
        };
    }
}
