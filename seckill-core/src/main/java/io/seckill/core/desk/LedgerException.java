package io.seckill.core.desk;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A batch did not come through; the kind says what is certain. */
public abstract sealed class LedgerException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The batch was rolled back for certain: run it again. */
    public static final class NotCommitted extends LedgerException {
        @Serial
        private static final long serialVersionUID = 1;

        public NotCommitted(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The connection died at the commit, so the batch may be durable. Running it again tells: the sale's row is locked
     * first, so an unfinished transaction is waited out, and orders are found by their keys.
     */
    public static final class CommitUnknown extends LedgerException {
        @Serial
        private static final long serialVersionUID = 1;

        public CommitUnknown(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The batch was rolled back, for the database refuses the data of one of its orders. */
    public static final class DataRefused extends LedgerException {
        @Serial
        private static final long serialVersionUID = 1;

        public DataRefused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
