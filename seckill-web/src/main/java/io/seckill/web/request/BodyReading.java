package io.seckill.web.request;

import io.seckill.api.NewSaleBody;
import io.seckill.api.PlaceOrderBody;
import io.seckill.api.TokenRequest;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;

/** Has the bodies of the contract read strictly, and no more of them than their limit. */
@Configuration(proxyBeanMethods = false)
class BodyReading {
    @Bean
    ServerHttpMessageConvertersCustomizer bodies(HttpProperties properties) {
        return converters -> converters.addCustomConverter(new Bodies(properties.maxBodyBytes()));
    }

    private static final class Bodies extends AbstractHttpMessageConverter<Object> {
        private static final Set<Class<?>> TYPES = Set.of(PlaceOrderBody.class, NewSaleBody.class, TokenRequest.class);

        /** The most bytes that a body may have. */
        private final int limit;

        Bodies(int limit) {
            super(MediaType.APPLICATION_JSON);
            this.limit = limit;
        }

        @Override
        protected boolean supports(Class<?> type) {
            return TYPES.contains(type);
        }

        @Override
        public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
            return false;
        }

        @Override
        protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
            if (message.getHeaders().getContentLength() > limit) {
                throw tooLarge();
            }
            byte[] bytes = message.getBody().readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge();
            }
            return JsonBodies.read(bytes, type);
        }

        @Override
        protected void writeInternal(Object body, HttpOutputMessage message) {
            throw new IllegalStateException("only reads");
        }

        private ProblemException tooLarge() {
            return new ProblemException(Problems.invalid("body", "must be at most " + limit + " bytes"));
        }
    }
}
