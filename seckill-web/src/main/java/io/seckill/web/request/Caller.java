package io.seckill.web.request;

import io.seckill.core.sale.BuyerId;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who calls. */
@Component
public class Caller {
    /**
     * The subject of the token that the current call came with.
     *
     * @throws IllegalStateException if the call needed none
     */
    public BuyerId id() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !authentication.isAuthenticated()) {
            throw new IllegalStateException("the call came without a token");
        }
        return new BuyerId(authentication.getName());
    }
}
