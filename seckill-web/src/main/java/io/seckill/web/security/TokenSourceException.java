package io.seckill.web.security;

import java.io.Serial;

/** It is not clear whose tokens count. */
final class TokenSourceException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    TokenSourceException(String message) {
        super(message);
    }
}
