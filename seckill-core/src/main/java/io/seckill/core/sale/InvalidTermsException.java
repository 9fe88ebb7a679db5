package io.seckill.core.sale;

import java.io.Serial;

/** What an operator asked for cannot be; names the field and what would be right. */
public final class InvalidTermsException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String field;
    private final String rule;

    private InvalidTermsException(String field, String rule) {
        super(field + ": " + rule);
        this.field = field;
        this.rule = rule;
    }

    static void unless(boolean valid, String field, String rule) {
        if (!valid) {
            throw new InvalidTermsException(field, rule);
        }
    }

    public String field() {
        return field;
    }

    /** What would be right, as in "must be 1 to 1000". */
    public String rule() {
        return rule;
    }
}
