package io.seckill.web.request;

import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Nothing is validated by annotations here, so no validator for them is made at each start. */
@Component
class NoValidator implements Validator, WebMvcConfigurer {
    @Override
    public Validator getValidator() {
        return this;
    }

    @Override
    public boolean supports(Class<?> type) {
        return false;
    }

    @Override
    public void validate(Object target, Errors errors) {
        throw new IllegalStateException("nothing is supported");
    }
}
