package io.seckill.web.start;

import java.io.Serial;

/** The program cannot start without a setting. */
final class MissingSettingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    MissingSettingException(String message) {
        super(message);
    }
}
