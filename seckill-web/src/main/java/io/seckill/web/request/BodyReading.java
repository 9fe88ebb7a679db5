package io.seckill.web.request;

import io.seckill.api.NewSaleBody;
import io.seckill.api.PlaceOrderBody;
import io.seckill.api.RestockBody;
import io.seckill.api.SaleEditBody;
import io.seckill.api.TokenRequest;
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
    ServerHttpMessageConvertersCustomizer bodies(BodyLimit limit) {
        return converters -> converters.addCustomConverter(new Bodies(limit));
    }

    private static final class Bodies extends AbstractHttpMessageConverter<Object> {
        private static final Set<Class<?>> TYPES = Set.of(
                PlaceOrderBody.class, NewSaleBody.class, SaleEditBody.class, RestockBody.class, TokenRequest.class);

        private final BodyLimit limit;

        Bodies(BodyLimit limit) {
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
            return JsonBodies.read(limit.read(message), type);
        }

        @Override
        protected void writeInternal(Object body, HttpOutputMessage message) {
            throw new IllegalStateException("only reads");
        }
    }
}
